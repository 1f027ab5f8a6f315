"""Share words in a channel, once: a button pressed twice posts once, and a crash neither loses nor doubles it."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.domain.person import Channel, Viewer
from bot.store import access, audit, deliveries, jobs
from bot.store.database import Database

AGAIN = timedelta(minutes=10)  # who shares the same later than this means it


def share_once(db: Database, viewer: Viewer, channel: Channel, post: Mapping[str, Any], *, now: datetime) -> bool:
    """Have words brought to everyone in a channel; False, and nothing is, when that person did so minutes ago.

    That they shared them and the job that posts them are written together: there are both, or neither.

    Args:
        db: the store.
        viewer: who shares.
        channel: where.
        post: what a job is to bring, as `handlers.reply` makes it.
        now: the time.

    Raises:
        NotFound: the channel's space is not there for this viewer.
        NotAllowed: they only read there.
    """
    words = hashlib.sha256(str(post["text"]).encode()).hexdigest()
    key = f"share:{channel.id}:{viewer.person.id}:{words}"
    with db.write() as tx:
        access.must_write(tx, viewer, channel.space_id)
        if not deliveries.renew(tx, key, now, AGAIN):
            return False
        jobs.add(tx, "deliver", key, {**post, "space": channel.space_id}, now)
        shown = {record for space_id, record in viewer.trail if space_id == channel.space_id}
        audit.shown_in(tx, viewer, channel.space_id, channel.id, now, shown)
    return True
