"""Find records by words of any language: meetings, items, agreements, comments and terms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.domain.found import NEWEST, FoundLine, FoundNote, FoundPage, Start
from bot.domain.glossary import Entry
from bot.domain.language import LANGUAGES
from bot.domain.person import Viewer
from bot.domain.record import HeadPart, Note, Text
from bot.domain.search_mark import marks
from bot.domain.search_match import Found
from bot.domain.search_query import Query
from bot.domain.search_read import FindWord, read_query
from bot.domain.termbase import Termbase
from bot.services import terms
from bot.services.find_read import Fitting, read_fitting
from bot.store import notes, spaces
from bot.store.database import Database, Tx

PAGE = 5  # meetings on a page
TOGETHER = 60  # notes, the newest ones that fit, that are put in order together
_MOST_PAGES = 60
_MOST_TERMS = 3
_MOST_BASES = 4  # spaces whose own terms are heeded
_MOST_WORDS = 6  # of which it is looked up whether they stand anywhere


def find(
    db: Database,
    viewer: Viewer,
    asked: str,
    words: Mapping[str, FindWord],
    *,
    today: date,
    page: int = 1,
    start: Start = NEWEST,
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
        start: of the first page, so that notes logged since do not move the others.
        shared: whether everyone in the channel will see it: nothing of what a side keeps to itself.
    """
    viewer = _within(viewer, shared=shared)
    with db.read() as tx:
        bases = _termbases(tx, viewer)
        query = read_query(asked, bases, words, today)
        page = max(1, min(page, _MOST_PAGES))
        found = _of_kind_or_all(tx, viewer, query, page, start)
        is_nothing = not (found.total or found.behind or start.behind)
        entries = _entries(tx, viewer, asked) if page == 1 else ()
        anew = _words_there(tx, viewer, asked, bases, words, today) if is_nothing else ()
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


def _of_kind_or_all(tx: Tx, viewer: Viewer, query: Query, page: int, start: Start) -> FoundPage:
    """What is of the kind that was asked for; everything where nothing is, and on all that follows such a page."""
    if not query.plain:
        return _page(tx, viewer, query, page, start)
    if not start.widened:
        found = _page(tx, viewer, query, page, start)
        if found.total or found.behind or start.behind:
            return found
    return replace(_page(tx, viewer, query.plain, page, start), widened=True)


def _page(tx: Tx, viewer: Viewer, query: Query, page: int, start: Start) -> FoundPage:
    """A page of the notes that fit; so many of them as are put in order together are always the same ones."""
    if query.is_empty:
        return FoundPage(query, ())
    enough = -(-page * PAGE // TOGETHER) * TOGETHER
    fitting, first, last = read_fitting(tx, viewer, query, start, enough)
    more, kept = len(fitting) > enough, fitting[:enough]
    pages = max(1, -(-len(kept) // PAGE))
    page = min(page, pages)
    shown = _ranked(kept)[(page - 1) * PAGE : page * PAGE]
    loaded = notes.get_all(tx, viewer, [one.note_id for one in shown])
    found = tuple(_shown(loaded[one.note_id], one.found, query) for one in shown if one.note_id in loaded)
    has_more = page < min(pages + more, _MOST_PAGES)
    left = kept[-1].note_id if more and page == _MOST_PAGES else None if more else last
    since = notes.logged_at(tx, last) if last and not more else None
    top = start.top or first
    return FoundPage(
        query, found, page, has_more, len(kept), not more, top=top, behind=left or 0, begun=start.behind, since=since
    )


def _ranked(fitting: Sequence[Fitting]) -> list[Fitting]:
    portions = [fitting[start : start + TOGETHER] for start in range(0, len(fitting), TOGETHER)]
    return [one for some in portions for one in sorted(some, key=lambda one: (-one.found.score, -one.note_id))]


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
    return bool(read_fitting(tx, viewer, query, Start(), 0).fitting)
