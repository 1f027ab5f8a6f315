"""An edited note keeps what was not changed, and outdates what was."""

from dataclasses import replace
from typing import Any

import pytest

from bot.domain.errors import Changed
from bot.domain.note_body import as_typed
from bot.domain.record import Note
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.services.change_status import change_status
from bot.services.edit_action import edit_action
from bot.services.edit_note import edit_note
from bot.services.read_note import read_note
from bot.services.set_words import set_head_words, set_item_words
from bot.store import actions, history
from bot.store.database import Database
from tests.integration.making import (
    NOTE_DA,
    NOW,
    TODAY,
    Place,
    a_place,
    answered,
    approved,
    item_with,
    logged,
    rows,
)


def edited(db: Database, place: Place, note: Note, words: str, version: int = 1) -> Note:
    edit_note(db, place.viewer, note.id, version, TypedNote(words, "da"), today=TODAY, now=NOW)
    return read_note(db, place.viewer, note.id)


def translated(db: Database, place: Place, note: Note) -> Note:
    for text in note.texts():
        assert answered(db, text)
    return read_note(db, place.viewer, note.id)


def everything(db: Database) -> list[Any]:
    tables = ("notes", "meetings", "items", "texts", "translations", "actions", "history", "agreements", "jobs")
    return [rows(db, f"SELECT * FROM {table} ORDER BY 1") for table in tables]  # noqa: S608  names above


def test_unchanged_items_keep_id_action_history_and_translation(db: Database) -> None:
    place = a_place(db)
    note = translated(db, place, logged(db, place))
    sends = item_with(note, "oversigt")
    change_status(db, place.viewer, sends.id, "done", now=NOW)

    after = edited(db, place, note, NOTE_DA.replace("1. Akademiet", "1. Et nyt punkt.\n2. Akademiet"))

    kept = item_with(after, "oversigt")
    assert (kept.id, kept.text) == (sends.id, sends.text)
    assert kept.action is not None
    assert kept.action.status == "done"
    assert after.version == 2
    with db.read() as tx:
        assert [line.change for line in history.of_item(tx, sends.id)] == ["created", "done"]


def test_changed_words_become_outdated_and_stay_visible(db: Database) -> None:
    place = a_place(db)
    note = translated(db, place, logged(db, place))
    before = item_with(note, "Akademiet")

    after = edited(db, place, note, NOTE_DA.replace("en eller to", "tre"))

    changed = item_with(after, "Akademiet")
    assert changed.id == before.id
    assert changed.text.shown("zh") == (f"译：{before.text.content}", "zh", "outdated")
    assert {item.text.shown("zh").state for item in after.items if item.id != changed.id} == {"machine"}


def test_reviewed_translation_of_changed_words_is_outdated_too(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    item = item_with(note, "Akademiet")
    approved(db, item.text, "环科院")

    after = edited(db, place, note, NOTE_DA.replace("en eller to", "tre"))

    assert item_with(after, "Akademiet").text.shown("zh").state == "outdated"


def test_removed_item_vanishes_and_its_history_stays(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    gone = item_with(note, "udpeger")

    after = edited(
        db, place, note, "".join(line for line in NOTE_DA.splitlines(keepends=True) if "udpeger" not in line)
    )

    assert after.item(gone.id) is None
    with db.read() as tx:
        assert gone.id not in {line.item.id for line in actions.find(tx, place.viewer, actions.Wanted(), 1).lines}
        assert [line.change for line in history.of_item(tx, gone.id)] == ["created"]


def test_new_item_waits_for_its_translation(db: Database) -> None:
    place = a_place(db)
    note = translated(db, place, logged(db, place))

    after = edited(db, place, note, NOTE_DA + "- [ ] @CLEAN booker hotel inden 1. februar\n")

    waiting = [text.content for text in after.texts() if text.shown("zh").state == "pending"]
    assert waiting == [item_with(after, "hotel").text.content]


def test_stale_version_writes_nothing(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    edited(db, place, note, NOTE_DA.replace("tre", "fire"))
    before = everything(db)

    with pytest.raises(Changed) as refusal:
        edited(db, place, note, "1. Noget helt andet\n- [ ] @Grundfos sender en pumpe")

    assert refusal.value.typed == "1. Noget helt andet\n- [ ] @Grundfos sender en pumpe"
    assert everything(db) == before


def test_details_set_by_hand_stay_when_the_words_stay(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    item = item_with(note, "oversigt")
    with db.write() as tx:
        by_hand = actions.Details(expected=False, organisation=None, person_id=None, owner_said="Mette", due=None)
        assert actions.set_details(tx, item.id, 1, by_hand, place.viewer.person.id, NOW)

    after = edited(db, place, note, NOTE_DA.replace("Nanjing", "Nantong"))

    action = item_with(after, "oversigt").action
    assert action is not None
    assert (action.owner.said, action.due, action.version) == ("Mette", None, 2)


def test_item_that_is_no_action_any_more_leaves_the_lists(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place, "- [ ] CLEAN sender oversigt\n- [ ] CLEAN booker hotel\n")

    edited(db, place, note, "Beslutning: CLEAN sender oversigt\n- [ ] CLEAN booker hotel\n")

    with db.read() as tx:
        shown = actions.find(tx, place.viewer, actions.Wanted(), 1)
    assert [line.item.text.content for line in shown.lines] == [item_with(note, "hotel").text.content]


def sent(db: Database, whose: Place, note: Note, typed: TypedNote) -> Note:
    """The note when its form was sent so."""
    edit_note(db, whose.viewer, note.id, note.version, typed, today=TODAY, now=NOW)
    return read_note(db, whose.viewer, note.id)


def test_fields_that_nobody_touched_stay_as_they_are(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place, "Titel: Opfølgning\nDato: 20. januar 2017\nDeltagere: CLEAN; NIRAS\n1. Et punkt.\n")
    with db.write() as tx:
        note = set_head_words(tx, place.viewer, note, "title", "Workshop, Nanjing", NOW)
    with db.write() as tx:
        note = set_head_words(tx, place.viewer, note, "participants", "CLEAN og NIRAS, med flere", NOW)

    after = sent(db, place, note, replace(as_typed(note), purpose="At følge op."))

    assert (after.title, after.participants, after.place) == (note.title, note.participants, None)
    assert (after.purpose.content if after.purpose else "", after.held_on) == ("At følge op.", note.held_on)


def test_items_stay_as_they_are_when_only_the_head_was_changed(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place, "Titel: Opfølgning\n1. Et punkt.\n2. Et punkt mere.\n")
    with db.write() as tx:
        note = set_item_words(tx, place.viewer, note, note.items[0], "Formål: at oprense", NOW)

    after = sent(db, place, note, replace(as_typed(note), place="Nanjing"))

    assert after.items == note.items
    assert (after.place.content if after.place else "", after.purpose) == ("Nanjing", None)
    assert as_typed(after).text == "1. Formål: at oprense\n2. Et punkt mere."


def test_date_that_was_taken_out_of_the_form_is_gone(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place, "Titel: Opfølgning\nDato: 20. januar 2017\n1. Et punkt.\n")

    assert sent(db, place, note, replace(as_typed(note), held_on="")).held_on is None


def test_action_over_two_lines_is_reworded_where_it_was_written(db: Database) -> None:
    place = a_place(db)
    note = logged(
        db, place, "Titel: X\nOpgaver:\n- [ ] @CLEAN sender over-\n  sigt - frist: 1. maj\n- [ ] NIRAS ringer\n"
    )
    action = note.items[0]
    assert action.action
    typed = TypedAction("CLEAN sender listen", owner=None, due_said="1. maj")

    edit_action(db, place.viewer, action.id, action.action.version, typed, now=NOW)

    after = read_note(db, place.viewer, note.id)
    assert after.body == "Opgaver:\n- [ ] CLEAN sender listen\n- [ ] NIRAS ringer\n"
    again = sent(db, place, after, replace(as_typed(after), text=after.body + "- [ ] NIRAS skriver\n"))
    assert [item.text.content for item in again.items] == ["CLEAN sender listen", "NIRAS ringer", "NIRAS skriver"]
    assert again.items[0].id == action.id
