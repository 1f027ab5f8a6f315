"""The clock engines are paused by: seconds that only ever grow."""

import time
from typing import Protocol


class Clock(Protocol):
    """Something that tells seconds; a test moves its own."""

    def now(self) -> float:
        """Seconds since some moment; never less than before."""


class SystemClock:
    """The machine's monotonic clock."""

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()
