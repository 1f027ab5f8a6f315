"""Names that wait for an installation: it is not in a channel any more in which another one goes on.

Such a name is a binding of its own, of the same space: nobody sees anything through it, and nothing is posted by it.
When the installation is back it is one with the channel again, or, where that was disconnected meanwhile, a channel of
its own.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from bot.domain.person import SlackChannel
from bot.store import channels
from bot.store.channels import Binding
from bot.store.database import Tx
from bot.store.tables import ChannelNameRow, ChannelRow


def waits(bound: Binding) -> bool:
    """Whether no installation of ours is in a channel, as far as we know."""
    return bound.trouble == "absent" and not bound.is_known


def set_aside(tx: Tx, slack: SlackChannel, now: datetime) -> None:
    """An installation is in the channel no more: its name waits, and the others go on without it."""
    bound = channels.named(tx, slack)
    if bound is None:
        return
    row = tx.get_one(ChannelRow, channels.split(tx, slack, now))
    row.is_known, row.is_shared, row.trouble = False, bound.is_shared, "absent"
    tx.flush()


def of(tx: Tx, channel_id: int) -> tuple[int, ...]:
    """The ids of the bindings that wait for a channel: what becomes of its space becomes of theirs."""
    own, ids = tx.get_one(ChannelRow, channel_id), select(ChannelNameRow.slack_id)
    same = (ChannelRow.id != own.id, ChannelRow.space_id == own.space_id)
    called = ChannelRow.channel_id.in_(ids.where(ChannelNameRow.channel_id == own.id))
    return tuple(tx.scalars(select(ChannelRow.id).where(*same, called, _absent(ChannelRow)).order_by(ChannelRow.id)))


def all_names(tx: Tx, slack: SlackChannel) -> tuple[SlackChannel, ...]:
    """The names of a channel by any of them, the one by which we speak first; the names that wait come last.

    Of a channel that is bound no more, the one that was asked for.
    """
    bound = channels.named(tx, slack)
    if bound is None:
        return (slack,)
    found = [bound]
    if waits(bound):
        called = channels.called(tx, bound.speaks.channel_id)
        found = [*(one for one in called if one.space_id == bound.space_id and not waits(one)), bound]
    return tuple(dict.fromkeys(name for one in found for name in (one.speaks, *one.names)))


def rename(tx: Tx, channel_id: int, old: str, new: str, teams: Collection[str]) -> None:
    """A channel has a new id, and is shared with some teams still: the names that wait for it have that id too."""
    own, name = tx.get_one(ChannelRow, channel_id), aliased(ChannelNameRow)
    there = select(name).join(ChannelRow, ChannelRow.id == name.channel_id).where(ChannelRow.space_id == own.space_id)
    for one in tx.scalars(there.where(name.slack_id == old, name.team_id.in_(teams), _absent(ChannelRow))).all():
        channels.rename(tx, SlackChannel(one.team_id, old), SlackChannel(one.team_id, new))


def beside() -> ColumnElement[bool]:
    """Whether a binding but waits for a channel that stands in the store already: people are shown that one alone."""
    other, name = aliased(ChannelRow), aliased(ChannelNameRow)
    same = (other.space_id == ChannelRow.space_id, other.id != ChannelRow.id, name.slack_id == ChannelRow.channel_id)
    first = or_(~_absent(other), other.id < ChannelRow.id)
    goes_on = select(1).select_from(other).join(name, name.channel_id == other.id).where(*same, first)
    return and_(_absent(ChannelRow), goes_on.correlate(ChannelRow).exists())


def but_those_beside(tx: Tx, bound: Collection[Binding]) -> tuple[Binding, ...]:
    """Some bindings without those that but wait for another one."""
    found = select(ChannelRow.id).where(ChannelRow.id.in_([one.id for one in bound]), beside())
    hidden = frozenset(tx.scalars(found))
    return tuple(one for one in bound if one.id not in hidden)


def _absent(row: type[ChannelRow]) -> ColumnElement[bool]:
    return and_(row.is_known.is_(False), row.trouble == "absent")
