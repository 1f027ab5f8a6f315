"""The glossary on both databases: what a change touches, what is kept ready, and two people at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.domain.errors import Changed
from bot.domain.record import Note
from bot.domain.term import Term
from bot.services import terms
from bot.services.change_term import FlawedTerm, Seen, add_term, change_term, remove_term
from bot.services.follow_terms import Affected
from bot.services.import_terms import import_terms
from bot.services.look_up_term import look_up_term
from bot.store import segments
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place, answered, approved, item_with, logged, rows

NOTE = "1. Muldlaget fjernes i marts.\n2. Muldlaget køres væk. Vejen spærres.\n3. Vejret var fint.\n"
MULD = Term("term", {"da": "muldlag", "zh": "表土"})


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    found = logged(db, place, NOTE)
    for item in found.items[1:]:
        answered(db, item.text)
    approved(db, found.items[0].text, "三月清除泥。")
    return found


def test_a_new_term_touches_the_sentences_in_which_it_stands(db: Database, place: Place, note: Note) -> None:
    execute_done(db)

    done = add_term(db, place.viewer, place.space_id, MULD, now=NOW)

    assert done.affected == Affected(outdated=1, to_review=1)
    with db.read() as tx:
        found = segments.of_texts(tx, [item.text.id for item in note.items], "zh")
    assert [(one.state, [remark.name for remark in one.remarks]) for one in found] == [
        ("reviewed", ["term_changed"]),
        ("outdated", []),
        ("machine", []),
        ("machine", []),
    ]
    assert found[0].remarks[0].details == ("Muldlaget",)
    assert rows(db, "SELECT kind FROM jobs WHERE state = 'waiting' ORDER BY kind") == [("card",), ("translate",)]


def execute_done(db: Database) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET state = 'done'")


def test_words_that_say_it_already_and_changes_of_a_note_touch_nothing(db: Database, place: Place, note: Note) -> None:
    added = add_term(db, place.viewer, place.space_id, MULD, now=NOW)
    approved(db, item_with(note, "fjernes").text, "三月清除表土。")

    again = change_term(
        db, place.viewer, place.space_id, Seen(added.entry.ref, 1), replace(MULD, note="øverst"), now=NOW
    )
    removed = remove_term(db, place.viewer, place.space_id, Seen(again.entry.ref, 2), now=NOW)

    assert again.affected == Affected(0, 0)
    assert removed.affected == Affected(outdated=0, to_review=1)


def test_what_is_kept_ready_follows_every_change(db: Database, place: Place, open_db: Callable[[], Database]) -> None:
    def known(of: Database) -> list[str]:
        with of.read() as tx:
            return [match.found for match in terms.of_space(tx, place.space_id).find("JEPD og muldlaget", "da")]

    other = open_db()
    assert known(db) == known(other) == ["JEPD"]

    entry = add_term(db, place.viewer, place.space_id, MULD, now=NOW).entry
    assert known(db) == known(other) == ["JEPD", "muldlaget"]
    with db.read() as tx:
        assert terms.of_space(tx, place.space_id) is terms.of_space(tx, place.space_id)

    remove_term(other, place.viewer, place.space_id, Seen(entry.ref, entry.version), now=NOW)
    add_term(other, place.viewer, place.space_id, Term("term", {"da": "og", "zh": "与"}), now=NOW)
    assert known(db) == known(other) == ["JEPD", "og"]


def test_of_many_who_change_an_entry_at_once_one_does(
    db: Database, place: Place, open_db: Callable[[], Database]
) -> None:
    entry = look_up_term(db, place.viewer, place.space_id, "JEPD").found[0]

    def change(number: int) -> bool:
        term = replace(entry.term, note=f"nr. {number}")
        try:
            change_term(stores[number], place.viewer, place.space_id, Seen(entry.ref, 0), term, now=NOW)
        except Changed:
            return False
        return True

    stores = [open_db() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(change, range(4)))

    assert sorted(done) == [False, False, False, True]
    assert rows(db, "SELECT count(*) FROM terms") == [(1,)]


def test_the_same_entry_added_twice_at_once_is_refused_once(place: Place, open_db: Callable[[], Database]) -> None:
    def add(db: Database) -> bool:
        try:
            add_term(db, place.viewer, place.space_id, MULD, now=NOW)
        except FlawedTerm:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(add, [open_db(), open_db()])) == [False, True]


@pytest.mark.usefixtures("note")
def test_an_import_is_idempotent_and_merges(db: Database, place: Place) -> None:
    table = "kind,da,zh,variants_da,forbidden_zh\nterm,muldlag,表土,,\norganisation,JEPD,江苏省生态环境厅,,\nx,y,z,,\n"

    first = import_terms(db, place.viewer, place.space_id, table, now=NOW)
    second = import_terms(db, place.viewer, place.space_id, table, now=NOW)

    assert (first.new, first.changed, first.same, [one.number for one in first.broken]) == (1, 1, 0, [4])
    assert first.affected == Affected(outdated=1, to_review=1)
    assert (second.new, second.changed, second.same, second.affected) == (0, 0, 2, Affected(0, 0))
    jepd = look_up_term(db, place.viewer, place.space_id, "JEDP").found[0].term
    assert jepd.forms["zh"] == "江苏省生态环境厅"
    assert "省厅" in jepd.variants["zh"]
