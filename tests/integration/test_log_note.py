"""Logging a note keeps everything that was written, once, under a number of its own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from bot.domain.due import Due
from bot.domain.errors import NotFound, Unreadable
from bot.domain.record import Note
from bot.domain.typed_note import TypedNote
from bot.services.log_note import Logged, log_note
from bot.services.read_note import read_note
from bot.store import memory
from bot.store.database import Database
from bot.store.memory import Approved
from tests.integration.making import NOTE_DA, NOW, a_place, item_with, logged, origin, rows, someone


def owner_of(note: Note, words: str) -> str | None:
    action = item_with(note, words).action
    assert action is not None
    return action.owner.organisation.name("zh") if action.owner.organisation else None


def test_log_note_keeps_the_head(db: Database) -> None:
    place = a_place(db)

    note = read_note(db, place.viewer, logged(db, place).id)

    assert (note.number, note.version, note.author, note.held_on) == (1, 1, "Mette Holm", date(2017, 1, 10))
    assert note.title.content == "Arbejdsmøde om jord og grundvand"
    assert note.place is not None
    assert note.place.content == "Nanjing"
    assert note.purpose is not None
    assert note.purpose.content == "At nå til enighed om en arbejdsplan for 2017-2018."
    assert note.participants is not None
    assert note.participants.content == "Region Hovedstaden; CLEAN; JEPD"
    assert note.head + note.body == NOTE_DA


def test_log_note_keeps_items_in_order_with_their_kinds(db: Database) -> None:
    place = a_place(db)

    note = read_note(db, place.viewer, logged(db, place).id)

    assert [item.kind for item in note.items] == ["paragraph", "decision", "agreement", "action", "action", "action"]
    assert [item.ref for item in note.items] == [f"1.{item.number}" for item in note.items]
    assert len({item.number for item in note.items}) == len(note.items)


def test_log_note_keeps_owner_and_due_of_actions(db: Database) -> None:
    place = a_place(db)

    note = read_note(db, place.viewer, logged(db, place).id)

    assert owner_of(note, "oversigt") == "CLEAN"
    assert owner_of(note, "udpeger") == "江苏省环境保护厅"
    sends, points = item_with(note, "oversigt").action, item_with(note, "udpeger").action
    assert sends is not None
    assert points is not None
    assert sends.due == Due("primo april", date(2017, 4, 1), date(2017, 4, 10), "third")
    assert points.due is not None
    assert (points.due.end, points.due.precision) == (date(2017, 3, 15), "day")
    assert (sends.status, sends.version, sends.expected, sends.changed) == ("open", 1, False, None)


def test_log_note_keeps_an_expectation_as_one(db: Database) -> None:
    place = a_place(db)

    action = item_with(logged(db, place), "Genbesøg").action

    assert action is not None
    assert action.expected


def test_log_note_keeps_agreements_with_parties_and_state(db: Database) -> None:
    place = a_place(db)

    note = logged(db, place)

    item = item_with(note, "MoU")
    assert item.agreement_state == "expected"
    assert rows(db, "SELECT item_id, space_id, state, parties FROM agreements") == [
        (item.id, place.space_id, "expected", "CLEAN; NIES")
    ]


def test_log_note_uses_the_memory_at_once(db: Database) -> None:
    place = a_place(db)
    with db.write() as tx:
        memory.add_shipped(tx, [Approved("da", "zh", "Driftsmøde hvert kvartal.", "每季度召开工作会议。", "JEPD")], NOW)

    note = logged(db, place)

    decision = item_with(note, "Driftsmøde").text
    assert decision.shown("zh") == ("每季度召开工作会议。", "zh", "reviewed")
    assert item_with(note, "Akademiet").text.shown("zh").state == "pending"
    assert {key for (key,) in rows(db, "SELECT key FROM jobs")} >= {f"translate:{note.id}", f"card:{note.id}"}


def test_note_of_which_all_is_remembered_asks_no_engine(db: Database) -> None:
    place = a_place(db)
    with db.write() as tx:
        memory.add_shipped(tx, [Approved("da", "zh", "Jord og vand", "土壤与水", "x")], NOW)

    note = logged(db, place, "Titel: Jord og vand\n1. Jord og vand\n")

    assert {text.shown("zh").state for text in note.texts()} == {"reviewed"}
    assert rows(db, "SELECT count(*) FROM jobs WHERE kind = 'translate'") == [(0,)]


def test_numbers_count_in_each_space(db: Database) -> None:
    one, other = a_place(db), a_place(db, "Shandong", "C0SHANDONG")

    numbers = [logged(db, place).number for place in (one, one, other, one)]

    assert numbers == [1, 2, 1, 3]


def test_notes_logged_at_once_get_different_numbers(db: Database) -> None:
    place, start = a_place(db), Barrier(8)

    def log(index: int) -> int:
        start.wait()
        return logged(db, place, f"1. Punkt {index}").number

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(log, range(8)))

    assert sorted(numbers) == list(range(1, 9))


def test_same_delivery_at_once_is_one_note(db: Database) -> None:
    place, start = a_place(db), Barrier(8)

    def log(_: int) -> Logged:
        start.wait()
        return log_note(db, place.viewer, TypedNote(NOTE_DA, "da"), origin(place, "event:Ev1"), now=NOW)

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(log, range(8)))

    assert len({answer.note.id for answer in answers}) == 1
    assert [answer.again for answer in answers].count(False) == 1
    assert rows(db, "SELECT count(*) FROM notes") == [(1,)]
    assert rows(db, "SELECT count(*) FROM meetings") == [(1,)]
    assert rows(db, "SELECT count(*) FROM actions") == [(3,)]
    assert rows(db, "SELECT count(*) FROM jobs WHERE kind IN ('card', 'translate')") == [(2,)]
    assert logged(db, place).number == 2  # a repetition uses up no number


def test_same_delivery_shows_nothing_to_somebody_else(db: Database) -> None:
    place, other = a_place(db), a_place(db, "Shandong", "C0SHANDONG", "U0OTHER")
    logged(db, place, key="event:Ev1")

    with pytest.raises(NotFound):
        log_note(db, other.viewer, TypedNote(NOTE_DA, "da"), origin(other, "event:Ev1"), now=NOW)


def test_unknown_owner_is_kept_to_be_confirmed(db: Database) -> None:
    place = a_place(db)

    answer = log_note(db, place.viewer, TypedNote("- [ ] @Grundfos sender en pumpe", "da"), origin(place), now=NOW)

    (action,) = (item.action for item in answer.note.items)
    assert action is not None
    assert [(one.name("da"), one.confirmed) for one in answer.unconfirmed] == [("Grundfos", False)]
    assert action.owner.organisation == answer.unconfirmed[0]


@pytest.mark.parametrize(("words", "key"), [("", "note_empty"), ("  \n\t", "note_empty"), ("🙂🙂", "note_empty")])
def test_note_without_words_is_refused_and_nothing_is_kept(db: Database, words: str, key: str) -> None:
    place = a_place(db)

    with pytest.raises(Unreadable) as refusal:
        logged(db, place, words)

    assert (refusal.value.key, refusal.value.typed) == (key, words)
    assert rows(db, "SELECT count(*) FROM notes") == [(0,)]
    assert logged(db, place).number == 1


@pytest.mark.parametrize(
    "words", ["1. <!channel> <script>alert(1)</script>", "1. \u202eabc\u202c", "1. 🙂 ja", "1. 土" * 999]
)
def test_odd_characters_come_back_as_they_were(db: Database, words: str) -> None:
    place = a_place(db)

    note = read_note(db, place.viewer, logged(db, place, words).id)

    assert note.head + note.body == words


def test_viewer_without_the_space_cannot_log_in_it(db: Database) -> None:
    place, stranger = a_place(db), someone(db, "U0STRANGER")

    with pytest.raises(NotFound) as refusal:
        log_note(db, stranger, TypedNote(NOTE_DA, "da"), origin(place), now=NOW)

    assert refusal.value.typed == NOTE_DA
    assert rows(db, "SELECT count(*) FROM notes") == [(0,)]
