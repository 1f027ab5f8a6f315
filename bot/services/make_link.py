"""Make a link by which somebody signs in to our pages: once, and within ten minutes."""

import secrets
from datetime import datetime, timedelta

from bot.domain.person import Viewer
from bot.services.keep_feed import hash_of
from bot.store import audit, sign_ins
from bot.store.database import Database

LASTS = timedelta(minutes=10)
BYTES = 32  # of chance: nobody comes upon one by trying


def make_link(db: Database, viewer: Viewer, *, now: datetime) -> str:
    """The secret part of a link for the viewer; only what it hashes to is kept."""
    token = secrets.token_urlsafe(BYTES)
    with db.write() as tx:
        sign_ins.add_link(tx, viewer.person.id, hash_of(token), now + LASTS)
        audit.changed(tx, viewer, None, now, f"person:{viewer.person.id}", detail="link to the pages made")
    return token


def whose_link(db: Database, token: str, *, now: datetime) -> str | None:
    """Who could still sign in by a link; None where nobody could. Looking uses nothing up."""
    with db.read() as tx:
        return sign_ins.name_behind(tx, hash_of(token), now)
