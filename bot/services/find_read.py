"""Read the notes that fit a search, the newest first, and no more of them than somebody waits for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.domain.found import Start
from bot.domain.person import Viewer
from bot.domain.search_layout import NoteWords, Words
from bot.domain.search_mark import has_phrase
from bot.domain.search_match import Found, Matcher
from bot.domain.search_query import Query
from bot.store import search, search_words
from bot.store.database import Tx

MOST_READ = 4000  # candidates, of which so few may fit that nobody would wait for all: "exact words", a kind, a day
MOST_TEXTS = 2000  # the same for "exact words": the texts of each are read, which takes twenty to forty times as long
_AT_ONCE = 64  # candidates that are read at a time; twice as many each time
_MOST_AT_ONCE = 1024


class Fitting(NamedTuple):
    """A note that fits, and how."""

    note_id: int
    found: Found


class Read(NamedTuple):
    """The notes that fit, the newest first, and the first and the last one that were looked at.

    `first` is 0 where there was none, `last` None where there are no more.
    """

    fitting: list[Fitting]
    first: int
    last: int | None


def read_fitting(tx: Tx, viewer: Viewer, query: Query, start: Start, enough: int) -> Read:
    """The newest notes that fit, one more than are enough where there are so many."""
    fitting: list[Fitting] = []
    matcher, first, before, at_once, looked_at = Matcher(query), 0, start.before, _AT_ONCE, 0
    most = MOST_TEXTS if query.phrases else MOST_READ
    while looked_at < most and len(fitting) <= enough:
        at_once = min(at_once, most - looked_at)
        candidates = search.newest(tx, viewer, query, at_once, before)
        first = first or max((one.note_id for one in candidates), default=0)
        matched = [Fitting(one.note_id, found) for one in candidates if (found := matcher.match(one.lines))]
        fitting += _with_phrases(tx, matched, query) if query.phrases else matched
        if len(candidates) < at_once:
            return Read(fitting, first, None)
        before, looked_at = candidates[-1].note_id, looked_at + len(candidates)
        at_once = min(2 * at_once, _MOST_AT_ONCE)
    return Read(fitting, first, before)


def _with_phrases(tx: Tx, matched: Sequence[Fitting], query: Query) -> list[Fitting]:
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
