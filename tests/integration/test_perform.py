"""One run of a job against the local workspace: done, put off, refused, or broken in a way nobody foresaw."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any

import pytest

from bot import i18n
from bot.domain.pair import Pair
from bot.engines.base import EngineBroken, Pivoted
from bot.engines.chain import Chain
from bot.jobs.inline import InlineJobs
from bot.jobs.parts import JobParts
from bot.jobs.perform import MOST_FAILURES, perform
from bot.slack.gateway import Gateway
from bot.store import jobs
from bot.store.database import Database
from bot.workspace.driver import LocalWorkspace
from tests.integration.making import HOME, NOW, a_place, alone, logged, next_at, rows
from tests.unit.engines.fakes import Recording

CHANNEL = "C0JIANGSU"
POST = {"how": "post", "text": "Hej", "blocks": [], "team": HOME, "user": "", "channel": CHANNEL, "thread": ""}
SECRET = "Hemmelige ord"


@pytest.fixture(scope="module")
def running() -> Iterator[LocalWorkspace]:
    i18n.load()
    with LocalWorkspace.start() as workspace:
        yield workspace


@pytest.fixture
def workspace(running: LocalWorkspace) -> LocalWorkspace:
    running.reset()
    return running


@pytest.fixture
def parts(db: Database, workspace: LocalWorkspace) -> JobParts:
    slack = alone(Gateway(workspace.bot_token, workspace.api_url), "U0JORDBRO0REGION")
    return JobParts(db, slack, Chain(()), lambda: NOW)


def run(parts: JobParts, args: dict[str, Any], kind: str = "deliver") -> tuple[Any, ...]:
    """State, attempt and failure of a job after one run of it."""
    with parts.db.write() as tx:
        jobs.add(tx, kind, "test", args, NOW)
    (job_id,) = rows(parts.db, "SELECT max(id) FROM jobs")[0]
    perform(parts, job_id, 1)
    return rows(parts.db, "SELECT state, attempt, failure FROM jobs WHERE id = :id", id=job_id)[0]


def next_run(parts: JobParts) -> timedelta:
    at = next_at(parts.db)
    assert isinstance(at, datetime)
    return at - NOW


def test_what_succeeds_is_done(parts: JobParts, workspace: LocalWorkspace) -> None:
    assert run(parts, POST) == ("done", 1, None)
    assert [call.args["text"] for call in workspace.calls("chat.postMessage")] == ["Hej"]


def test_run_again_does_nothing(parts: JobParts, workspace: LocalWorkspace) -> None:
    run(parts, POST)

    perform(parts, 1, 1)
    perform(parts, 99, 1)

    assert len(workspace.calls("chat.postMessage")) == 1


def test_slack_says_when_to_come_back(parts: JobParts, workspace: LocalWorkspace) -> None:
    workspace.faults("chat.postMessage", status=429, retry_after=37)

    assert run(parts, POST) == ("waiting", 2, "ratelimited")
    assert next_run(parts) == timedelta(seconds=37)


def test_pauses_grow_when_slack_does_not_say(parts: JobParts, workspace: LocalWorkspace) -> None:
    workspace.faults("chat.postMessage", status=500, times=3)
    run(parts, POST)
    pauses = [next_run(parts)]

    for attempt in (2, 3):
        perform(parts, 1, attempt)
        pauses.append(next_run(parts))

    assert pauses == [timedelta(seconds=seconds) for seconds in (2, 4, 8)]


def test_what_slack_refuses_is_given_up(parts: JobParts) -> None:
    assert run(parts, POST | {"channel": "C0NOWHERE"}) == ("failed", 1, "SlackRefused: channel_not_found")


def test_what_is_gone_is_given_up(parts: JobParts) -> None:
    assert run(parts, {"space": 1, "note": 99}, "card") == ("failed", 1, "NotFound: no_note")


def test_engine_that_cannot_now_is_asked_later(parts: JobParts) -> None:
    engine = Recording()
    engine.error = EngineBroken("down")
    asking = replace(parts, chain=Chain((engine,)))
    note = logged(parts.db, a_place(parts.db))

    assert run(asking, {"space": note.space_id, "note": note.id}, "translate") == ("waiting", 2, "no_engine")


def test_what_nobody_foresaw_is_tried_again_and_its_words_are_kept_out_of_the_log(
    parts: JobParts, caplog: pytest.LogCaptureFixture
) -> None:
    broken = POST | {"how": "respond", "address": SECRET, "replace": False}

    with caplog.at_level(logging.DEBUG, logger="bot"):
        assert run(parts, broken) == ("waiting", 2, "ValueError")

    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


def test_what_breaks_again_and_again_is_given_up(parts: JobParts, caplog: pytest.LogCaptureFixture) -> None:
    run(parts, POST | {"how": "respond", "address": SECRET, "replace": False})

    for attempt in range(2, MOST_FAILURES + 1):
        perform(parts, 1, attempt)

    assert rows(parts.db, "SELECT state, attempt, failure FROM jobs") == [("failed", MOST_FAILURES, "ValueError")]
    assert SECRET not in caplog.text


def test_draining_runs_what_jobs_cause(parts: JobParts, workspace: LocalWorkspace) -> None:
    note = logged(parts.db, a_place(parts.db))
    translating = replace(parts, chain=Chain((Recording(),)))

    InlineJobs(translating).drain()

    assert len(workspace.calls("chat.postMessage")) == 1
    assert rows(parts.db, "SELECT count(*) FROM translations WHERE content IS NULL") == [(0,)]
    assert rows(parts.db, "SELECT count(*) FROM notes WHERE card_ts IS NOT NULL") == [(1,)]
    assert note.card is not None


class Slow(Recording):
    """Takes its time: until it is told that the others have looked."""

    def __init__(self, looked: Event) -> None:
        super().__init__(name="slow")
        self.looked = looked

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        self.looked.wait(10)
        return super().translate_pivoted(texts, pair)


def test_a_job_that_takes_longer_than_its_lease_is_not_begun_again(parts: JobParts, db: Database) -> None:
    looked = Event()
    engine = Slow(looked)
    time = [NOW]
    slow = replace(parts, chain=Chain((engine,)), clock=lambda: time[0], pulse=0.02)
    note = logged(db, a_place(db))
    (job_id,) = rows(db, "SELECT id FROM jobs WHERE key = :key", key=f"translate:{note.id}")[0]
    worker = Thread(target=perform, args=(slow, job_id, 1))
    worker.start()
    try:
        _wait_for(lambda: rows(db, "SELECT 1 FROM jobs WHERE id = :id AND state = 'begun'", id=job_id))
        time[0] = NOW + jobs.LEASE * 2
        _wait_for(lambda: job_id not in orphans(db, time[0]))
        lost = orphans(db, time[0])
    finally:
        looked.set()
        worker.join()

    assert lost == []


def orphans(db: Database, now: datetime) -> list[int]:
    with db.read() as tx:
        return [one.id for one in jobs.due(tx, now) if one.begun]


def _wait_for(there: Callable[[], object]) -> None:
    end = monotonic() + 3
    while not there() and monotonic() < end:
        sleep(0.01)
