"""One run of a job, from taking it to writing down how it went."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Event, Thread

from bot import log
from bot.domain.errors import NotFound
from bot.jobs import KINDS
from bot.jobs.observing import observed
from bot.jobs.parts import JobParts, Later
from bot.slack.gateway import TOKEN_EXPIRED, SlackLater, SlackRefused
from bot.store import jobs
from bot.store.database import DatabaseUnavailable
from bot.store.jobs import Job

logger = log.get(__name__)

FIRST_PAUSE = 2.0  # seconds
LONGEST_PAUSE = 600.0
MOST_FAILURES = 8  # of one that broke for a reason nobody foresaw


def perform(parts: JobParts, job_id: int, attempt: int) -> None:
    """Run a job unless somebody else did, does, or another attempt has taken its place.

    Raises:
        DatabaseUnavailable: the bookkeeping cannot be reached; whoever called tries again.
    """
    now = parts.clock()
    with parts.db.write() as tx:
        job = jobs.begin(tx, job_id, attempt, now)
    if job is None:
        return
    with observed(job, parts.clock) as outcome:
        outcome.word = _performed(parts, job, now)


def _performed(parts: JobParts, job: Job, now: datetime) -> str:
    """Run a job and write down how it went; gives that in a word."""
    try:
        with _alive(parts, job):
            KINDS[job.kind](replace(parts, job_id=job.id, asked_at=job.asked_at), job.args)
    except (Later, SlackLater) as problem:
        _retry(parts, job, str(problem), problem.after, now)
        _renew_tokens(parts, str(problem), now)
        return "later"
    except DatabaseUnavailable:
        raise
    except (NotFound, SlackRefused) as problem:
        _fail(parts, job, f"{type(problem).__name__}: {problem}")
        return "refused"
    except Exception as problem:  # noqa: BLE001  the job runner is one of the two places that catch everything
        logger.error("a job broke", why=log.where(problem))  # noqa: TRY400  the way to it may hold people's words
        if job.failures + 1 >= MOST_FAILURES:
            _fail(parts, job, type(problem).__name__)
        else:
            _retry(parts, job, type(problem).__name__, None, now, unforeseen=True)
        return "broke"
    with parts.db.write() as tx:
        jobs.finish(tx, job.id)
    return "done"


@contextmanager
def _alive(parts: JobParts, job: Job) -> Iterator[None]:
    """While a job runs, say now and then that it does: nobody else begins it, and pays for the same again."""
    done = Event()

    def pulse() -> None:
        while not done.wait(parts.pulse):
            try:
                with parts.db.write() as tx:
                    jobs.renew(tx, job.id, job.attempt, parts.clock())
            except DatabaseUnavailable:
                continue  # it has some more pulses before it counts as lost

    heart = Thread(target=pulse, name=f"job {job.id}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        done.set()
        heart.join()


def _retry(
    parts: JobParts, job: Job, reason: str, after: float | None, now: datetime, *, unforeseen: bool = False
) -> None:
    doublings = min(job.attempt - 1, 10)  # ten are more than the longest pause
    pause = after if after is not None else min(FIRST_PAUSE * 2**doublings, LONGEST_PAUSE)
    with parts.db.write() as tx:
        jobs.retry(tx, job.id, now + timedelta(seconds=pause), reason, unforeseen=unforeseen)


def _renew_tokens(parts: JobParts, reason: str, now: datetime) -> None:
    """A token has ended although it is renewed in time: we were not there for hours. It is renewed at once."""
    if reason == TOKEN_EXPIRED and parts.oauth is not None:
        with parts.db.write() as tx:
            jobs.add(tx, "tokens", "expired", {}, now)


def _fail(parts: JobParts, job: Job, reason: str) -> None:
    logger.warning("a job was given up", why=reason)
    with parts.db.write() as tx:
        jobs.fail(tx, job.id, reason)
