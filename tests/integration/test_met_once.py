"""A person is one person, whoever hears of them first; and who left is out, whatever team the event names."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, BrokenBarrierError, Event, local
from typing import Any

import pytest
from sqlalchemy import event

from bot.domain.person import SlackUser
from bot.engines.chain import Chain
from bot.jobs import members
from bot.jobs.parts import JobParts, Later
from bot.services.change_members import join_channel, leave_channel
from bot.services.recognise import recognise
from bot.store import channels, people
from bot.store.database import Database
from tests.integration.making import HOME, NOW, Place, a_place, alone, enter, execute, rows
from tests.integration.test_members import Telling, there

OTHER = "T0JEPD"
SECOND = timedelta(seconds=1)


def ask(db: Database, channel_id: int, *user_ids: str) -> None:
    parts = JobParts(db, alone(Telling(*user_ids)), Chain([]), lambda: NOW)
    members.run(parts, {"channel": channel_id})


def meeting_after_first(db: Database, barrier: Barrier, what: str) -> None:
    """Each thread waits for the others, if they come that far, after the first statement that begins so."""
    seen = local()

    def wait(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(what) and not hasattr(seen, "it"):
            seen.it = True
            with suppress(BrokenBarrierError):
                barrier.wait(timeout=0.5)

    event.listen(db.engine, "after_cursor_execute", wait)


def test_two_who_hear_of_somebody_at_once_mean_one_person(open_db: Callable[[], Database]) -> None:
    first, second = open_db(), open_db()
    place, is_at_it = a_place(first), Event()

    def see(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("INSERT INTO people", "SELECT pg_advisory_xact_lock", "BEGIN IMMEDIATE")):
            is_at_it.set()

    event.listen(second.engine, "before_cursor_execute", see)
    with ThreadPoolExecutor(1) as pool:
        with first.write() as tx:
            people.meet(tx, SlackUser(OTHER, "U0LI"))
            reading = pool.submit(ask, second, place.channel.id, "U0LI", "U0METTE")
            assert is_at_it.wait(10)
        reading.result()

    assert rows(first, "SELECT team_id FROM people WHERE user_id = 'U0LI'") == [(OTHER,)]
    assert there(first) == ["U0LI", "U0METTE"]


@pytest.mark.parametrize("attempt", range(2))
def test_somebody_new_who_writes_while_somebody_comes_keeps_nobody_waiting(
    open_db: Callable[[], Database], attempt: int
) -> None:
    first, second = open_db(), open_db()
    place, barrier = a_place(first, channel=f"C{attempt}"), Barrier(2)
    execute(first, "DELETE FROM jobs")  # what waits already is not asked for again
    for db in (first, second):
        meeting_after_first(db, barrier, "INSERT INTO jobs")

    def writes() -> None:
        recognise(first, SlackUser(HOME, "U0LI"), place.channel.slack, guess=None, now=NOW, at=NOW)

    def comes() -> None:
        join_channel(second, SlackUser(HOME, "U0WANG"), place.channel.slack, NOW, now=NOW)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(writes), pool.submit(comes)]:
            done.result()

    assert there(first) == ["U0LI", "U0METTE", "U0WANG"]


@pytest.mark.parametrize("attempt", range(2))
def test_two_lists_of_the_same_new_people_are_both_kept(open_db: Callable[[], Database], attempt: int) -> None:
    first, second = open_db(), open_db()
    places: list[Place] = [a_place(first, f"Space {one}", channel=f"C{attempt}{one}") for one in range(2)]
    barrier = Barrier(2)
    for db in (first, second):
        meeting_after_first(db, barrier, "INSERT INTO people")

    with ThreadPoolExecutor(2) as pool:
        for done in [
            pool.submit(ask, first, places[0].channel.id, "U0LI", "U0METTE", "U0WANG"),
            pool.submit(ask, second, places[1].channel.id, "U0WANG", "U0METTE", "U0LI"),
        ]:
            done.result()

    assert rows(first, "SELECT user_id, count(*) FROM people GROUP BY user_id ORDER BY user_id") == [
        ("U0LI", 1),
        ("U0METTE", 1),
        ("U0WANG", 1),
    ]


@pytest.mark.parametrize("attempt", range(2))
def test_who_leaves_while_a_list_is_kept_and_the_list_keep_nobody_waiting(
    open_db: Callable[[], Database], attempt: int
) -> None:
    first, second = open_db(), open_db()
    place, barrier = a_place(first, channel=f"C{attempt}"), Barrier(2)
    enter(first, place, "U0LI", "Li Wei")
    meeting_after_first(first, barrier, "DELETE FROM members")
    meeting_after_first(second, barrier, "SELECT channels.moves")

    def reads() -> None:
        with suppress(Later):  # somebody went meanwhile
            ask(second, place.channel.id, "U0METTE")

    with ThreadPoolExecutor(2) as pool:
        going = pool.submit(leave_channel, first, SlackUser(HOME, "U0LI"), place.channel.slack, NOW, now=NOW)
        for done in [going, pool.submit(reads)]:
            done.result()

    assert there(first) == ["U0METTE"]


@pytest.mark.parametrize("attempt", range(3))
def test_of_two_who_leave_at_once_the_later_instant_counts(open_db: Callable[[], Database], attempt: int) -> None:
    first, second = open_db(), open_db()
    place, barrier = a_place(first, channel=f"C{attempt}"), Barrier(2)
    enter(first, place, "U0LI", "Li Wei")
    enter(first, place, "U0WANG", "Wang Min")
    for db in (first, second):
        meeting_after_first(db, barrier, "SELECT channels.id")

    def leaves(db: Database, user: str, seconds: int) -> None:
        leave_channel(db, SlackUser(HOME, user), place.channel.slack, NOW + seconds * SECOND, now=NOW)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(leaves, first, "U0LI", 10), pool.submit(leaves, second, "U0WANG", 20)]:
            done.result()

    with first.read() as tx:
        bound = channels.get(tx, place.channel.id)
    assert bound is not None
    assert bound.left_at == NOW + 20 * SECOND


def test_who_left_is_out_although_two_have_their_id_and_the_event_names_neithers_team(db: Database) -> None:
    place = a_place(db)
    enter(db, place, "U0LI", "Li Wei")
    with db.write() as tx:
        people.join(tx, place.channel.id, people.add(tx, SlackUser(OTHER, "U0LI"), "Li").id)

    leave_channel(db, SlackUser("T0CLEAN", "U0LI"), place.channel.slack, NOW, now=NOW)

    assert there(db) == ["U0METTE"]


def test_of_two_with_one_id_only_whose_team_is_named_is_out(db: Database) -> None:
    place = a_place(db)
    enter(db, place, "U0LI", "Li Wei")
    with db.write() as tx:
        people.join(tx, place.channel.id, people.add(tx, SlackUser(OTHER, "U0LI"), "Li").id)

    leave_channel(db, SlackUser(OTHER, "U0LI"), place.channel.slack, NOW, now=NOW)

    assert rows(db, "SELECT team_id FROM people JOIN members ON person_id = id WHERE user_id = 'U0LI'") == [(HOME,)]
