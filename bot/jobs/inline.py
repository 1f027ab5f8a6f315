"""Jobs run in the caller's thread when told to: for tests, which wait for what they caused."""

from collections.abc import Callable
from datetime import datetime

from bot.jobs.parts import JobParts
from bot.jobs.perform import perform
from bot.store import jobs


class InlineJobs:
    """Runs what is due when `drain` is called."""

    def __init__(self, parts: JobParts) -> None:
        self._parts = parts

    @property
    def running(self) -> bool:
        """Whoever has these drains them."""
        return True

    def start(self) -> None:
        """Nothing runs by itself."""

    def stop(self) -> None:
        """Nothing runs by itself."""

    def wake(self) -> None:
        """Nothing runs by itself."""

    def drain(self, now: Callable[[], datetime] | None = None) -> int:
        """Run what is due, and what that causes; gives how many jobs were run."""
        clock, count = now or self._parts.clock, 0
        while True:
            with self._parts.db.read() as tx:
                due = jobs.due(tx, clock())
            if not due:
                return count
            for job in due:
                perform(self._parts, job.id, job.attempt)
                count += 1
