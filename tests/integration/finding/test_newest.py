"""Whatever the blocks in which notes stand, both databases give the newest notes that fit, in their order."""

import random
from dataclasses import replace

import pytest

from bot.domain.person import Viewer, keeper
from bot.domain.search_layout import ItemWords, NoteWords, Words, layout
from bot.domain.search_match import Matcher
from bot.domain.search_query import Need, Query, Way
from bot.store import search, search_keep
from bot.store.database import Database
from tests.integration.making import TODAY

NOTES = 1_500
LAST = 300_000  # over several blocks of each size
_WORDS = ("vand", "jord", "luft", "støj", "affald")
SHARES = (0.9, 0.5, 0.1, 0.01, 0.002)


def notes() -> dict[int, NoteWords]:
    dice = random.Random(11)  # noqa: S311  made-up notes
    found = {}
    for note_id in sorted({LAST, 1, *(int(LAST * dice.random() ** 0.5) for _ in range(NOTES))}):
        said = [word for word, share in zip(_WORDS, SHARES, strict=True) if dice.random() < share]
        item = ItemWords("1", "paragraph", (Words("da", " ".join(said)),))
        found[note_id] = NoteWords(note_id, dice.choice((1, 1, 1, 2)), str(note_id), TODAY, (), (), (item,))
    return found


def query(*words: str) -> Query:
    return Query(tuple(Need((Way((word,)),)) for word in words))


def viewer(*space_ids: int) -> Viewer:
    return replace(keeper(1), space_ids=frozenset(space_ids))


@pytest.fixture
def kept(db: Database) -> dict[int, NoteWords]:
    found = notes()
    with db.write() as tx:
        search_keep.put(tx, {note_id: layout(note) for note_id, note in found.items()})
    return found


@pytest.mark.parametrize("limit", [1, 20, 5_000])
def test_newest_are_those_that_reading_every_note_gives(db: Database, kept: dict[int, NoteWords], limit: int) -> None:
    asked = [(word,) for word in ("vand", "jord", "luft", "stoej", "affald")]
    for words in (*asked, ("vand", "luft"), ("stoej", "jord"), ("vand", "kviksoelv")):
        for spaces in ((1,), (2,), (1, 2), ()):
            for before in (None, LAST // 2, 70_000, 1_000, 2, 1):
                matcher = Matcher(query(*words))
                fits = [one for one in kept.values() if one.space_id in spaces and matcher.match(layout(one))]
                meant = sorted((one.id for one in fits if before is None or one.id < before), reverse=True)

                with db.read() as tx:
                    found = search.newest(tx, viewer(*spaces), query(*words), limit, before)

                assert [one.note_id for one in found] == meant[:limit], (words, spaces, before)
