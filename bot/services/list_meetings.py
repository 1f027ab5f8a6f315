"""The meetings of a space by day, or those of one of its trips, a page at a time."""

from dataclasses import replace

from bot.domain.errors import NotFound
from bot.domain.pages import Heading, Meetings, Paged, portion
from bot.domain.person import Viewer
from bot.services.whole_space import space_in
from bot.store import meetings, trips
from bot.store.database import Database, Tx

PAGE = 25


def list_meetings(
    db: Database, viewer: Viewer, space_id: int, *, page: int = 1, trip_id: int | None = None
) -> Meetings:
    """One page of them, with what their side keeps to itself; of a trip, what both sides share.

    Raises:
        NotFound: the space, or the trip, is not there for this viewer.
    """
    with db.read() as tx:
        space = space_in(tx, viewer, space_id)
        known = trips.find(tx, replace(viewer, space_ids=viewer.shared_ids & {space_id}))
        trip = next((one for one in known if one.id == trip_id), None)
        if trip_id is not None and trip is None:
            raise NotFound("no_trip")
        return Meetings(space, meetings_in(tx, viewer, space_id, page=page, size=PAGE, trip_id=trip_id), known, trip)


def meetings_in(
    tx: Tx, viewer: Viewer, space_id: int, *, page: int, size: int, trip_id: int | None = None
) -> Paged[Heading]:
    """The same of a space that was found for the viewer, within a transaction."""
    within = viewer.within(space_id)
    total = meetings.count(tx, viewer, within, trip_id)
    page, pages, skip = portion(page, total, size)
    lines = meetings.find(tx, viewer, within, limit=size, skip=skip, trip_id=trip_id)
    return Paged(lines, page, pages, total)
