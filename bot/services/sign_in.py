"""Sign in to our pages by a link, and find out at each visit who that is and what they may see by now."""

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.preferences import Reader
from bot.services.keep_feed import hash_of
from bot.services.make_link import BYTES
from bot.services.see_again import seen_again
from bot.store import audit, sign_ins
from bot.store.database import Database
from bot.store.sign_ins import Session

IDLE = timedelta(hours=12)  # after its last use a session ends: a working day
LONGEST = timedelta(days=30)  # however often it is used
RENEWED = timedelta(minutes=10)  # a visit sooner than that after the one before writes nothing


class Visitor(NamedTuple):
    """Somebody who is signed in: what they may see at this moment, how they are written to, in which language."""

    viewer: Viewer
    reader: Reader
    language: Language


def sign_in(db: Database, token: str, *, now: datetime) -> str | None:
    """Use a link up; gives the secret of the cookie. None for a link that was used, is too old, or nobody's."""
    cookie = secrets.token_urlsafe(BYTES)
    with db.write() as tx:
        person_id = sign_ins.take_link(tx, hash_of(token), now)
        seen = seen_again(tx, person_id) if person_id is not None else None
        if seen is None:
            return None
        person = seen.viewer.person
        sign_ins.begin(tx, hash_of(cookie), Session(person.id, now, now + IDLE, None))
        audit.changed(tx, seen.viewer, None, now, f"person:{person.id}", detail="signed in to the pages")
    return cookie


def visit(db: Database, cookie: str, *, now: datetime) -> Visitor | None:
    """Who comes with a cookie; None where nobody is signed in by it. Being there makes the session last."""
    key = hash_of(cookie)
    with db.read() as tx:
        session = sign_ins.get(tx, key, now)
        seen = seen_again(tx, session.person_id) if session else None
    if session is None or seen is None:
        return None
    until = min(now + IDLE, session.began_at + LONGEST)
    if until - session.expires_at > RENEWED:
        with db.jot() as tx:
            sign_ins.renew(tx, key, until)
    return Visitor(seen.viewer, seen.reader, session.language or seen.reader.language)


def choose_page_language(db: Database, cookie: str, language: Language) -> None:
    """Keep the language in which a browser shows our pages; the person's own stays what it is."""
    with db.write() as tx:
        sign_ins.set_language(tx, hash_of(cookie), language)
