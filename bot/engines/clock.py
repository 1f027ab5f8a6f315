"""The clocks that engines are timed and paused by."""

import time
from typing import Protocol


class Clock(Protocol):
    """Something that tells seconds; a test moves its own."""

    def now(self) -> float:
        """Seconds since some moment."""


class SystemClock:
    """The machine's monotonic clock: what is measured by it never runs backwards, but means nothing elsewhere."""

    def now(self) -> float:
        """Seconds since some moment; never less than before."""
        return time.monotonic()


class WallClock:
    """The time of day: the one that several processes have in common."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()
