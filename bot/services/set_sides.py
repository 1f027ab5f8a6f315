"""Say how a space knows whose its internal notes are."""

from datetime import datetime

from bot.domain.errors import NotAllowed
from bot.domain.person import Sides, Viewer
from bot.domain.side import People
from bot.services.sides import people_of
from bot.store import access, audit, roles
from bot.store.database import Database


def set_sides(db: Database, viewer: Viewer, space_id: int, sides: Sides, *, now: datetime) -> People:
    """Choose it, and give who stands where from now on; who was put on a side before is put on none.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for the owners, or an internal note was written: its readers must not change with this.
    """
    with db.write() as tx:
        access.must_own(tx, viewer, space_id)
        if roles.hold(tx, space_id) != sides:
            if roles.has_inner(tx, space_id):
                raise NotAllowed("sides_kept")
            roles.set_sides(tx, space_id, sides)
            tx.flush()
            tx.expire_all()
            audit.changed(tx, viewer, space_id, now, f"space:{space_id}", detail=f"sides: {sides}")
        return people_of(tx, viewer, space_id)
