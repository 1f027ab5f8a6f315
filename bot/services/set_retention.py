"""Say how long a space keeps its notes, and foresee what that means."""

from datetime import date, datetime

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.record import Space
from bot.domain.retention import Foreseen, oldest_kept
from bot.store import access, audit, inner, retention, spaces
from bot.store.database import Database


def set_retention(db: Database, viewer: Viewer, space_id: int, months: int | None, *, now: datetime) -> Space:
    """Keep the notes of a space for so many months, or for ever; what is older goes the next night.

    What the viewer's side keeps to itself follows; of the other side's own nobody else says what goes.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    with db.write() as tx:
        access.must_own(tx, viewer, space_id)
        mine = viewer.within(space_id) & inner.records_of(tx, [viewer.person.id])[viewer.person.id]
        retention.set_months(tx, mine, months)
        space = spaces.get(tx, viewer, space_id)
        if space is None:
            raise NotFound("no_space")
        kept = "for ever" if months is None else f"{months} months"
        audit.changed(tx, viewer, space_id, now, f"space:{space_id}", detail=f"notes kept: {kept}")
    return space


def foresee(db: Database, viewer: Viewer, space_id: int, months: int, *, today: date) -> Foreseen:
    """What would be removed if the notes were kept for so many months; the other side's own is not counted.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    before = oldest_kept(today, months)
    with db.read() as tx:
        access.must_own(tx, viewer, space_id)
        return Foreseen(before, *retention.count(tx, viewer.within(space_id), before))
