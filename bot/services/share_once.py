"""Whether a person shares something for the first time: a button pressed twice posts once."""

import hashlib
from datetime import datetime, timedelta

from bot.domain.person import Channel, Viewer
from bot.store import access, audit, deliveries
from bot.store.database import Database

AGAIN = timedelta(minutes=10)  # who shares the same later than this means it


def share_once(db: Database, viewer: Viewer, channel: Channel, content: str, *, now: datetime) -> bool:
    """Note down that a person shares words in a channel; False when they did so minutes ago.

    Raises:
        NotFound: the channel's space is not there for this viewer.
        NotAllowed: they only read there.
    """
    words = hashlib.sha256(content.encode()).hexdigest()
    with db.write() as tx:
        access.must_write(tx, viewer, channel.space_id)
        if not deliveries.renew(tx, f"share:{channel.id}:{viewer.person.id}:{words}", now, AGAIN):
            return False
        shown = {record for space_id, record in viewer.trail if space_id == channel.space_id}
        audit.shown_in(tx, viewer, channel.space_id, channel.id, now, shown)
    return True
