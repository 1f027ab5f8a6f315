"""Who waits for an answer now: jobs, for which nobody sits at a screen, let them go first."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition, Lock
from time import monotonic


class Traffic:
    """How many requests a process is answering.

    Args:
        patience: seconds for which work of jobs lets requests go first, at the longest: whatever the rush, jobs go on.
    """

    def __init__(self, patience: float = 0.5) -> None:
        self._patience = patience
        self._answering = 0
        self._changed = Condition()
        self._gate = Lock()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While this lasts, somebody waits."""
        with self._changed:
            self._answering += 1
        try:
            yield
        finally:
            with self._changed:
                self._answering -= 1
                if not self._answering:
                    self._changed.notify_all()

    def give_way(self) -> float:
        """Wait until nobody waits for an answer, or patience ends; gives the seconds that took.

        One after another: what waited here together does not go on together.
        """
        began = monotonic()
        with self._gate, self._changed:
            self._changed.wait_for(lambda: not self._answering, self._patience)
        return monotonic() - began
