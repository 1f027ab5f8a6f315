"""The real thing: DBOS runs what the bookkeeping says, on both databases, one runner after another."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete

from bot import i18n
from bot.domain.preferences import Preferences
from bot.engines.chain import Chain
from bot.jobs.durable import DurableJobs
from bot.jobs.parts import JobParts
from bot.slack.gateway import Gateway
from bot.store import jobs, preferences
from bot.store.database import Database
from bot.store.tables import JobRow
from bot.traffic import Traffic
from bot.workspace.driver import LocalWorkspace
from tests.integration.making import a_place, alone
from tests.integration.test_perform import POST


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
    gateway = Gateway(workspace.bot_token, workspace.api_url)
    return JobParts(db, alone(gateway, "U0JORDBRO0REGION"), Chain(()), lambda: datetime.now(UTC))


@contextmanager
def runner(parts: JobParts, pause: float = 1.0) -> Iterator[DurableJobs]:
    working = DurableJobs(parts, "test", workers=2, planning=60.0, resting=pause)
    with ThreadPoolExecutor(1) as elsewhere:  # the browser tests leave an event loop running in this thread
        try:
            elsewhere.submit(working.start).result()
            yield working
        finally:
            elsewhere.submit(working.stop).result()


def ask(parts: JobParts, count: int, prefix: str) -> None:
    with parts.db.write() as tx:
        for index in range(count):
            jobs.add(tx, "deliver", f"{prefix}{index}", POST | {"text": f"{prefix}{index}"}, parts.clock())


def posted(workspace: LocalWorkspace) -> list[str]:
    return sorted(str(call.args["text"]) for call in workspace.calls("chat.postMessage") if call.result.get("ok"))


def ended(parts: JobParts) -> Callable[[], bool]:
    def check() -> bool:
        with parts.db.read() as tx:
            return set(jobs.states(tx)) == {"done"}

    return check


def test_jobs_run_at_start_and_after_a_failure(parts: JobParts, workspace: LocalWorkspace) -> None:
    ask(parts, 3, "before")
    workspace.faults("chat.postMessage", status=429, retry_after=1)

    with runner(parts):
        workspace.wait_until(ended(parts), timeout=15)

    assert posted(workspace) == ["before0", "before1", "before2"]


def test_jobs_run_when_somebody_calls(parts: JobParts, workspace: LocalWorkspace) -> None:
    ask(parts, 1, "before")

    with runner(parts, pause=60.0) as working:
        workspace.wait_until(ended(parts), timeout=15)
        ask(parts, 1, "woken")
        working.wake()
        workspace.wait_until(ended(parts), timeout=15)

    assert posted(workspace) == ["before0", "woken0"]


def test_whoever_waits_for_an_answer_goes_before_jobs(parts: JobParts, workspace: LocalWorkspace) -> None:
    traffic = Traffic(patience=60.0)

    with runner(replace(parts, traffic=traffic)):
        with traffic.answering():
            ask(parts, 3, "later")
            with pytest.raises(TimeoutError):
                workspace.wait_until(lambda: workspace.calls("chat.postMessage"), timeout=1.5)
        workspace.wait_until(ended(parts), timeout=15)

    assert len(workspace.calls("chat.postMessage")) == 3


def test_what_was_asked_while_nobody_ran_is_taken_up(parts: JobParts, workspace: LocalWorkspace) -> None:
    with runner(parts):
        pass
    ask(parts, 2, "between")
    with parts.db.write() as tx:  # one of them was being done when its process was killed
        first = jobs.due(tx, parts.clock())[0]
        jobs.begin(tx, first.id, first.attempt, parts.clock().replace(year=2017))

    with runner(parts):
        workspace.wait_until(ended(parts), timeout=15)

    assert len(workspace.calls("chat.postMessage")) == 2


def test_what_breaks_in_planning_keeps_no_other_job_from_being_done(
    parts: JobParts, workspace: LocalWorkspace, caplog: pytest.LogCaptureFixture
) -> None:
    place = a_place(parts.db)
    with parts.db.write() as tx:  # no form lets this in: whatever is wrong with one row must not silence the bot
        preferences.put(tx, place.viewer.person.id, Preferences(remind_at="kl. 9"))
        tx.execute(delete(JobRow))
    ask(parts, 2, "all the same")

    with runner(parts):
        workspace.wait_until(ended(parts), timeout=15)

    assert len(workspace.calls("chat.postMessage")) == 2
    assert "the job feeder stumbled" in caplog.text
    assert "ValueError at" in caplog.text


def test_what_the_queue_says_is_told_in_our_lines(parts: JobParts) -> None:
    with runner(parts):
        queue = logging.getLogger("dbos")

        assert queue.propagate
        assert [type(handler) for handler in queue.handlers] == [logging.NullHandler]
