"""Sign out of our pages, in one browser or everywhere."""

from datetime import datetime

from bot.domain.person import Viewer
from bot.services.keep_feed import hash_of
from bot.store import audit, sign_ins
from bot.store.database import Database


def sign_out(db: Database, viewer: Viewer, cookie: str, *, now: datetime) -> bool:
    """Let a cookie lead nowhere any more; False where it did not lead anywhere."""
    with db.write() as tx:
        if not sign_ins.end(tx, hash_of(cookie)):
            return False
        audit.changed(tx, viewer, None, now, f"person:{viewer.person.id}", detail="signed out of the pages")
    return True


def sign_out_everywhere(db: Database, viewer: Viewer, *, now: datetime) -> int:
    """The same for every browser and every link of the viewer; gives how many browsers that were."""
    with db.write() as tx:
        count = sign_ins.end_all(tx, viewer.person.id)
        audit.changed(tx, viewer, None, now, f"person:{viewer.person.id}", detail="signed out of the pages everywhere")
    return count
