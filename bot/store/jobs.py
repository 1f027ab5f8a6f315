"""Bookkeeping of durable work: committed with its cause, found again after a crash."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Insert, and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from bot.log import current_event
from bot.store.database import Tx
from bot.store.tables import JobRow

LEASE = timedelta(minutes=2)
"""A job that began longer ago than this and has not ended lost its process."""


ANSWERS = ("deliver",)
"""Kinds of jobs that bring somebody the answer to what they asked."""

EVENT = "event_id"
"""The argument of a job that says which delivery of Slack it was asked for by."""


class Job(NamedTuple):
    """One piece of work. `attempt` tells a repeated run from the one before."""

    id: int
    kind: str
    key: str
    args: Mapping[str, Any]
    attempt: int
    failures: int
    begun: bool  # by a process that seems to be gone
    asked_at: datetime


class Queue(NamedTuple):
    """What there is to do: jobs by state, how many are due, and how many seconds the oldest of those has waited."""

    states: Mapping[str, int]
    due: int
    oldest: float


def add(tx: Tx, kind: str, key: str, args: Mapping[str, Any], now: datetime, run_after: datetime | None = None) -> None:
    """Ask for work. One that waits under the same key is enough for all that was asked meanwhile."""
    values = {
        "kind": kind,
        "key": f"{kind}:{key}",
        "args": _with_event(args),
        "state": "waiting",
        "attempt": 1,
        "failures": 0,
        "run_after": run_after or now,
        "created_at": now,
    }
    tx.execute(_added(tx.get_bind().dialect.name), values)


def _with_event(args: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments with the id of what is being handled: the lines of the log about both carry it."""
    event = current_event()
    return dict(args) if not event or EVENT in args else {**args, EVENT: event}


@cache  # building a statement takes longer than running it
def _added(dialect: str) -> Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(JobRow).on_conflict_do_nothing()


def hasten(tx: Tx, kind: str, key: str, args: Mapping[str, Any], now: datetime) -> None:
    """Ask for work that need not wait any longer, even where the same work was put off."""
    add(tx, kind, key, args, now)
    waiting = (JobRow.key == f"{kind}:{key}", JobRow.state == "waiting", JobRow.run_after > now)
    tx.execute(update(JobRow).where(*waiting).values(run_after=now))


def ensure(tx: Tx, kind: str, key: str, args: Mapping[str, Any], now: datetime, pause: timedelta = timedelta()) -> None:
    """Ask for work unless it waits, is being done, was given up, or was asked for less than a pause ago."""
    recent = or_(JobRow.state != "done", JobRow.created_at > now - pause)
    if tx.scalar(select(JobRow.id).where(JobRow.key == f"{kind}:{key}", recent).limit(1)) is None:
        add(tx, kind, key, args, now)


def due(tx: Tx, now: datetime, limit: int = 500, kinds: Collection[str] = ()) -> tuple[Job, ...]:
    """Work to be done now, oldest first: not begun, or begun by a process that is gone; of some `kinds` or of all."""
    orphaned = and_(JobRow.state == "begun", JobRow.begun_at < now - LEASE)
    waiting = and_(JobRow.state == "waiting", JobRow.run_after <= now)
    wanted = select(JobRow).where(or_(waiting, orphaned)).order_by(JobRow.id).limit(limit)
    return tuple(_job(row) for row in tx.scalars(wanted.where(JobRow.kind.in_(kinds)) if kinds else wanted))


def next_ones(tx: Tx, now: datetime, count: int) -> tuple[Job, ...]:
    """What to do next: as many answers that somebody at a screen waits for, and as much of what was asked for first.

    So no rush of the ones keeps the others waiting for ever.
    """
    found = (*due(tx, now, count, ANSWERS), *due(tx, now, count))
    return tuple({job.id: job for job in found}.values())


def begin(tx: Tx, job_id: int, attempt: int, now: datetime) -> Job | None:
    """Take a job. None when it is done, in other hands, or the same thing is being done right now."""
    row = tx.get(JobRow, job_id, with_for_update=True)
    if row is None or row.attempt != attempt or row.state in {"done", "failed"}:
        return None
    same = select(JobRow.id).where(
        JobRow.key == row.key, JobRow.id != job_id, JobRow.state == "begun", JobRow.begun_at >= now - LEASE
    )
    if tx.scalar(same.limit(1)) is not None:
        row.run_after = now + timedelta(seconds=1)
        row.attempt += 1
        return None
    row.state, row.begun_at = "begun", now
    tx.flush()
    return _job(row)


def renew(tx: Tx, job_id: int, attempt: int, now: datetime) -> None:
    """Say that a job is still being done: its process is not gone."""
    mine = (JobRow.id == job_id, JobRow.attempt == attempt, JobRow.state == "begun")
    tx.execute(update(JobRow).where(*mine).values(begun_at=now))


def set_args(tx: Tx, job_id: int, args: Mapping[str, Any]) -> None:
    """What a later attempt is to know of this one."""
    tx.execute(update(JobRow).where(JobRow.id == job_id).values(args=dict(args)))


def finish(tx: Tx, job_id: int) -> None:
    """The work is done."""
    tx.execute(update(JobRow).where(JobRow.id == job_id).values(state="done", failure=None))


def retry(tx: Tx, job_id: int, run_after: datetime, failure: str, *, unforeseen: bool = False) -> None:
    """The work could not be done now; try again later. A newer job with the same key takes it over."""
    again = {"state": "waiting", "run_after": run_after, "failure": failure, "begun_at": None}
    counts = {"attempt": JobRow.attempt + 1, "failures": JobRow.failures + int(unforeseen)}
    job = update(JobRow).where(JobRow.id == job_id)
    try:
        with tx.begin_nested():  # the newer one may come at this very moment, in another process
            tx.execute(job.values(**counts, **again))
    except IntegrityError:
        tx.execute(job.values(state="done", failure="superseded"))


def fail(tx: Tx, job_id: int, failure: str) -> None:
    """The work cannot be done: kept to be looked at, not tried again."""
    tx.execute(update(JobRow).where(JobRow.id == job_id).values(state="failed", failure=failure))


def release(tx: Tx) -> int:
    """At the start of the only process: what had begun is nobody's now; gives how many."""
    rows = tx.scalars(select(JobRow).where(JobRow.state == "begun")).all()
    for row in rows:
        retry(tx, row.id, row.run_after, "interrupted")
    return len(rows)


def forget_done(tx: Tx, before: datetime) -> None:
    """Remove what was done long ago."""
    tx.execute(delete(JobRow).where(JobRow.state == "done", JobRow.created_at < before))


def queue(tx: Tx, now: datetime) -> Queue:
    """What there is to do now."""
    due = (JobRow.state == "waiting", JobRow.run_after <= now)
    count, oldest = tx.execute(select(func.count(), func.min(JobRow.run_after)).where(*due)).one()
    return Queue(states(tx), count, max((now - oldest).total_seconds(), 0.0) if oldest else 0.0)


def states(tx: Tx) -> Mapping[str, int]:
    """How many jobs are in which state."""
    counted = select(JobRow.state, func.count()).group_by(JobRow.state)
    return {row[0]: row[1] for row in tx.execute(counted)}


def _job(row: JobRow) -> Job:
    return Job(
        row.id,
        row.kind,
        row.key,
        cast("Mapping[str, Any]", row.args),
        row.attempt,
        row.failures,
        row.state == "begun",
        row.created_at,
    )
