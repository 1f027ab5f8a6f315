"""`python -m tests.benchmarks load`: a steady load from a second process, beside a bare Bolt app in the same run."""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from sqlalchemy import text

from bot.store import jobs
from bot.store.database import Database
from bot.store.tables import Base
from bot.workspace.driver import LocalWorkspace
from tests.benchmarks.apps import BotApp, PingApp, ServedApp
from tests.benchmarks.seed import seed
from tests.benchmarks.sender import Asked, Task
from tests.simulation.postgres import a_database

SPACES, ITEMS = 50, 5_000
LATE = 3000.0  # milliseconds: Slack waits no longer
CLOSED = 8  # people who ask without a pause, where it is measured how much goes through
WARM = 2.0  # seconds before counting
PATIENCE = 600.0  # seconds for the jobs that answers went before
BARE = "bare Bolt app"


class Load(NamedTuple):
    """How much is asked, of what."""

    seconds: float
    rate: float
    store: str  # sqlite or postgres
    processes: int
    bare: bool


class Figures(NamedTuple):
    """What came of one load: memory in MB, for each process at its start and end."""

    name: str
    asked: int
    failed: int
    late: Counter[str]  # by kind
    p50: float
    p99: float
    most: float
    memory: list[tuple[float, float]]
    kinds: dict[str, float]  # the median of each
    cpu: float  # milliseconds of each, with the jobs that were done meanwhile
    rest: tuple[int, float] | None = None  # jobs that were due at the end, and the seconds until they were done


def print_load(load: Load) -> None:
    """Measure, and print."""
    with LocalWorkspace.start() as workspace, tempfile.TemporaryDirectory() as folder, _store(load, folder) as url:
        seed(url, workspace, SPACES, ITEMS)
        _let_count(url)
        found = [_bare(workspace, load)] if load.bare else []
        with _serving([BotApp(workspace, url, Path(folder)) for _ in range(load.processes)]) as apps:
            measured = _measured(f"Jordbro, {load.store} × {load.processes}", apps, load)
            found.append(measured._replace(rest=_caught_up(url)))
    print(f"\n{load.rate:.0f} a second for {load.seconds:.0f} s, from a second process; ms from when each was due")
    print(f"{'':36} {'asked':>7} {'failed':>7} {'> 3 s':>6} {'p50':>8} {'p99':>8} {'max':>8} {'CPU':>6}  memory, MB")
    for one in found:
        grown = ", ".join(f"{start:.0f} → {end:.0f}" for start, end in one.memory)
        times = f"{one.p50:8.1f} {one.p99:8.1f} {one.most:8.1f} {one.cpu:6.1f}"
        print(f"{one.name:36} {one.asked:7} {one.failed:7} {one.late.total():6} {times}  {grown}")
        print(f"{'  p50 of each':36} " + ", ".join(f"{kind} {p50:.1f}" for kind, p50 in sorted(one.kinds.items())))
        if one.late:
            print(f"{'  > 3 s, of each':36} " + ", ".join(f"{kind} {count}" for kind, count in one.late.most_common()))
        if one.rest:
            print(f"  jobs due at the end: {one.rest[0]}, all done {one.rest[1]:.1f} s later")


def print_throughput(seconds: float) -> None:
    """How much goes through one process and through two, on PostgreSQL, in the same run."""
    load = Load(seconds, 0.0, "postgres", 2, bare=False)
    with LocalWorkspace.start() as workspace, tempfile.TemporaryDirectory() as folder, _store(load, folder) as url:
        seed(url, workspace, SPACES, ITEMS)
        _let_count(url)
        with _serving([BotApp(workspace, url, Path(folder)) for _ in range(2)]) as apps:
            through = {count: _through(apps[:count], seconds) for count in (1, 2)}
    print(f"\nas much as goes through, PostgreSQL: one process {through[1]:.0f} a second, two {through[2]:.0f}")
    print(f"{'two processes : one':36} {through[2] / through[1]:7.2f} ×")


@contextmanager
def _store(load: Load, folder: str) -> Iterator[str]:
    if load.store == "sqlite":
        yield f"sqlite:///{Path(folder) / 'store.sqlite3'}"
        return
    with a_database() as url:
        yield url


def _let_count(url: str) -> None:
    """Rows were written with their ids: PostgreSQL is told where to go on."""
    db = Database(url)
    if not db.is_embedded:
        with db.engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                if "id" in table.columns and table.columns["id"].autoincrement and table.columns["id"].primary_key:
                    last = f"(SELECT coalesce(max(id), 0) + 1 FROM {table.name})"  # noqa: S608  a table of ours
                    connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), {last})"))
    db.close()


@contextmanager
def _serving(apps: Sequence[ServedApp]) -> Iterator[Sequence[ServedApp]]:
    with ExitStack() as stack:
        for app in apps:
            app.start()
            stack.callback(app.stop)
        yield apps


def _bare(workspace: LocalWorkspace, load: Load) -> Figures:
    with _serving([PingApp(workspace, fast=True)]) as apps:
        return _measured(BARE, apps, load)


def _measured(name: str, apps: Sequence[ServedApp], load: Load) -> Figures:
    _sent(_task(apps, WARM, load.rate, seed=1))
    before, worked = [app.memory() for app in apps], sum(app.worked() for app in apps)
    found, _ = _sent(_task(apps, load.seconds, load.rate, seed=2))
    times = [one.taken for one in found]
    cuts = quantiles(times, n=100)
    late, failed = Counter(one.kind for one in found if one.taken > LATE), sum(not one.is_ok for one in found)
    kinds = {kind: median(one.taken for one in found if one.kind == kind) for kind in {one.kind for one in found}}
    memory = list(zip(before, [app.memory() for app in apps], strict=True))
    cpu = (sum(app.worked() for app in apps) - worked) / len(found) * 1000
    return Figures(name, len(found), failed, late, cuts[49], cuts[98], max(times), memory, kinds, cpu)


def _caught_up(url: str) -> tuple[int, float]:
    """How many jobs are due, and the seconds until none is."""
    began, left = time.monotonic(), _due(url)
    while _due(url) and time.monotonic() - began < PATIENCE:
        time.sleep(0.2)
    return left, time.monotonic() - began


def _due(url: str) -> int:
    db = Database(url)
    with db.read() as tx:
        found = jobs.queue(tx, datetime.now(UTC))
    db.close()
    return found.due


def _through(apps: Sequence[ServedApp], seconds: float) -> float:
    """Answers a second."""
    _sent(_task(apps, WARM, 0.0, seed=3))
    found, taken = _sent(_task(apps, seconds, 0.0, seed=4))
    return sum(one.is_ok for one in found) / taken


def _task(apps: Sequence[ServedApp], seconds: float, rate: float, seed: int) -> Task:
    task = Task([app.url for app in apps], apps[0].workspace.signing_secret, ITEMS // SPACES, seconds, rate, seed=seed)
    return task if rate else task._replace(threads=CLOSED)


def _sent(task: Task) -> tuple[list[Asked], float]:
    """Let a process of its own ask."""
    command = [sys.executable, "-m", "tests.benchmarks.sender"]
    done = subprocess.run(command, input=json.dumps(task._asdict()).encode(), capture_output=True, check=True)
    told = json.loads(done.stdout)
    return [Asked(*one) for one in told["found"]], float(told["seconds"])
