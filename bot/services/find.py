"""Find records by words of any language: meetings, items, agreements, comments and terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.domain.found import FoundLine, FoundNote, FoundPage
from bot.domain.glossary import Entry
from bot.domain.language import LANGUAGES
from bot.domain.person import Viewer
from bot.domain.record import HeadPart, Note, Text
from bot.domain.search_layout import NoteWords, Words
from bot.domain.search_mark import has_phrase, marks
from bot.domain.search_match import Found, Matcher
from bot.domain.search_query import Query
from bot.domain.search_read import FindWord, read_query
from bot.domain.termbase import Termbase
from bot.services import terms
from bot.store import notes, search, search_words, spaces
from bot.store.database import Database, Tx

PAGE = 5  # meetings on a page
TOGETHER = 60  # notes, the newest ones that fit, that are put in order together
_AT_ONCE = 64  # candidates that are read at a time
_MOST_READ = 12  # times
_MOST_PAGES = 60
_MOST_TERMS = 3
_MOST_BASES = 4  # spaces whose own terms are heeded
_MOST_WORDS = 6  # of which it is looked up whether they stand anywhere


class _Fitting(NamedTuple):
    note_id: int
    found: Found


def find(
    db: Database,
    viewer: Viewer,
    asked: str,
    words: Mapping[str, FindWord],
    *,
    today: date,
    page: int = 1,
    top: int = 0,
    shared: bool = False,
) -> FoundPage:
    """One page of what is found by some words.

    In a channel that is bound to a space only that space is looked through, with what the viewer's side keeps to
    itself of it.

    Args:
        db: the store.
        viewer: who looks for something; nothing else than what they may see is found.
        asked: as it was typed: words, days, kinds of items, "exact words", the number of a record.
        words: what kinds of items and sides of days are called.
        today: for the viewer; what "last week" is counted from.
        page: from 1 on; the last one there is, where there are not so many.
        top: of the first page, so that notes logged since do not move the others.
        shared: whether everyone in the channel will see it: nothing of what a side keeps to itself.
    """
    viewer = _within(viewer, shared=shared)
    with db.read() as tx:
        bases = _termbases(tx, viewer)
        query = read_query(asked, bases, words, today)
        page = max(1, min(page, _MOST_PAGES))
        found = _page(tx, viewer, query, page, top)
        if not found.total and query.plain:
            found = replace(_page(tx, viewer, query.plain, page, top), widened=True)
        entries = _entries(tx, viewer, asked) if page == 1 else ()
        anew = () if found.total else _words_there(tx, viewer, asked, bases, words, today)
        several = len(viewer.space_ids & viewer.shared_ids) > 1
        named = spaces.names_of(tx, viewer, {one.note.space_id for one in found.notes}) if several else {}
    return replace(found, terms=entries, anew=anew, spaces=named)


def _within(viewer: Viewer, *, shared: bool) -> Viewer:
    if shared:
        viewer = replace(viewer, space_ids=viewer.shared_ids)
    return replace(viewer, space_ids=viewer.within(viewer.channel.space_id)) if viewer.channel else viewer


def _termbases(tx: Tx, viewer: Viewer) -> list[Termbase]:
    """The terms of the spaces somebody looks through; those that ship are the same in many."""
    some = sorted(viewer.space_ids & viewer.shared_ids)[:_MOST_BASES]
    return list(dict.fromkeys([terms.of_space(tx, space_id) for space_id in some])) or [terms.shipped()]


def _page(tx: Tx, viewer: Viewer, query: Query, page: int, top: int) -> FoundPage:
    if query.is_empty:
        return FoundPage(query, ())
    wanted, seen, before = page * PAGE, 0, top + 1 if top else None
    while True:
        portion, before = _together(tx, viewer, query, before)
        top = top or max((one.note_id for one in portion), default=0)
        last = before is None or not portion
        if last or wanted <= seen + len(portion):
            break
        seen += len(portion)
    ranked = sorted(portion, key=lambda one: (-one.found.score, -one.note_id))
    pages = max(1, -(-(seen + len(portion)) // PAGE))
    page = min(page, pages)
    shown = ranked[max(0, (page - 1) * PAGE - seen) : page * PAGE - seen]
    loaded = notes.get_all(tx, viewer, [one.note_id for one in shown])
    found = tuple(_shown(loaded[one.note_id], one.found, query) for one in shown if one.note_id in loaded)
    total = seen + len(portion)
    return FoundPage(query, found, page, page < pages or not last, total, last, top=top)


def _together(tx: Tx, viewer: Viewer, query: Query, before: int | None) -> tuple[list[_Fitting], int | None]:
    """The next notes that fit, to be put in order together, and where to go on; None where there are no more."""
    fitting: list[_Fitting] = []
    matcher = Matcher(query)
    for _ in range(_MOST_READ):
        candidates = search.newest(tx, viewer, query, _AT_ONCE, before)
        matched = [_Fitting(one.note_id, found) for one in candidates if (found := matcher.match(one.lines))]
        fitting += _with_phrases(tx, matched, query) if query.phrases else matched
        if len(fitting) >= TOGETHER:
            return fitting[:TOGETHER], fitting[TOGETHER - 1].note_id
        if len(candidates) < _AT_ONCE:
            return fitting, None
        before = candidates[-1].note_id
    return fitting, before


def _with_phrases(tx: Tx, matched: Sequence[_Fitting], query: Query) -> list[_Fitting]:
    """Those in which the exact words stand, in one of the languages."""
    said = search_words.read(tx, [one.note_id for one in matched])
    kept = {
        note.id
        for note in said
        if all(any(has_phrase(words.content, phrase) for words in _all_words(note)) for phrase in query.phrases)
    }
    return [one for one in matched if one.note_id in kept]


def _all_words(note: NoteWords) -> Iterator[Words]:
    yield from (*note.title, *note.head)
    yield from (words for item in note.items for words in item.words)


def _shown(note: Note, found: Found, query: Query) -> FoundNote:
    items = [note.items[place] for place in found.items if place < len(note.items)]
    lines = [FoundLine(item.text, item) for item in items]
    return FoundNote(note, tuple(lines or _heads(note, query)))


def _heads(note: Note, query: Query) -> Iterator[FoundLine]:
    """The parts of a note's head in which it stands, apart from its title, which is shown anyway."""
    parts: tuple[tuple[HeadPart, Text | None], ...] = (
        ("purpose", note.purpose), ("participants", note.participants), ("place", note.place)
    )  # fmt: skip
    for part, text in parts:
        if text and any(marks(text.shown(one).content, text.shown(one).language, query) for one in LANGUAGES):
            yield FoundLine(text, part=part)


def _entries(tx: Tx, viewer: Viewer, asked: str) -> tuple[Entry, ...]:
    """What the glossary says to the same words, where they are a term."""
    found: dict[tuple[str, str], Entry] = {}
    for space_id in sorted(viewer.space_ids & viewer.shared_ids)[:_MOST_BASES]:
        known = terms.known_in(tx, space_id)
        for entry in known.glossary.with_form(asked.strip().strip('"“”')):
            found.setdefault((entry.term.kind, entry.term.form("da")), entry)
    return tuple(found.values())[:_MOST_TERMS]


def _words_there(
    tx: Tx, viewer: Viewer, asked: str, bases: list[Termbase], words: Mapping[str, FindWord], today: date
) -> tuple[str, ...]:
    """Which of several words stand in the record by themselves."""
    said = list(dict.fromkeys(asked.replace('"', " ").split()))[:_MOST_WORDS]
    if len(said) < 2:  # noqa: PLR2004  one word was looked for already
        return ()
    queries = [(word, read_query(word, bases, words, today)) for word in said]
    return tuple(word for word, query in queries if not query.is_empty and _stands(tx, viewer, query))


def _stands(tx: Tx, viewer: Viewer, query: Query) -> bool:
    return any(Matcher(query).match(one.lines) for one in search.newest(tx, viewer, query, PAGE))
