"""The bookkeeping of jobs: asked for once, taken once, tried again, found again."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.jobs.sweep import KEPT, look_what_has_passed, look_who_is_there, sweep
from bot.store import jobs, notes
from bot.store.database import Database
from bot.store.jobs import LEASE, Job
from tests.integration.making import NOW, a_place, logged, next_at, rows

SECOND = timedelta(seconds=1)


def ask(db: Database, key: str = "1", kind: str = "card") -> None:
    with db.write() as tx:
        jobs.add(tx, kind, key, {"note": 1}, NOW)


def due(db: Database, after: timedelta = timedelta()) -> tuple[Job, ...]:
    with db.read() as tx:
        return jobs.due(tx, NOW + after)


def begin(db: Database, job: Job, after: timedelta = timedelta()) -> Job | None:
    with db.write() as tx:
        return jobs.begin(tx, job.id, job.attempt, NOW + after)


def states(db: Database) -> list[tuple[str, int, str | None]]:
    return [
        (state, attempt, why)
        for state, attempt, why in rows(db, "SELECT state, attempt, failure FROM jobs ORDER BY id")
    ]


def test_waiting_under_one_key_is_one_job(db: Database) -> None:
    for _ in range(3):
        ask(db)

    assert [(job.kind, job.key, dict(job.args), job.attempt, job.begun) for job in due(db)] == [
        ("card", "card:1", {"note": 1}, 1, False)
    ]


def test_answers_come_next_and_so_does_what_was_asked_for_first(db: Database) -> None:
    for number in range(3):
        ask(db, f"card {number}")
    for number in range(3):
        ask(db, f"answer {number}", "deliver")

    with db.read() as tx:
        found = [[job.key for job in jobs.next_ones(tx, NOW, count)] for count in (1, 2, 4)]

    assert found == [
        ["deliver:answer 0", "card:card 0"],
        ["deliver:answer 0", "deliver:answer 1", "card:card 0", "card:card 1"],
        ["deliver:answer 0", "deliver:answer 1", "deliver:answer 2", "card:card 0", "card:card 1", "card:card 2"],
    ]


def test_same_key_of_two_kinds_is_two_jobs(db: Database) -> None:
    ask(db)
    ask(db, kind="translate")

    assert len(due(db)) == 2


def test_change_while_one_is_done_makes_a_second(db: Database) -> None:
    ask(db)
    (first,) = due(db)
    assert begin(db, first)

    ask(db)
    ask(db)

    (second,) = due(db)
    assert second.id != first.id


def test_work_that_was_put_off_need_not_wait_any_longer(db: Database) -> None:
    ask(db)
    with db.write() as tx:
        jobs.retry(tx, due(db)[0].id, NOW + timedelta(hours=1), "no_engine")
    assert due(db) == ()

    with db.write() as tx:
        jobs.hasten(tx, "card", "1", {"note": 1}, NOW)
        jobs.hasten(tx, "card", "2", {"note": 2}, NOW)

    assert [(job.key, dict(job.args), job.attempt) for job in due(db)] == [
        ("card:1", {"note": 1}, 2),
        ("card:2", {"note": 2}, 1),
    ]


def test_second_waits_until_the_first_has_ended(db: Database) -> None:
    ask(db)
    (first,) = due(db)
    begin(db, first)
    ask(db)
    (second,) = due(db)

    assert begin(db, second) is None
    with db.write() as tx:
        jobs.finish(tx, first.id)
    (again,) = due(db, SECOND)

    assert again.id == second.id
    assert begin(db, again, SECOND)


def test_same_attempt_is_taken_up_again_after_a_crash_and_an_older_one_is_not(db: Database) -> None:
    ask(db)
    (job,) = due(db)

    assert begin(db, job)
    assert begin(db, job)  # DBOS runs what a killed process had begun under the same attempt
    with db.write() as tx:
        jobs.retry(tx, job.id, NOW, "later")

    assert begin(db, job) is None
    assert begin(db, job._replace(attempt=2))


@pytest.mark.parametrize("end", [jobs.finish, lambda tx, job_id: jobs.fail(tx, job_id, "given up")])
def test_what_has_ended_is_not_begun(db: Database, end: object) -> None:
    ask(db)
    (job,) = due(db)
    with db.write() as tx:
        assert callable(end)
        end(tx, job.id)

    assert begin(db, job) is None
    assert due(db) == ()


def test_job_that_never_was_is_not_begun(db: Database) -> None:
    assert begin(db, Job(99, "card", "card:1", {}, 1, 0, begun=False, asked_at=NOW)) is None


def test_retry_waits(db: Database) -> None:
    ask(db)
    (job,) = due(db)
    begin(db, job)

    with db.write() as tx:
        jobs.retry(tx, job.id, NOW + 30 * SECOND, "ratelimited")

    assert due(db, 29 * SECOND) == ()
    assert [(one.id, one.attempt) for one in due(db, 30 * SECOND)] == [(job.id, 2)]
    assert next_at(db) == NOW + 30 * SECOND


def test_retry_gives_way_to_a_newer_job(db: Database) -> None:
    ask(db)
    (job,) = due(db)
    begin(db, job)
    ask(db)

    with db.write() as tx:
        jobs.retry(tx, job.id, NOW, "ratelimited")

    assert states(db) == [("done", 1, "superseded"), ("waiting", 1, None)]


def test_release_gives_back_what_had_begun(db: Database) -> None:
    for key in ("1", "2"):
        ask(db, key)
    for job in due(db):
        begin(db, job)
    ask(db, "2")

    with db.write() as tx:
        assert jobs.release(tx) == 2

    assert states(db) == [("waiting", 2, "interrupted"), ("done", 1, "superseded"), ("waiting", 1, None)]


def test_orphan_is_due_after_its_lease(db: Database) -> None:
    ask(db)
    (job,) = due(db)
    begin(db, job)

    assert due(db, LEASE) == ()
    assert [(one.id, one.begun) for one in due(db, LEASE + SECOND)] == [(job.id, True)]


def test_counts_by_state(db: Database) -> None:
    for key in ("1", "2", "3"):
        ask(db, key)
    begin(db, due(db)[0])

    with db.read() as tx:
        assert jobs.states(tx) == {"begun": 1, "waiting": 2}


def test_forget_done_keeps_the_rest(db: Database) -> None:
    for key in ("done", "failed", "waiting"):
        ask(db, key)
    done, failed, _ = due(db)
    with db.write() as tx:
        jobs.finish(tx, done.id)
        jobs.fail(tx, failed.id, "given up")

    with db.write() as tx:
        jobs.forget_done(tx, NOW)
        assert jobs.states(tx)["done"] == 1
        jobs.forget_done(tx, NOW + SECOND)

    assert [state for state, _, _ in states(db)] == ["failed", "waiting"]


def test_sweep_asks_again_for_what_has_no_job(db: Database) -> None:
    note = logged(db, a_place(db))
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM jobs")

    sweep(db, NOW)
    sweep(db, NOW)

    assert sorted(rows(db, "SELECT key FROM jobs")) == [(f"card:{note.id}",), (f"translate:{note.id}",)]


def test_sweep_leaves_alone_what_was_given_up(db: Database) -> None:
    logged(db, a_place(db))
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET state = 'failed'")

    sweep(db, NOW)

    assert rows(db, "SELECT DISTINCT state FROM jobs") == [("failed",)]


def test_sweep_does_not_ask_every_minute_for_what_no_engine_can_do(db: Database) -> None:
    note = logged(db, a_place(db))
    with db.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET state = 'done'")

    for minute in range(1, 6):
        sweep(db, NOW + timedelta(minutes=minute))

    asked = "SELECT count(*) FROM jobs WHERE key = :key"
    assert rows(db, asked, key=f"translate:{note.id}") == [(1,)]
    sweep(db, NOW + timedelta(hours=2))  # an engine may have been switched on since
    assert rows(db, asked, key=f"translate:{note.id}") == [(2,)]


def test_sweep_forgets_what_is_long_done(db: Database) -> None:
    ask(db)
    with db.write() as tx:
        jobs.finish(tx, 1)

    sweep(db, NOW + KEPT)
    assert states(db) == [("done", 1, None)]

    sweep(db, NOW + KEPT + SECOND)
    assert states(db) == []


def test_members_of_every_channel_are_asked_for_once_an_hour(db: Database) -> None:
    place = a_place(db)
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM jobs")

    for minute in (0, 1, 59):
        look_who_is_there(db, NOW + timedelta(minutes=minute))
    look_who_is_there(db, NOW + timedelta(hours=1))

    asked = sorted(rows(db, "SELECT key FROM jobs"))
    assert asked == [
        ("channel:T0REGION:C0JIANGSU:2017-01-200",),  # what became of it: twice a day
        (f"members:{place.channel.id}:2017-01-20T09",),
        (f"members:{place.channel.id}:2017-01-20T10",),
        ("people:again:2017-01-20T09",),
        ("people:again:2017-01-20T10",),
    ]


def test_the_card_of_an_expectation_is_brought_up_to_date_once_when_its_time_has_passed(db: Database) -> None:
    place = a_place(db)
    note = logged(db, place)  # a return visit is expected in April
    with db.write() as tx:
        notes.set_card(tx, note.id, "1.000100")
    with db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM jobs")

    for days in (-1, 0, 0, 1):
        look_what_has_passed(db, datetime(2017, 5, 1, 6, tzinfo=UTC) + timedelta(days=days))

    assert rows(db, "SELECT key FROM jobs") == [(f"card:{note.id}:passed:2017-04-30",)]
