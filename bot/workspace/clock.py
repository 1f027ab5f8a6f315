"""Where the workspace gets the time from, so that a test can let thirty minutes pass at once."""

import time
from collections.abc import Callable

Clock = Callable[[], float]

real_clock: Clock = time.time


class ManualClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: float = 1_490_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        """Give the time in seconds since 1970."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass.

        Args:
            seconds: How far to move; never backwards.

        Raises:
            ValueError: If `seconds` is negative.
        """
        if seconds < 0:
            raise ValueError("time does not run backwards")
        self.now += seconds
