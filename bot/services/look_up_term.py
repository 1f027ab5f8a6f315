"""Look a word up in the glossary of a space."""

from dataclasses import dataclass

from bot.domain.errors import NotFound
from bot.domain.glossary import Entry
from bot.domain.person import Viewer
from bot.services import terms
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class LookUp:
    """What a glossary says to a word: the entries it may mean, or else the nearest; and how many there are in all."""

    words: str
    found: tuple[Entry, ...]
    nearest: tuple[Entry, ...]
    total: int
    own: int


def look_up_term(db: Database, viewer: Viewer, space_id: int, words: str) -> LookUp:
    """The entries for some words, in any language, bent or part of a longer word; none for no words.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    if not viewer.sees(space_id):
        raise NotFound("no_space")
    with db.read() as tx:
        known = terms.known_in(tx, space_id)
    glossary = known.glossary
    found = glossary.look_up(words, known.termbase) if words.strip() else ()
    nearest = glossary.nearest(words) if words.strip() and not found else ()
    own = sum(entry.origin != "shipped" for entry in glossary.entries)
    return LookUp(words, found, nearest, len(glossary.entries), own)


def find_entry(db: Database, viewer: Viewer, space_id: int, ref: str) -> Entry:
    """The entry a button names.

    Raises:
        NotFound: the space or the entry is not there for this viewer.
    """
    if not viewer.sees(space_id):
        raise NotFound("no_space")
    with db.read() as tx:
        entry = terms.known_in(tx, space_id).glossary.get(ref)
    if entry is None:
        raise NotFound("no_term")
    return entry
