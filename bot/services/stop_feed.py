"""Take a person's calendar address away."""

from bot.domain.person import Viewer
from bot.store import feeds
from bot.store.database import Database


def stop_feed(db: Database, viewer: Viewer) -> bool:
    """Make the person's address lead nowhere; False when they had none."""
    with db.write() as tx:
        return feeds.remove(tx, viewer.person.id)
