"""What installations call a channel, which of them speaks in it, and whether anybody can say who is in it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, or_, select, update

from bot.domain.person import SlackChannel
from bot.store.database import Tx
from bot.store.tables import ChannelNameRow, ChannelRow, MemberRow, PersonRow


class Binding(NamedTuple):
    """A channel with all its names, as it stands in the store."""

    id: int
    space_id: int
    speaks: SlackChannel  # the name by which we post
    names: tuple[SlackChannel, ...]  # one for each installation in it, that one included
    is_known: bool
    is_shared: bool
    members_at: datetime | None
    welcome: tuple[str, str] | None  # team and ts of the card that says how everything is done


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
    rows = tx.scalars(select(ChannelRow).where(ChannelRow.space_id == space_id).order_by(ChannelRow.id)).all()
    return tuple(_binding(tx, row) for row in rows)


def of_team(tx: Tx, team_id: str) -> tuple[Binding, ...]:
    """The bindings that an installation has a name for: for jobs."""
    named = select(ChannelNameRow.channel_id).where(ChannelNameRow.team_id == team_id)
    rows = tx.scalars(select(ChannelRow).where(ChannelRow.id.in_(named)).order_by(ChannelRow.id)).all()
    return tuple(_binding(tx, row) for row in rows)


def called(tx: Tx, slack_id: str) -> tuple[Binding, ...]:
    """The bindings that some installation knows by an id: a channel shared by Slack Connect has one id everywhere."""
    same = select(ChannelNameRow.channel_id).where(ChannelNameRow.slack_id == slack_id)
    rows = tx.scalars(select(ChannelRow).where(ChannelRow.id.in_(same)).order_by(ChannelRow.id)).all()
    return tuple(_binding(tx, row) for row in rows)


def due_for_a_look(tx: Tx, before: datetime) -> tuple[int, ...]:
    """The channels whose people Slack was not asked for since an instant: for jobs."""
    old = or_(ChannelRow.members_at.is_(None), ChannelRow.members_at < before)
    return tuple(tx.scalars(select(ChannelRow.id).where(old).order_by(ChannelRow.id)))


def add_name(tx: Tx, channel_id: int, slack: SlackChannel) -> None:
    """One more installation is in the channel."""
    if tx.get(ChannelNameRow, slack) is None:
        tx.add(ChannelNameRow(team_id=slack.team_id, slack_id=slack.channel_id, channel_id=channel_id))
        tx.flush()


def rename(tx: Tx, old: SlackChannel, new: SlackChannel) -> None:
    """An installation's Slack gave the channel a new id: its space stays."""
    name = tx.get(ChannelNameRow, old)
    if name is None or tx.get(ChannelNameRow, new) is not None:
        return
    row = tx.get_one(ChannelRow, name.channel_id)
    tx.delete(name)
    tx.flush()
    add_name(tx, row.id, new)
    if (row.team_id, row.channel_id) == old:
        row.team_id, row.channel_id = new


def drop_name(tx: Tx, slack: SlackChannel) -> None:
    """An installation is in the channel no more; another one speaks there now, or nobody knows who is in it."""
    name = tx.get(ChannelNameRow, slack)
    if name is None:
        return
    row = tx.get_one(ChannelRow, name.channel_id)
    if (row.team_id, row.channel_id) != slack:
        tx.delete(name)
        return
    others = select(ChannelNameRow).where(ChannelNameRow.channel_id == row.id, ChannelNameRow.slack_id != "")
    heir = next((one for one in tx.scalars(others.order_by(ChannelNameRow.team_id)) if one is not name), None)
    if heir is None:  # the name stays, so that the space is found again when the app comes back
        row.is_known = False
        return
    row.team_id, row.channel_id = heir.team_id, heir.slack_id
    tx.delete(name)


def speak_by(tx: Tx, channel_id: int, slack: SlackChannel) -> None:
    """Post by this name from now on."""
    row = tx.get_one(ChannelRow, channel_id)
    row.team_id, row.channel_id = slack


def split(tx: Tx, slack: SlackChannel, now: datetime) -> int:
    """A name has become a channel of its own: bound to the same space, of people nobody knows yet. Gives its id."""
    name = tx.get_one(ChannelNameRow, slack)
    row = tx.get_one(ChannelRow, name.channel_id)
    made = ChannelRow(team_id=slack.team_id, channel_id=slack.channel_id, space_id=row.space_id, bound_at=now)
    made.is_known, made.is_shared = False, False
    if (row.team_id, row.channel_id) == slack:
        drop_name(tx, slack)
        tx.flush()
    tx.add(made)
    tx.flush()
    kept = tx.get(ChannelNameRow, slack)
    if kept is None:
        add_name(tx, made.id, slack)
    else:
        kept.channel_id = made.id
    return made.id


def set_told(tx: Tx, channel_id: int, *, known: bool, now: datetime) -> None:
    """Slack told who is in it, or would not: then nobody is, until it does again."""
    row = tx.get_one(ChannelRow, channel_id)
    row.is_known = known
    if known:
        row.members_at = now


def set_shared(tx: Tx, channel_id: int, *, shared: bool) -> None:
    """Whether the channel is shared by Slack Connect."""
    tx.get_one(ChannelRow, channel_id).is_shared = shared


def set_welcome(tx: Tx, channel_id: int, team_id: str, ts: str) -> None:
    """Remember where the card stands that says how everything is done."""
    row = tx.get_one(ChannelRow, channel_id)
    row.welcome_team_id, row.welcome_ts = team_id, ts


def forget_team(tx: Tx, channel_id: int, team_id: str) -> None:
    """The people of a team are not in the channel any more."""
    theirs = select(PersonRow.id).where(PersonRow.team_id == team_id)
    tx.execute(delete(MemberRow).where(MemberRow.channel_id == channel_id, MemberRow.person_id.in_(theirs)))


def forget_bound(tx: Tx, channel_id: int) -> None:
    """Ask Slack again who is in the channel as soon as somebody looks."""
    tx.execute(update(ChannelRow).where(ChannelRow.id == channel_id).values(members_at=None))


def teams_around(tx: Tx, user_id: str) -> tuple[str, ...]:
    """The teams whose installation speaks in a channel that a Slack user is in: those may write to them."""
    met = (
        select(ChannelRow.team_id)
        .join(MemberRow, MemberRow.channel_id == ChannelRow.id)
        .join(PersonRow, PersonRow.id == MemberRow.person_id)
        .where(PersonRow.user_id == user_id)
        .order_by(ChannelRow.id)
    )
    return tuple(dict.fromkeys(tx.scalars(met)))


def _binding(tx: Tx, row: ChannelRow) -> Binding:
    found = select(ChannelNameRow.team_id, ChannelNameRow.slack_id).where(ChannelNameRow.channel_id == row.id)
    names = tuple(SlackChannel(*one) for one in tx.execute(found.order_by(ChannelNameRow.team_id)))
    welcome = (row.welcome_team_id, row.welcome_ts) if row.welcome_team_id and row.welcome_ts else None
    speaks = SlackChannel(row.team_id, row.channel_id)
    return Binding(row.id, row.space_id, speaks, names, row.is_known, row.is_shared, row.members_at, welcome)


def names_of(tx: Tx, channel_ids: Collection[int]) -> dict[int, tuple[SlackChannel, ...]]:
    """Channel id → its names, for some channels."""
    found: dict[int, tuple[SlackChannel, ...]] = {}
    for row in tx.scalars(select(ChannelNameRow).where(ChannelNameRow.channel_id.in_(channel_ids))):
        found[row.channel_id] = (*found.get(row.channel_id, ()), SlackChannel(row.team_id, row.slack_id))
    return found
