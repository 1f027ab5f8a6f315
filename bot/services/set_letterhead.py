"""Choose what stands at the head of the printed reports of a space."""

from datetime import datetime

from bot.domain.letterhead import Letterhead
from bot.domain.person import Viewer
from bot.services.read_trip import trip_in
from bot.store import access, audit, trips
from bot.store.database import Database


def set_letterhead(db: Database, viewer: Viewer, trip_id: int, letterhead: Letterhead, *, now: datetime) -> None:
    """Keep the letterhead of the space of a trip; of the trip alone where that has one of its own.

    Raises:
        NotFound: the trip is not there for this viewer.
        NotAllowed: it is for the owners of its space.
    """
    with db.write() as tx:
        trip = trip_in(tx, viewer, trip_id)
        access.must_own(tx, viewer, trip.space_id)
        own = trip.id if trip.letterhead else None
        trips.set_letterhead(tx, trip.space_id, own, letterhead)
        changed = f"trip:{trip_id}" if own else f"space:{trip.space_id}"
        audit.changed(tx, viewer, trip.space_id, now, changed, detail="letterhead")
