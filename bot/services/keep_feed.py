"""A person's secret calendar address: whether there is one, a new one, and keeping what it hashes to."""

import secrets
from datetime import datetime
from hashlib import sha256

from bot.domain.person import Viewer
from bot.store import audit, feeds
from bot.store.database import Database

BYTES = 32  # of chance in an address: nobody comes upon one by trying


def has_feed(db: Database, viewer: Viewer) -> bool:
    """Whether the person has an address."""
    with db.read() as tx:
        return feeds.there(tx, viewer.person.id)


def new_token() -> str:
    """The secret part of an address that leads nowhere yet."""
    return secrets.token_urlsafe(BYTES)


def keep_feed(db: Database, viewer: Viewer, token: str, *, now: datetime) -> None:
    """Make an address lead to what the viewer may see, once they were told it; one they had leads nowhere now."""
    with db.write() as tx:
        feeds.put(tx, viewer.person.id, hash_of(token), now)
        audit.changed(tx, viewer, None, now, f"person:{viewer.person.id}", detail="calendar address made")


def hash_of(token: str) -> str:
    """What is kept of an address: enough to know it again."""
    return sha256(token.encode()).hexdigest()
