"""What installations call a channel, which of them speaks in it, and what was found out about it."""

from collections.abc import Collection
from datetime import datetime
from typing import Literal, NamedTuple, cast

from sqlalchemy import Select, select

from bot.domain.person import SlackChannel
from bot.store import welcomes
from bot.store.database import Tx
from bot.store.tables import ChannelNameRow, ChannelRow, MemberRow, PersonRow

Trouble = Literal["", "absent", "refused", "silent", "archived", "deleted", "twice"]
"""Why nothing, or not all, can be done in a channel: no installation of ours is in it; Slack will not tell who is in
it; it could not be asked for a day; it is put away; it is gone; the other side uses it for another space."""


class Binding(NamedTuple):
    """A channel with all its names, as it stands in the store."""

    id: int
    space_id: int
    speaks: SlackChannel  # the name by which we post
    names: tuple[SlackChannel, ...]  # one for each installation in it, that one included
    is_known: bool
    is_shared: bool
    members_at: datetime | None
    left_at: datetime | None
    moves: int
    trouble: Trouble


def get(tx: Tx, channel_id: int) -> Binding | None:
    """The binding with an id of ours."""
    row = tx.get(ChannelRow, channel_id)
    return _binding(tx, row) if row else None


def named(tx: Tx, slack: SlackChannel) -> Binding | None:
    """The binding of a channel, by any of its names."""
    name = tx.get(ChannelNameRow, slack)
    return _binding(tx, tx.get_one(ChannelRow, name.channel_id)) if name else None


def of_space(tx: Tx, space_id: int) -> tuple[Binding, ...]:
    """The bindings of a space, oldest first: for its owners and for jobs."""
    return _bindings(tx, select(ChannelRow).where(ChannelRow.space_id == space_id))


def of_team(tx: Tx, team_id: str) -> tuple[Binding, ...]:
    """The bindings that an installation has a name for: for jobs."""
    theirs = select(ChannelNameRow.channel_id).where(ChannelNameRow.team_id == team_id)
    return _bindings(tx, select(ChannelRow).where(ChannelRow.id.in_(theirs)))


def called(tx: Tx, slack_id: str) -> tuple[Binding, ...]:
    """The bindings that some installation knows by an id: a channel shared by Slack Connect has one id everywhere."""
    same = select(ChannelNameRow.channel_id).where(ChannelNameRow.slack_id == slack_id)
    return _bindings(tx, select(ChannelRow).where(ChannelRow.id.in_(same)))


def hold(tx: Tx, slack_id: str) -> None:
    """Let nobody else change, until the transaction ends, the bindings that some installation knows by an id."""
    same = select(ChannelNameRow.channel_id).where(ChannelNameRow.slack_id == slack_id)
    tx.execute(select(ChannelRow.id).where(ChannelRow.id.in_(same)).order_by(ChannelRow.id).with_for_update())


def add_name(tx: Tx, channel_id: int, slack: SlackChannel) -> None:
    """One more installation is in the channel."""
    if tx.get(ChannelNameRow, slack) is None:
        tx.add(ChannelNameRow(team_id=slack.team_id, slack_id=slack.channel_id, channel_id=channel_id))
        tx.flush()


def rename(tx: Tx, old: SlackChannel, new: SlackChannel) -> None:
    """An installation's Slack gave the channel a new id: its space stays.

    Where the new id is the name of this channel already, the old one goes; where it is that of another one, both stay:
    somebody has bound that meanwhile.
    """
    name, other = tx.get(ChannelNameRow, old), tx.get(ChannelNameRow, new)
    if name is None or old == new or (other is not None and other.channel_id != name.channel_id):
        return
    row = tx.get_one(ChannelRow, name.channel_id)
    tx.delete(name)
    tx.flush()
    add_name(tx, row.id, new)
    if (row.team_id, row.channel_id) == old:
        row.team_id, row.channel_id = new
    welcomes.move(tx, old, new)


def drop_name(tx: Tx, slack: SlackChannel) -> None:
    """An installation is in the channel no more; another one speaks there now, or nobody knows who is in it."""
    name = tx.get(ChannelNameRow, slack)
    if name is None:
        return
    row = tx.get_one(ChannelRow, name.channel_id)
    row.moves += 1
    if (row.team_id, row.channel_id) == slack:
        others = select(ChannelNameRow).where(ChannelNameRow.channel_id == row.id).order_by(ChannelNameRow.team_id)
        heir = next((one for one in tx.scalars(others) if one is not name), None)
        if heir is None:  # the name stays, so that the space is found again when the app comes back
            row.is_known, row.trouble = False, "absent"
            return
        row.team_id, row.channel_id = heir.team_id, heir.slack_id
    tx.delete(name)
    tx.flush()


def speak_by(tx: Tx, channel_id: int, slack: SlackChannel) -> None:
    """Post by this name from now on."""
    row = tx.get_one(ChannelRow, channel_id)
    row.team_id, row.channel_id = slack
    tx.flush()


def split(tx: Tx, slack: SlackChannel, now: datetime) -> int:
    """A name has become a channel of its own: bound to the same space, of people nobody knows yet. Gives its id.

    The only name of a channel is one of its own already.
    """
    name = tx.get_one(ChannelNameRow, slack)
    row = tx.get_one(ChannelRow, name.channel_id)
    drop_name(tx, slack)
    if tx.get(ChannelNameRow, slack) is not None:
        return row.id
    made = ChannelRow(team_id=slack.team_id, channel_id=slack.channel_id, space_id=row.space_id, bound_at=now)
    made.is_known, made.is_shared = False, False
    tx.add(made)
    tx.flush()
    add_name(tx, made.id, slack)
    return made.id


def set_shared(tx: Tx, channel_id: int, *, shared: bool) -> None:
    """Whether the channel is shared by Slack Connect."""
    tx.get_one(ChannelRow, channel_id).is_shared = shared


def set_trouble(tx: Tx, channel_id: int, trouble: Trouble) -> None:
    """Say why nothing, or not all, can be done in the channel; "" that all can."""
    tx.get_one(ChannelRow, channel_id).trouble = trouble


def teams_around(tx: Tx, user_id: str) -> tuple[str, ...]:
    """The teams whose installation is in a channel that a Slack user is in, those that speak there first.

    Those may write to them.
    """
    met = (
        select(ChannelRow.team_id, ChannelNameRow.team_id)
        .join(ChannelNameRow, ChannelNameRow.channel_id == ChannelRow.id)
        .join(MemberRow, MemberRow.channel_id == ChannelRow.id)
        .join(PersonRow, PersonRow.id == MemberRow.person_id)
        .where(PersonRow.user_id == user_id)
        .order_by(ChannelRow.id, ChannelNameRow.team_id)
    )
    found = tx.execute(met).all()
    return tuple(dict.fromkeys((*(row[0] for row in found), *(row[1] for row in found))))


def names_of(tx: Tx, channel_ids: Collection[int]) -> dict[int, tuple[SlackChannel, ...]]:
    """Channel id → its names by team, for some channels."""
    found: dict[int, tuple[SlackChannel, ...]] = {}
    wanted = select(ChannelNameRow).where(ChannelNameRow.channel_id.in_(channel_ids))
    for row in tx.scalars(wanted.order_by(ChannelNameRow.team_id, ChannelNameRow.slack_id)):
        found[row.channel_id] = (*found.get(row.channel_id, ()), SlackChannel(row.team_id, row.slack_id))
    return found


def all_names(tx: Tx) -> tuple[SlackChannel, ...]:
    """Every name of every channel: for jobs."""
    order = (ChannelNameRow.channel_id, ChannelNameRow.team_id)
    return tuple(SlackChannel(row.team_id, row.slack_id) for row in tx.scalars(select(ChannelNameRow).order_by(*order)))


def _bindings(tx: Tx, wanted: Select[ChannelRow]) -> tuple[Binding, ...]:
    rows = tx.scalars(wanted.order_by(ChannelRow.id)).all()
    names = names_of(tx, [row.id for row in rows])
    return tuple(_of(row, names.get(row.id, ())) for row in rows)


def _binding(tx: Tx, row: ChannelRow) -> Binding:
    return _of(row, names_of(tx, [row.id]).get(row.id, ()))


def _of(row: ChannelRow, names: tuple[SlackChannel, ...]) -> Binding:
    speaks, trouble = SlackChannel(row.team_id, row.channel_id), cast("Trouble", row.trouble)
    told = (row.is_known, row.is_shared, row.members_at, row.left_at, row.moves)
    return Binding(row.id, row.space_id, speaks, names, *told, trouble)
