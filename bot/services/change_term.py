"""Add, change or remove an entry of a space's glossary; what it touches is translated or reviewed again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Changed, NotFound, UserError
from bot.domain.glossary import Entry, Flaw, Glossary
from bot.domain.person import Viewer
from bot.domain.term import Term
from bot.services import terms as known_terms
from bot.services.follow_terms import Affected, follow_terms
from bot.services.terms import Known
from bot.store import access, audit, terms
from bot.store.database import Database, Tx


class FlawedTerm(UserError):  # noqa: N818  it says what is wrong with the term
    """A term that cannot be kept as it is; `flaws` says why, field by field."""

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__("term_flawed")
        self.flaws = tuple(flaws)


@dataclass(frozen=True, slots=True)
class TermChanged:
    """An entry as it is now (as it was, when it was removed), and what that touched."""

    entry: Entry
    affected: Affected


@dataclass(frozen=True, slots=True)
class Seen:
    """The entry a person was looking at when they decided: what it was called, and how often it had changed."""

    ref: str
    version: int


def add_term(db: Database, viewer: Viewer, space_id: int, term: Term, *, now: datetime) -> TermChanged:
    """Add an entry.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
        FlawedTerm: it has too few forms, or one that another entry has.
    """
    with db.write() as tx:
        known = _locked(tx, viewer, space_id)
        _check(known.glossary, term, "")
        entry = terms.add(tx, space_id, term, terms.Change(viewer.person.name, now))
        audit.changed(tx, viewer, space_id, now, f"term:{entry.ref}", detail="added")
        after = [entry.term, *_terms(known.glossary)]
        return TermChanged(entry, follow_terms(tx, space_id, known.termbase, after, [term], now))


def change_term(db: Database, viewer: Viewer, space_id: int, seen: Seen, term: Term, *, now: datetime) -> TermChanged:
    """Change an entry; one that ships is changed for this space only.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody has changed or removed it meanwhile.
        FlawedTerm: it has too few forms, or one that another entry has.
    """
    change = terms.Change(viewer.person.name, now)
    with db.write() as tx:
        known = _locked(tx, viewer, space_id)
        before = _unchanged(known.glossary, seen)
        _check(known.glossary, term, seen.ref)
        entry: Entry | None
        if before.origin == "shipped":
            entry = terms.add(tx, space_id, term, change, replaces=before.ref)
        else:
            entry = terms.set_term(tx, space_id, before.ref, term, change)
        if entry is None:
            raise NotFound("no_term")
        audit.changed(tx, viewer, space_id, now, f"term:{entry.ref}", detail="changed")
        after = [entry.term, *_terms(known.glossary, without=before.ref)]
        touched = [] if before.term == term else [before.term, term]
        return TermChanged(entry, follow_terms(tx, space_id, known.termbase, after, touched, now))


def remove_term(db: Database, viewer: Viewer, space_id: int, seen: Seen, *, now: datetime) -> TermChanged:
    """Remove an entry; one that ships stays away from this space only.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody has changed or removed it meanwhile.
    """
    change = terms.Change(viewer.person.name, now)
    with db.write() as tx:
        known = _locked(tx, viewer, space_id)
        before = _unchanged(known.glossary, seen)
        if before.origin == "shipped":
            terms.remove_shipped(tx, space_id, before.term, before.ref, change)
        else:
            terms.remove(tx, space_id, before.ref, change)
        audit.changed(tx, viewer, space_id, now, f"term:{before.ref}", detail="removed")
        after = _terms(known.glossary, without=before.ref)
        return TermChanged(before, follow_terms(tx, space_id, known.termbase, after, [before.term], now))


def _locked(tx: Tx, viewer: Viewer, space_id: int) -> Known:
    """The terms as they are; nobody changes them until we are done. A side has none to itself."""
    if space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    access.must_write(tx, viewer, space_id)
    terms.lock(tx, space_id)
    return known_terms.known_in(tx, space_id)


def _unchanged(glossary: Glossary, seen: Seen) -> Entry:
    entry = glossary.get(seen.ref)
    if entry is None:
        raise Changed("term_gone")
    if entry.version != seen.version:
        raise Changed("term_changed", who=entry.changed_by or "?")
    return entry


def _check(glossary: Glossary, term: Term, ref: str) -> None:
    if flaws := glossary.flaws(term, ref):
        raise FlawedTerm(flaws)


def _terms(glossary: Glossary, without: str = "") -> list[Term]:
    return [entry.term for entry in glossary.entries if entry.ref != without]
