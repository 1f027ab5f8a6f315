"""Several at the actions of one note at once, on both databases: nothing is lost, nobody is told that we are away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial
from threading import Barrier

import pytest

from bot.domain.errors import UserError
from bot.domain.record import Item, Note
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.services.change_status import change_status
from bot.services.comment_action import comment_action
from bot.services.edit_action import edit_action
from bot.services.edit_note import edit_note
from bot.services.read_note import read_note
from bot.services.set_due_day import set_due_day
from bot.services.split_action import split_action
from bot.services.step import Step
from bot.services.undo_change import undo_change
from bot.store import history
from bot.store.database import Database
from tests.integration.making import NOW, TODAY, Place, a_place, logged

NOTE = "Tilsyn\n" + "".join(f"- [ ] CLEAN sender del {number}\n" for number in range(6))
LATER = NOW + timedelta(minutes=1)
TIMES = 5  # so often that two of them do meet


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Let everybody begin at the same moment; "done", or the key of the sentence that each was told."""
    start = Barrier(len(acts))

    def go(act: Callable[[], object]) -> str:
        start.wait()
        try:
            act()
        except UserError as refusal:
            return refusal.key
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(go, acts))


def now_as(db: Database, place: Place, note: Note) -> Note:
    return read_note(db, place.viewer, note.id)


def not_written(note: Note) -> list[str]:
    """The words of whole items that are not where whoever edits the note would find them."""
    return [item.text.content for item in note.items if item.parent_id is None and item.text.content not in note.body]


def changes_of(db: Database, item: Item) -> list[str]:
    with db.read() as tx:
        return [one.change for one in history.of_item(tx, item.id)]


def part_of(step: Step) -> Item:
    return next(one for one in step.note.items if one.parent_id == step.item.id)


def test_new_words_of_several_actions_all_stand_in_what_is_edited_next(db: Database, place: Place) -> None:
    note = logged(db, place, NOTE)

    def words(item: Item) -> Callable[[], object]:
        typed = TypedAction(f"CLEAN sender {item.number} i morgen")
        return lambda: edit_action(db, place.viewer, item.id, 1, typed, now=LATER)

    told = at_once(*map(words, note.items))

    assert told == ["done"] * 6
    assert not_written(now_as(db, place, note)) == []


def test_new_words_of_an_action_do_not_take_back_an_edit_of_its_note(db: Database, place: Place) -> None:
    for _ in range(TIMES):
        note = logged(db, place, NOTE)
        edited = TypedNote("Tilsyn\n" + note.body.replace("del 5", "del fem"), "da")
        first = note.items[1]

        told = at_once(
            partial(edit_note, db, place.viewer, note.id, 1, edited, today=TODAY, now=LATER),
            partial(edit_action, db, place.viewer, first.id, 1, TypedAction("CLEAN ringer"), now=LATER),
        )

        assert told in (["done", "done"], ["note_changed", "done"])
        assert not_written(now_as(db, place, note)) == []


def test_a_day_an_undo_and_an_edit_of_the_note_wait_for_each_other(db: Database, place: Place) -> None:
    for _ in range(TIMES):
        note = logged(db, place, NOTE)
        item = note.items[0]
        step = edit_action(db, place.viewer, item.id, 1, TypedAction("CLEAN ringer"), now=NOW)
        typed = TypedNote("Tilsyn\n- [ ] CLEAN skriver\n", "da")

        told = at_once(
            partial(undo_change, db, place.viewer, step.item.id, step.event_id, now=LATER),
            partial(edit_note, db, place.viewer, note.id, 2, typed, today=TODAY, now=LATER),
            partial(set_due_day, db, place.viewer, item.id, date(2017, 6, 1), now=LATER),
        )

        assert set(told) <= {"done", "item_changed_since", "note_changed"}
        assert told[2] == "done"
        assert not_written(now_as(db, place, note)) == []


def test_parts_of_two_who_split_at_once_have_numbers_of_their_own(db: Database, place: Place) -> None:
    note = logged(db, place, NOTE)
    item = note.items[0]

    told = at_once(*[lambda: split_action(db, place.viewer, item.id, "CLEAN ringer\nJEPD svarer", now=LATER)] * 3)

    numbers = [one.number for one in now_as(db, place, note).items if one.parent_id == item.id]
    assert told == ["done"] * 3
    assert numbers == [f"1/{count}" for count in range(1, 7)]


def test_what_is_split_at_this_moment_is_not_done_without_asking(db: Database, place: Place) -> None:
    for _ in range(TIMES):
        note = logged(db, place, NOTE)
        item = note.items[0]

        told = at_once(
            partial(split_action, db, place.viewer, item.id, "CLEAN ringer", now=LATER),
            partial(change_status, db, place.viewer, item.id, "done", now=LATER),
        )

        assert told in (["done", "parts_open"], ["done", "done"])
        assert changes_of(db, item) in (["created", "split"], ["created", "done", "split"])


def test_a_part_that_is_done_at_this_moment_is_not_taken_away(db: Database, place: Place) -> None:
    for _ in range(TIMES):
        step = split_action(db, place.viewer, logged(db, place, NOTE).items[0].id, "CLEAN ringer\nto", now=NOW)
        part = part_of(step)

        told = at_once(
            partial(undo_change, db, place.viewer, step.item.id, step.event_id, now=LATER),
            partial(change_status, db, place.viewer, part.id, "done", now=LATER),
        )

        assert told in (["item_changed_since", "done"], ["done", "no_item"])


@pytest.mark.parametrize("verb", ["comment", "split", "words", "day"])
def test_two_who_undo_at_once_take_it_back_once(db: Database, place: Place, verb: str) -> None:
    verbs: dict[str, Callable[[Item], Step]] = {
        "comment": lambda item: comment_action(db, place.viewer, item.id, "Hør her.", now=NOW),
        "split": lambda item: split_action(db, place.viewer, item.id, "CLEAN ringer", now=NOW),
        "words": lambda item: edit_action(db, place.viewer, item.id, 1, TypedAction("CLEAN ringer"), now=NOW),
        "day": lambda item: set_due_day(db, place.viewer, item.id, date(2017, 6, 1), now=NOW),
    }
    for _ in range(TIMES):
        step = verbs[verb](logged(db, place, NOTE).items[0])

        told = at_once(*[partial(undo_change, db, place.viewer, step.item.id, step.event_id, now=LATER)] * 2)

        assert sorted(told) == ["already_undone", "done"]
