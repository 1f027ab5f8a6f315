"""Who begins to install is who comes back: the two secrets of an installation that is under way.

`state` travels through Slack in an address, `browser` stays in a cookie. What both hash to is kept, so that neither
is worth anything alone, nor to whoever reads the store (RFC 6749, 10.12).
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from bot.store import installations
from bot.store.database import Database

BYTES = 32  # of chance in each of the two
LASTS = timedelta(minutes=10)


class Started(NamedTuple):
    """The two secrets."""

    state: str
    browser: str


def start(db: Database, now: datetime) -> Started | None:
    """Begin an installation; None while too many are under way."""
    made = Started(secrets.token_urlsafe(BYTES), secrets.token_urlsafe(BYTES))
    with db.write() as tx:
        begun = installations.begin(tx, fingerprint(made), now + LASTS, now)
    return made if begun else None


def is_back(db: Database, came: Started, now: datetime) -> bool:
    """Whether that is an installation we began in that browser: true once, for ten minutes."""
    if not came.state or not came.browser:
        return False
    with db.write() as tx:
        return installations.end(tx, fingerprint(came), now)


def fingerprint(secret: Started) -> str:
    """What is kept of the two secrets."""
    return sha256(f"{secret.state}.{secret.browser}".encode("utf-8", errors="replace")).hexdigest()
