"""A bot's jobs in a process of their own, by a clock that stands in a file."""

import os
import signal
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot import i18n
from bot.engines.chain import Chain
from bot.jobs.durable import DurableJobs
from bot.jobs.parts import JobParts
from bot.slack.gateway import Gateway
from bot.slack.gateways import Lone
from bot.store.database import Database

PLANNING = 0.1  # seconds: the simulated clock runs faster than the wall's


class FileClock:
    """The time as it stands in a file, in seconds since 1970."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self) -> datetime:
        """The time."""
        return datetime.fromtimestamp(float(self._path.read_text()), UTC)

    def set(self, now: datetime) -> None:
        """Move it; who reads it meanwhile reads the old or the new time."""
        beside = self._path.with_suffix(".new")
        beside.write_text(str(now.timestamp()))
        beside.replace(self._path)


def main(store: str, slack: str, clock: str, name: str) -> None:
    """Plan and send until killed."""
    i18n.load()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    gateway = Gateway("xoxb-simulated", slack)
    me = gateway.who_am_i()
    parts = JobParts(Database(store), Lone(gateway, me), Chain([]), FileClock(Path(clock)), pictures=False)
    jobs = DurableJobs(parts, name, planning=PLANNING)
    jobs.start()
    print(f"{name} {os.getpid()} is at work", flush=True)
    stop.wait()
    jobs.stop()


def begin(arguments: Sequence[str]) -> None:
    """As the main program of a process."""
    main(*arguments)
