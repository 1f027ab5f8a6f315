"""Translations are never lost to a machine, and what was approved once is found again."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.domain.record import Note, Translation
from bot.services.read_note import read_note
from bot.store import memory, texts
from bot.store.database import Database
from bot.store.memory import Approved
from bot.store.tables import MemoryRow, TranslationRow
from tests.integration.making import NOW, Place, a_place, item_with, logged, rows

PAIR = Approved("da", "zh", "Hej med jer", "大家好", "Li Wei")


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    return logged(db, place)


def put(db: Database, note: Note, translation: Translation) -> bool:
    with db.write() as tx:
        return texts.set_translation(tx, item_with(note, "Akademiet").text, translation, NOW)


def test_machine_never_overwrites_what_a_person_reviewed(db: Database, place: Place, note: Note) -> None:
    assert put(db, note, Translation("zh", "环科院希望…", "reviewed"))

    assert not put(db, note, Translation("zh", "机器", "machine", "google"))

    kept = item_with(read_note(db, place.viewer, note.id), "Akademiet").text.shown("zh")
    assert kept == ("环科院希望…", "zh", "reviewed")


def test_translation_of_words_that_changed_meanwhile_is_not_stored(db: Database, note: Note) -> None:
    with db.write() as tx:
        assert texts.set_content(tx, item_with(note, "Akademiet").text.id, "Akademiet ønsker tre grunde.", NOW)

    assert not put(db, note, Translation("zh", "一两个", "machine", "google"))
    assert rows(db, "SELECT count(*) FROM translations WHERE content IS NOT NULL") == [(0,)]


def test_same_words_again_outdate_nothing(db: Database, note: Note) -> None:
    text = item_with(note, "Akademiet").text
    put(db, note, Translation("zh", "一两个", "machine", "google"))

    with db.write() as tx:
        assert not texts.set_content(tx, text.id, text.content, NOW)
        assert texts.get(tx, [text.id])[text.id].shown("zh").state == "machine"


def test_failure_leaves_what_was_there(db: Database, note: Note) -> None:
    text = item_with(note, "Akademiet").text
    put(db, note, Translation("zh", "一两个", "machine", "google"))

    with db.write() as tx:
        texts.set_failure(tx, [text.id], "zh", "google: RateLimited", NOW)
        assert texts.get(tx, [text.id])[text.id].shown("zh") == ("一两个", "zh", "machine")


def test_expecting_translations_twice_adds_nothing(db: Database, place: Place, note: Note) -> None:
    with db.write() as tx:
        again = texts.expect_translations(tx, read_note(db, place.viewer, note.id).texts(), ("da", "zh"), NOW)

    assert again == 0


def test_memory_of_the_space_comes_before_the_shipped(db: Database, place: Place) -> None:
    own = PAIR._replace(target="各位好")
    with db.write() as tx:
        tx.add(
            MemoryRow(
                space_id=place.space_id, source_hash=memory.source_hash(own.source), approved_at=NOW, **own._asdict()
            )
        )
        memory.add_shipped(tx, [PAIR], NOW)

    with db.read() as tx:
        assert memory.find(tx, place.space_id, ["Hej med jer"], ("da", "zh")) == {"Hej med jer": "各位好"}
        assert memory.find(tx, place.space_id + 1, ["Hej med jer"], ("da", "zh")) == {"Hej med jer": "大家好"}


def test_memory_is_of_one_direction(db: Database) -> None:
    with db.write() as tx:
        memory.add_shipped(tx, [PAIR], NOW)

    with db.read() as tx:
        assert memory.find(tx, 1, ["Hej med jer"], ("da", "en")) == {}
        assert memory.find(tx, 1, ["Hej med jer"], ("zh", "da")) == {}


def test_memory_does_not_mind_white_space(db: Database) -> None:
    with db.write() as tx:
        memory.add_shipped(tx, [PAIR], NOW)

    asked = ["Hej med jer", " Hej  med\njer ", "Hej\u00a0med jer"]
    with db.read() as tx:
        assert memory.find(tx, 1, asked, ("da", "zh")) == dict.fromkeys(asked, "大家好")


def test_shipping_the_same_twice_adds_nothing(db: Database) -> None:
    with db.write() as tx:
        assert memory.add_shipped(tx, [PAIR, PAIR], NOW) == 1

    with db.write() as tx:
        assert memory.add_shipped(tx, [PAIR], NOW) == 0

    assert rows(db, "SELECT count(*) FROM memory") == [(1,)]


def test_instants_come_back_as_utc(db: Database, place: Place) -> None:
    shanghai = datetime(2017, 1, 10, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=8)))
    note = logged(db, place)
    with db.write() as tx:
        texts.set_failure(tx, [note.title.id], "zh", "none", shanghai)

    with db.read() as tx:
        found = tx.scalars(select(TranslationRow.changed_at).where(TranslationRow.text_id == note.title.id)).one()
    assert found == shanghai
    assert found.tzinfo is UTC


def test_instant_without_zone_is_refused(db: Database, note: Note) -> None:
    with pytest.raises(StatementError, match="time zone"), db.write() as tx:
        texts.set_failure(tx, [note.title.id], "zh", "none", datetime(2017, 1, 10))  # noqa: DTZ001  the point
