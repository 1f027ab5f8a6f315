"""What Slack told of people, and when: it is asked again, for a member may become a guest, or leave the workspace."""

from datetime import datetime

from sqlalchemy import delete, or_, select, update

from bot.domain.person import SlackUser
from bot.store.database import Tx
from bot.store.tables import MemberRow, PersonRow


def old(tx: Tx, before: datetime, limit: int) -> tuple[tuple[int, SlackUser], ...]:
    """People in our channels, or deactivated, of whom Slack told nothing since an instant; the oldest first."""
    there = or_(PersonRow.id.in_(select(MemberRow.person_id)), PersonRow.gone.is_(True))
    unasked = or_(PersonRow.told_at.is_(None), PersonRow.told_at < before)
    wanted = select(PersonRow).where(PersonRow.named.is_(True), PersonRow.forgotten_at.is_(None), there, unasked)
    order = (PersonRow.told_at.is_not(None), PersonRow.told_at, PersonRow.id)
    rows = tx.scalars(wanted.order_by(*order).limit(limit))
    return tuple((row.id, SlackUser(row.team_id, row.user_id)) for row in rows)


def set_told(tx: Tx, person_id: int, now: datetime, *, gone: bool = False) -> None:
    """Slack told of the person, now; whoever is deactivated is in no channel."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(told_at=now, gone=gone))
    if gone:
        tx.execute(delete(MemberRow).where(MemberRow.person_id == person_id))


def set_untold(tx: Tx, person_id: int, now: datetime) -> None:
    """Slack does not tell of the person any more: nobody can say whether they are a guest."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(told_at=now, guest=None))


def set_here(tx: Tx, person_id: int) -> None:
    """The person does something: they are not deactivated."""
    here = update(PersonRow).where(PersonRow.id == person_id, PersonRow.gone.is_(True))
    tx.execute(here.values(gone=False))


def doubt(tx: Tx, before: datetime) -> int:
    """Of whom Slack told nothing since an instant nobody can say whether they are a guest; gives of how many."""
    unasked = update(PersonRow).where(PersonRow.guest.is_not(None), PersonRow.told_at < before)
    return len(tx.execute(unasked.values(guest=None).returning(PersonRow.id)).all())
