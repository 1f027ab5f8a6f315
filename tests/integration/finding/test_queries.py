"""What people search for finds what it must and nothing that it must not, the same on both databases."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from bot import app, i18n
from bot.domain.person import Viewer
from bot.services.find import find
from bot.store.backup import back_up
from bot.store.database import Database
from bot.store.restore import restore
from tests.integration.finding.records import filled
from tests.integration.making import NOW

HERE = Path(__file__).parent
TODAY = date(2018, 12, 20)
FILES = ("queries.txt", "queries2.txt")


class Asked(NamedTuple):
    words: str
    must: frozenset[str]
    must_not: frozenset[str]


def asked(name: str) -> list[Asked]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    parts = [line.rsplit("|", 2) for line in lines if line.strip() and not line.startswith("#")]
    return [Asked(words.strip(), frozenset(must.split()), frozenset(others.split())) for words, must, others in parts]


def found_by(db: Database, viewer: Viewer, words: str, names: dict[int, str]) -> list[str]:
    first = find(db, viewer, words, app.grammar().find_words, today=TODAY)
    pages = [first]
    while pages[-1].has_more:
        more = find(db, viewer, words, app.grammar().find_words, today=TODAY, page=len(pages) + 1, top=first.top)
        pages.append(more)
    return [names[one.note.id] for page in pages for one in page.notes]


def wrong(db: Database, viewer: Viewer, names: dict[int, str], name: str) -> list[str]:
    told = []
    for words, must, must_not in asked(name):
        found = frozenset(found_by(db, viewer, words, names))
        forbidden = frozenset(names.values()) - must if "*" in must_not else must_not
        if must - found or forbidden & found:
            told.append(f"{words}: misses {sorted(must - found)}, should not have {sorted(forbidden & found)}")
    return told


def test_queries_find_what_they_must_and_nothing_that_they_must_not(
    db: Database, beside: Database, tmp_path: Path
) -> None:
    """The same store on the other database gives the same meetings in the same order."""
    i18n.load()
    place, names = filled(db)

    assert [told for name in FILES for told in wrong(db, place.viewer, names, name)] == []

    if not db.is_embedded:
        back_up(db, tmp_path / "backup.zip", now=NOW)
        restore(beside, tmp_path / "backup.zip")
        every = [words for name in FILES for words, _, _ in asked(name)]
        here, there = ([found_by(one, place.viewer, words, names) for words in every] for one in (db, beside))
        assert here == there
        assert len(every) >= 150
