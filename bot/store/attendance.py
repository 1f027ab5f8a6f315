"""Whether anybody can say who is in a channel, and since when: where nobody can, nobody is."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import aliased

from bot.store.channels import Trouble
from bot.store.database import Tx
from bot.store.tables import ChannelRow, MemberRow, PersonRow

_ANSWERED = ("absent", "refused", "deleted")  # why nobody is known to be there although Slack was asked


def set_told(tx: Tx, channel_id: int, now: datetime) -> None:
    """Slack told who is in it; only that it is put away, or used for something else too, is still the matter."""
    row = tx.get_one(ChannelRow, channel_id)
    row.is_known, row.members_at, row.moves = True, now, row.moves + 1
    if row.trouble not in {"archived", "twice"}:
        row.trouble = ""


def set_unknown(tx: Tx, channel_id: int, trouble: Trouble) -> None:
    """Nobody can say who is in it: nobody is, until Slack tells again."""
    row = tx.get_one(ChannelRow, channel_id)
    row.is_known, row.trouble = False, trouble


def moved(tx: Tx, channel_id: int, left_at: datetime | None = None) -> None:
    """Somebody came or, at an instant, went: what Slack was asked before is old."""
    row = tx.get_one(ChannelRow, channel_id, with_for_update={"key_share": True})
    row.moves += 1
    if left_at is not None:
        row.left_at = max(left_at, row.left_at or left_at)


def moves(tx: Tx, channel_id: int) -> int | None:
    """How often somebody came or went, held against whoever changes it; None when the channel is bound no more."""
    held = select(ChannelRow.moves).where(ChannelRow.id == channel_id).with_for_update()
    return tx.scalar(held)


def due_for_a_look(tx: Tx, before: datetime) -> tuple[int, ...]:
    """The channels whose people Slack was not asked for since an instant: for jobs."""
    old = or_(ChannelRow.members_at.is_(None), ChannelRow.members_at < before, ChannelRow.is_known.is_(False))
    return tuple(tx.scalars(select(ChannelRow.id).where(old).order_by(ChannelRow.id)))


def hide_unasked(tx: Tx, before: datetime) -> int:
    """Nobody is in a channel of which Slack could not be asked since an instant; gives of how many that is new."""
    last = func.coalesce(ChannelRow.members_at, ChannelRow.bound_at)
    old = update(ChannelRow).where(ChannelRow.is_known.is_(True), last < before)
    hidden = tx.execute(old.values(is_known=False, trouble="silent").returning(ChannelRow.id))
    return len(hidden.all())


def unasked(tx: Tx, person_ids: Collection[int]) -> Mapping[int, bool]:
    """Who is, or was, in a space of which Slack has yet to tell who is in one of its channels: for jobs.

    Person id → whether they are known to be in another channel. What is hidden from them meanwhile, and whoever else
    is not seen, may be back in a moment. A channel of which Slack has said no is not waited for.
    """
    theirs, beside = aliased(ChannelRow), aliased(ChannelRow)
    untold = (beside.space_id == theirs.space_id, beside.is_known.is_(False), beside.trouble.not_in(_ANSWERED))
    waits = select(1).where(*untold).correlate(theirs).exists()
    wanted = select(MemberRow.person_id, theirs.is_known, waits.label("waits"))
    rows = tx.execute(
        wanted.join(theirs, theirs.id == MemberRow.channel_id).where(MemberRow.person_id.in_(person_ids))
    ).all()
    known = {row.person_id for row in rows if row.is_known}
    return {row.person_id: row.person_id in known for row in rows if row.waits}


def forget_team(tx: Tx, channel_id: int, team_id: str) -> None:
    """The people of a team are not in the channel any more; nor, until Slack tells, who may be of that team."""
    theirs = or_(PersonRow.team_id == team_id, PersonRow.named.is_(False), PersonRow.team_id == "")
    gone = select(PersonRow.id).where(theirs)
    tx.execute(delete(MemberRow).where(MemberRow.channel_id == channel_id, MemberRow.person_id.in_(gone)))
    moved(tx, channel_id)


def forget_everyone(tx: Tx, channel_id: int) -> None:
    """Nobody is in the channel any more."""
    tx.execute(delete(MemberRow).where(MemberRow.channel_id == channel_id))
    moved(tx, channel_id)
