"""Take a person's calendar address away."""

from datetime import datetime

from bot.domain.person import Viewer
from bot.store import audit, feeds
from bot.store.database import Database


def stop_feed(db: Database, viewer: Viewer, *, now: datetime) -> bool:
    """Make the person's address lead nowhere; False when they had none."""
    with db.write() as tx:
        if not feeds.remove(tx, viewer.person.id):
            return False
        audit.changed(tx, viewer, None, now, f"person:{viewer.person.id}", detail="calendar address taken away")
    return True
