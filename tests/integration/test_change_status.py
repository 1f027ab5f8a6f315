"""Who marks an action done, and what the second of two people is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from bot.domain.errors import Changed
from bot.domain.person import Viewer
from bot.domain.record import StatusChange
from bot.services.change_status import change_status
from bot.services.read_note import read_note
from bot.store import history
from bot.store.database import Database
from tests.integration.making import NOW, a_place, enter, item_with, logged, rows


def test_history_says_who_when_before_and_after(db: Database) -> None:
    place = a_place(db)
    item = item_with(logged(db, place), "oversigt")
    later = NOW + timedelta(hours=2)

    change_status(db, place.viewer, item.id, "done", now=NOW)
    change_status(db, place.viewer, item.id, "open", now=later)

    with db.read() as tx:
        _, done, reopened = history.of_item(tx, item.id)
    me = place.viewer.person.name
    assert (done.by, done.at, done.change) == (me, NOW, "done")
    assert (reopened.by, reopened.at, reopened.change) == (me, later, "reopened")
    assert (done.before["status"], done.after["status"]) == ("open", "done")
    assert (reopened.before["status"], reopened.after["status"]) == ("done", "open")


def test_action_knows_who_changed_it_last(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    item = item_with(note, "oversigt")

    change_status(db, place.viewer, item.id, "done", now=NOW)

    action = item_with(read_note(db, place.viewer, note.id), "oversigt").action
    assert action is not None
    assert (action.status, action.version, action.changed) == ("done", 2, StatusChange("Mette Holm", NOW))


def test_change_asks_for_the_card_once(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)

    change_status(db, place.viewer, item_with(note, "oversigt").id, "done", now=NOW)
    change_status(db, place.viewer, item_with(note, "udpeger").id, "done", now=NOW)

    assert rows(db, "SELECT count(*) FROM jobs WHERE key = :key", key=f"card:{note.id}") == [(1,)]


def test_second_of_two_is_told_who_was_first(db: Database) -> None:
    place = a_place(db)
    li = enter(db, place, "U0LI", "Li Wei")
    item = item_with(logged(db, place), "oversigt")
    change_status(db, li, item.id, "done", now=NOW)

    with pytest.raises(Changed) as refusal:
        change_status(db, place.viewer, item.id, "done", now=NOW)

    assert (refusal.value.key, refusal.value.details["who"], refusal.value.details["ref"]) == (
        "already_done",
        "Li Wei",
        item.ref,
    )


def test_two_at_once_write_one_line_of_history(db: Database) -> None:
    place, start = a_place(db), Barrier(2)
    li = enter(db, place, "U0LI", "Li Wei")
    item = item_with(logged(db, place), "oversigt")

    def press(viewer: Viewer) -> str:
        start.wait()
        try:
            change_status(db, viewer, item.id, "done", now=NOW)
        except Changed as refusal:
            return f"{refusal.details['who']} was first"
        return viewer.person.name

    with ThreadPoolExecutor(2) as pool:
        answers = set(pool.map(press, (place.viewer, li)))

    winner = answers & {"Mette Holm", "Li Wei"}
    assert answers == winner | {f"{name} was first" for name in winner}
    assert len(winner) == 1
    assert rows(db, "SELECT change FROM history WHERE item_id = :id ORDER BY id", id=item.id) == [
        ("created",),
        ("done",),
    ]
