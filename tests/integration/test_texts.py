"""What was approved once is found again; instants keep their zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.domain.record import Note
from bot.services.read_note import read_note
from bot.store import memory, texts
from bot.store.database import Database
from bot.store.memory import Approved
from bot.store.tables import MemoryRow
from tests.integration.making import NOW, Place, a_place, logged, rows

PAIR = Approved("da", "zh", "Hej med jer", "大家好", "Li Wei")


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


@pytest.fixture
def note(db: Database, place: Place) -> Note:
    return logged(db, place)


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
        mine = memory.find(tx, place.space_id, ["Hej med jer"], ("da", "zh"))
        theirs = memory.find(tx, place.space_id + 1, ["Hej med jer"], ("da", "zh"))
    assert mine == {"Hej med jer": ("各位好", "Li Wei", NOW)}
    assert theirs == {"Hej med jer": ("大家好", "Li Wei", NOW)}


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
        assert memory.find(tx, 1, asked, ("da", "zh")) == dict.fromkeys(asked, ("大家好", "Li Wei", NOW))


def test_shipping_the_same_twice_adds_nothing(db: Database) -> None:
    with db.write() as tx:
        assert memory.add_shipped(tx, [PAIR, PAIR], NOW) == 1

    with db.write() as tx:
        assert memory.add_shipped(tx, [PAIR], NOW) == 0

    assert rows(db, "SELECT count(*) FROM memory") == [(1,)]


def test_instants_come_back_as_utc(db: Database) -> None:
    shanghai = datetime(2017, 1, 10, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=8)))
    with db.write() as tx:
        memory.add_shipped(tx, [PAIR], shanghai)

    with db.read() as tx:
        found = tx.scalars(select(MemoryRow.approved_at)).one()
    assert found == shanghai
    assert found.tzinfo is UTC


def test_instant_without_zone_is_refused(db: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), db.write() as tx:
        memory.add_shipped(tx, [PAIR], datetime(2017, 1, 10))  # noqa: DTZ001  the point
