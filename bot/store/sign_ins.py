"""Links by which people sign in to our pages, and the browsers in which they did, by what their secrets hash to."""

from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, CursorResult, delete, select, update

from bot.domain.language import Language
from bot.store.database import Tx
from bot.store.tables import PersonRow, WebLinkRow, WebSessionRow


class Session(NamedTuple):
    """A browser in which somebody is signed in; `language` of the pages, where they chose one there."""

    person_id: int
    began_at: datetime
    expires_at: datetime
    language: Language | None


def add_link(tx: Tx, person_id: int, token_hash: str, expires_at: datetime) -> None:
    """Keep a link that was made for a person."""
    tx.add(WebLinkRow(token_hash=token_hash, person_id=person_id, expires_at=expires_at))
    tx.flush()


def name_behind(tx: Tx, token_hash: str, now: datetime) -> str | None:
    """Who could still sign in by a link."""
    good = (WebLinkRow.token_hash == token_hash, WebLinkRow.expires_at > now)
    return tx.scalar(select(PersonRow.name).join(WebLinkRow, WebLinkRow.person_id == PersonRow.id).where(*good))


def take_link(tx: Tx, token_hash: str, now: datetime) -> int | None:
    """Use a link up; gives whose it was. None for one that was used, is too old or nobody's: of two, one has it."""
    used = delete(WebLinkRow).where(WebLinkRow.token_hash == token_hash, WebLinkRow.expires_at > now)
    person_id = tx.scalar(used.returning(WebLinkRow.person_id))
    there = select(PersonRow.id).where(PersonRow.id == person_id, *_is_there())
    return tx.scalar(there) if person_id is not None else None


def begin(tx: Tx, token_hash: str, session: Session) -> None:
    """Keep that somebody is signed in in a browser."""
    tx.add(WebSessionRow(token_hash=token_hash, **session._asdict()))
    tx.flush()


def get(tx: Tx, token_hash: str, now: datetime) -> Session | None:
    """Who is signed in by a cookie; None where nobody is, or whoever was is deactivated or forgotten."""
    columns = (WebSessionRow.person_id, WebSessionRow.began_at, WebSessionRow.expires_at, WebSessionRow.language)
    wanted = select(*columns).join(PersonRow, PersonRow.id == WebSessionRow.person_id)
    good = (WebSessionRow.token_hash == token_hash, WebSessionRow.expires_at > now, *_is_there())
    row = tx.execute(wanted.where(*good)).one_or_none()
    return Session(row[0], row[1], row[2], cast("Language | None", row[3])) if row else None


def renew(tx: Tx, token_hash: str, expires_at: datetime) -> None:
    """Let a session last until later; one that has ended meanwhile stays ended."""
    tx.execute(update(WebSessionRow).where(WebSessionRow.token_hash == token_hash).values(expires_at=expires_at))


def set_language(tx: Tx, token_hash: str, language: Language) -> None:
    """Keep in which language a browser shows our pages."""
    tx.execute(update(WebSessionRow).where(WebSessionRow.token_hash == token_hash).values(language=language))


def end(tx: Tx, token_hash: str) -> bool:
    """Sign a browser out; False where it was not signed in."""
    return _count(tx.execute(delete(WebSessionRow).where(WebSessionRow.token_hash == token_hash))) > 0


def end_all(tx: Tx, person_id: int) -> int:
    """Sign a person out everywhere, and let none of their links lead in; gives how many browsers that were."""
    tx.execute(delete(WebLinkRow).where(WebLinkRow.person_id == person_id))
    return _count(tx.execute(delete(WebSessionRow).where(WebSessionRow.person_id == person_id)))


def forget(tx: Tx, now: datetime) -> None:
    """Remove what leads nowhere any more."""
    for table in (WebLinkRow, WebSessionRow):
        tx.execute(delete(table).where(table.expires_at <= now))


def _is_there() -> tuple[ColumnElement[bool], ...]:
    """That a person may be let in at all; what they see then is for `bot.store.access` to say."""
    return PersonRow.gone.is_(False), PersonRow.forgotten_at.is_(None)


def _count(done: object) -> int:
    return cast("CursorResult[tuple[()]]", done).rowcount
