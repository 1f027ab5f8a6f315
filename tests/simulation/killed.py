"""The same cooperation with the bot in two processes on PostgreSQL, each of which may be killed at any moment."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import i18n
from bot.jobs.sweep import look_who_is_there
from bot.services.plan_mailings import due_mailings
from bot.store import mailings
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import ChannelRow, JobRow, MemberRow, PersonRow
from tests.processes import Around, Forked, started
from tests.simulation import worker
from tests.simulation.http_office import HttpOffice
from tests.simulation.inline import TROUBLE
from tests.simulation.office import Office
from tests.simulation.play import EVENING, Played, Scale, play
from tests.simulation.worker import FileClock

ROOT = Path(__file__).parents[2]
CREEP = timedelta(seconds=4)  # how far the clock moves while somebody waits for work to be done
PATIENCE = 120.0  # seconds for the work of one instant


class Workers:
    """Two processes, killed and started again."""

    def __init__(self, store: str, slack: str, folder: Path) -> None:
        self._arguments = [store, slack, str(folder / "clock")]
        self._log = folder / "workers.log"
        self._processes = [self._started(number) for number in range(2)]
        self.kills = 0
        self._lock, self._over = threading.Lock(), False

    def _started(self, number: int) -> Forked:
        around = Around(os.environ, ROOT, self._log, self._log)
        return started(worker.begin, [*self._arguments, f"worker-{number}"], around)

    def wait(self) -> None:
        """Wait until both are at work.

        Raises:
            TimeoutError: one of them is not; what they said.
        """
        until = time.monotonic() + PATIENCE
        while not self._are_at_work():
            if time.monotonic() > until:
                raise TimeoutError(f"a process does not begin: {self._said()[-2000:]}")
            time.sleep(0.02)

    def _are_at_work(self) -> bool:
        with self._lock:  # one that is killed meanwhile never says so: the next one does
            names = [process.pid for process in self._processes]
        said = self._said()
        return all(f" {name} is at work" in said for name in names)

    def _said(self) -> str:
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    def kill(self, number: int) -> None:
        """Kill one without a word, and start it again; nothing where all is over."""
        with self._lock:
            if self._over:
                return
            self._processes[number].kill()
            self._processes[number].wait(timeout=30)
            self.kills += 1
            self._processes[number] = self._started(number)

    def stop(self) -> None:
        """End both."""
        with self._lock:
            self._over = True
        for process in self._processes:
            process.send_signal(signal.SIGTERM)
        for process in self._processes:
            process.wait(timeout=30)


class Killer:
    """Lets the bot do what is due at an instant, and kills one of its processes in the middle of it, now and then."""

    def __init__(self, db: Database, clock: FileClock, workers: Workers, rng: random.Random, *, kills: int) -> None:
        self._db, self._clock, self._workers, self._rng, self._kills = db, clock, workers, rng, kills
        self.chance = 1.0

    def run(self, now: datetime) -> None:
        """Wait until everything that is due has been sent.

        In the last hour Slack is asked who is where, as in every hour of a clock that goes slower: people act next.
        """
        self._workers.wait()  # a kill is to meet a process that works
        self._clock.set(now)
        if now.hour == EVENING - 1:
            look_who_is_there(self._db, now)
        if not self._unsettled(now):
            return
        if self._kills > 0 and self._rng.random() < self.chance:
            self._kills -= 1
            moment, number = self._rng.random() * 0.6, self._rng.randrange(2)
            threading.Timer(moment, self._workers.kill, [number]).start()
        until = time.monotonic() + PATIENCE
        while self._unsettled(now):
            if time.monotonic() > until:
                raise TimeoutError(f"work of {now} is not done: {self._unsettled(now)}")
            time.sleep(0.03)
            now += CREEP  # what is tried again later, and the leases of the killed, wait for the clock
            self._clock.set(now)

    def _unsettled(self, now: datetime) -> list[object]:
        """What is due or begun, and what Slack has to tell first of who is where."""
        due, ended = due_mailings(self._db, now=now), ("done", "failed")
        with self._db.read() as tx:
            hidden = tx.query(ChannelRow.id).where(ChannelRow.is_known.is_(False)).all()
            asked = tx.query(JobRow.id).where(JobRow.kind == "members", JobRow.state.not_in(ended)).all()
            return [*due, *mailings.waiting(tx), *hidden, *asked]


@contextmanager
def lived(
    store: str, folder: Path, scale: Scale, kills: int, told: Callable[[str], None], chance: float = 1.0
) -> Iterator[tuple[Played, Office, Workers]]:
    """A cooperation lived through with two processes on an empty PostgreSQL database."""
    i18n.load()
    clock = FileClock(folder / "clock")
    clock.set(datetime(2000, 1, 1, tzinfo=UTC))
    office = Office(clock, random.Random(scale.seed + 1), TROUBLE)
    with closing(Database(store)) as db:
        migrate(db)
        with closing(HttpOffice(office, lambda: _members(db))) as http:
            workers = Workers(store, http.url, folder)
            try:
                killer = Killer(db, clock, workers, random.Random(scale.seed + 2), kills=kills)
                killer.chance = chance
                yield play(db, scale, killer.run, told), office, workers
            finally:
                workers.stop()


def _members(db: Database) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with db.read() as tx:
        rows = (
            tx.query(ChannelRow.channel_id, PersonRow.user_id)
            .join(MemberRow, MemberRow.channel_id == ChannelRow.id)
            .join(PersonRow, PersonRow.id == MemberRow.person_id)
        )
        for channel_id, user_id in rows:
            found.setdefault(channel_id, []).append(user_id)
    return found
