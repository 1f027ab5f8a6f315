"""What the log and the figures hear of each attempt at a job; its lines carry the id of what it was asked for by."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import perf_counter

from bot import log
from bot.metrics import counts
from bot.store.jobs import EVENT, Job

logger = log.get(__name__)


class Outcome:
    """How it went, in one of a few words; `no_store` until somebody says better."""

    def __init__(self) -> None:
        self.word = "no_store"


@contextmanager
def observed(job: Job, clock: Callable[[], datetime]) -> Iterator[Outcome]:
    """Give all lines about an attempt the job and its event; when it is over, tell and count it."""
    outcome, began = Outcome(), perf_counter()
    with log.about(event_id=str(job.args.get(EVENT, "")), job=job.id, kind=job.kind, attempt=job.attempt):
        try:
            yield outcome
        finally:
            seconds = perf_counter() - began
            logger.info("job ended", outcome=outcome.word, ms=round(seconds * 1000, 1))
            counts().jobs.labels(job.kind, outcome.word).inc()
            counts().job_seconds.labels(job.kind).observe(seconds)
    if outcome.word == "done":
        counts().job_latency.labels(job.kind).observe(max((clock() - job.asked_at).total_seconds(), 0.0))
