"""A channel that changes over to another space: its people read no more of the one it had, and no space is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from bot.domain.errors import NotAllowed
from bot.domain.person import SlackChannel, Viewer
from bot.domain.typed_note import TypedNote
from bot.services.bind_channel import bind_channel
from bot.services.create_space import create_space
from bot.services.edit_note import edit_note
from bot.services.log_note import Origin, log_note
from bot.services.read_note import read_note
from bot.services.recognise import recognise
from bot.services.unbind_channel import unbind_channel
from bot.store import attendance, notes
from bot.store.database import Database
from tests.integration.making import HOME, NOW, TODAY, Place, a_place, logged, rows

MORE = SlackChannel(HOME, "C0MORE")


def now_seen(db: Database, viewer: Viewer) -> Viewer:
    """The same person, as everything stands by now."""
    return recognise(db, viewer.person.slack, None, guess=None, now=NOW)


def in_two_channels(db: Database) -> tuple[Place, int]:
    """A space with a note, spoken of in two channels; gives the second one's id too."""
    place = a_place(db)
    _, bound = bind_channel(db, place.viewer, place.space_id, MORE, now=NOW)
    return place, bound.id


def test_the_card_of_a_note_is_not_brought_up_to_date_where_another_space_is_spoken_of_now(db: Database) -> None:
    place, _ = in_two_channels(db)
    note = logged(db, place)
    with db.write() as tx:
        notes.set_card(tx, note.id, "1.000001")
    create_space(db, now_seen(db, place.viewer), "Shandong", ("da", "zh"), place.channel.slack, now=NOW)

    edited = edit_note(
        db,
        now_seen(db, place.viewer),
        note.id,
        note.version,
        TypedNote("- [ ] @CLEAN noget nyt", "da"),
        today=TODAY,
        now=NOW,
    )

    assert edited.card is None


def test_a_card_that_was_not_posted_yet_is_not_posted_to_people_of_another_space(db: Database) -> None:
    place, _ = in_two_channels(db)
    note = logged(db, place)

    create_space(db, now_seen(db, place.viewer), "Shandong", ("da", "zh"), place.channel.slack, now=NOW)

    assert read_note(db, now_seen(db, place.viewer), note.id).card is None


def test_a_note_that_is_being_written_while_its_channel_changes_over_gets_no_card_there(db: Database) -> None:
    place, _ = in_two_channels(db)
    create_space(db, now_seen(db, place.viewer), "Shandong", ("da", "zh"), place.channel.slack, now=NOW)
    origin = Origin(place.space_id, place.channel, "event:late", TODAY)

    note = log_note(db, now_seen(db, place.viewer), TypedNote("- [ ] @CLEAN noget", "da"), origin, now=NOW).note

    assert (note.space_id, note.card) == (place.space_id, None)


def test_a_card_stays_where_a_channel_is_bound_to_its_space_once_more(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)
    with db.write() as tx:
        notes.set_card(tx, note.id, "1.000001")

    bind_channel(db, place.viewer, place.space_id, place.channel.slack, now=NOW)

    assert rows(db, "SELECT card_channel_id, card_ts FROM notes") == [(place.channel.id, "1.000001")]


def test_a_channel_does_not_change_over_when_nobody_is_known_to_be_in_the_others(db: Database) -> None:
    place, more = in_two_channels(db)
    logged(db, place)
    with db.write() as tx:
        attendance.set_unknown(tx, more, "absent")

    with pytest.raises(NotAllowed, match="only_channel"):
        create_space(db, now_seen(db, place.viewer), "Shandong", ("da", "zh"), place.channel.slack, now=NOW)

    assert rows(db, "SELECT DISTINCT space_id FROM channels") == [(place.space_id,)]


@pytest.mark.parametrize("way", ["unbind", "change"])
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_take_out_the_two_channels_of_a_space_at_once_one_is_refused(
    open_db: Callable[[], Database], way: str, attempt: int
) -> None:
    first, second = open_db(), open_db()
    place, more = in_two_channels(first)
    logged(first, place)
    viewer, barrier = now_seen(first, place.viewer), Barrier(2)

    def take_out(db: Database, channel_id: int, slack: SlackChannel) -> bool:
        barrier.wait()
        try:
            if way == "unbind":
                unbind_channel(db, viewer, channel_id, now=NOW)
            else:
                create_space(db, replace(viewer), f"New {attempt}", ("da", "zh"), slack, now=NOW)
        except NotAllowed:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = [
            pool.submit(take_out, first, place.channel.id, place.channel.slack),
            pool.submit(take_out, second, more, MORE),
        ]
        assert sorted(one.result() for one in done) == [False, True]
    assert rows(first, "SELECT count(*) FROM channels WHERE space_id = :space", space=place.space_id) == [(1,)]
