"""Whether a person shares something for the first time: a button pressed twice posts once."""

import hashlib
from datetime import datetime, timedelta

from bot.domain.person import Channel, Viewer
from bot.store import deliveries
from bot.store.database import Database

AGAIN = timedelta(minutes=10)  # who shares the same later than this means it


def share_once(db: Database, viewer: Viewer, channel: Channel, content: str, *, now: datetime) -> bool:
    """Note down that a person shares words in a channel; False when they did so minutes ago."""
    words = hashlib.sha256(content.encode()).hexdigest()
    with db.write() as tx:
        return deliveries.renew(tx, f"share:{channel.id}:{viewer.person.id}:{words}", now, AGAIN)
