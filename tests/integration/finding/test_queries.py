"""What people search for finds what it must and nothing that it must not, the same on both databases."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bot import app, i18n
from bot.domain.found import Start
from bot.domain.person import Viewer
from bot.services.find import find
from bot.store.backup import back_up
from bot.store.database import Database
from bot.store.restore import restore
from tests.integration.finding.records import Written, filled, logged, written_down
from tests.integration.making import NOW, a_place

HERE = Path(__file__).parent
TODAY = date(2018, 12, 20)
LATER = date(2020, 7, 1)
FILES = ("queries.txt", "queries2.txt")


class Asked(NamedTuple):
    words: str
    must: frozenset[str]
    must_not: frozenset[str]


def asked(name: str) -> list[Asked]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    parts = [line.rsplit("|", 2) for line in lines if line.strip() and not line.startswith("#")]
    return [Asked(words.strip(), frozenset(must.split()), frozenset(others.split())) for words, must, others in parts]


def found_by(db: Database, viewer: Viewer, words: str, names: dict[int, str], *, today: date = TODAY) -> list[str]:
    first = find(db, viewer, words, app.grammar().find_words, today=today)
    pages = [first]
    while pages[-1].has_more:
        more = find(
            db, viewer, words, app.grammar().find_words, today=today, page=len(pages) + 1, start=Start(first.top)
        )
        pages.append(more)
    return [names[one.note.id] for page in pages for one in page.notes]


def wrong(db: Database, viewer: Viewer, names: dict[int, str], name: str, *, today: date = TODAY) -> list[str]:
    told = []
    for words, must, must_not in asked(name):
        found = frozenset(found_by(db, viewer, words, names, today=today))
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


def test_queries_of_a_stranger_find_what_they_must_and_nothing_that_they_must_not(db: Database) -> None:
    i18n.load()
    place = a_place(db)
    names = written_down(db, place, "corpus2.txt")

    assert wrong(db, place.viewer, names, "queries3.txt", today=LATER) == []
    assert len(asked("queries3.txt")) >= 160


THERE = """
Århus Aarhus rådhus gård NAIVE istanbul İstanbul finde C++ p.1 x'y O'Brien 𠮷野家 1.250.000 1250000 5/11 2019-0012345
"""
NOT_THERE = """
ﾞ ' '' " "" * AND NOT NEAR(a & | ! () : \\ 0 - \x00 \ud800 k.decision l.title 1.250.001 31. 0/0 99999999
"""
ODD = """\
Møde på rådhuset i Århus
1. Æbler på gården, naïve ﾞ ﾟ ª ½ m² 𠮷野家 İstanbul ﬁnde C++ p.1 k.action x'y l'été O'Brien
2. Beløbet er 1.250.000 kr. den 5/11, sag 2019-0012345
"""


def test_letters_of_any_kind_are_found_as_they_were_typed_and_as_they_are(db: Database) -> None:
    """As on a Mac, where å is an a with a ring behind it, and whatever a query language takes for its own signs."""
    i18n.load()
    place = a_place(db)
    odd = logged(db, place, Written("odd", "da", unicodedata.normalize("NFD", ODD), ""))
    there, none = THERE.split(), NOT_THERE.split()

    found = {words for words in (*there, *none) if found_by(db, place.viewer, words, {odd.id: "odd"})}
    again = {
        words for words in there if found_by(db, place.viewer, unicodedata.normalize("NFD", words), {odd.id: "odd"})
    }

    assert found == again == set(there)
