"""A Slack that keeps what was posted, forgets nothing, and sometimes answers badly after having taken a message."""

import random
from collections.abc import Callable
from datetime import datetime
from threading import Lock
from typing import Any, NamedTuple


class Posted(NamedTuple):
    """A message as somebody sees it: where, under which id, when (UTC), and its blocks."""

    channel: str
    once: str
    at: datetime
    text: str
    blocks: list[dict[str, Any]]


class Trouble(NamedTuple):
    """What a call is answered: an HTTP status, with `taken` saying whether it was done all the same."""

    status: int
    taken: bool


class Office:
    """The Web API's part of it, without HTTP.

    Args:
        clock: the simulated time.
        rng: decides on trouble.
        trouble: how many of a hundred posts meet some.
    """

    def __init__(self, clock: Callable[[], datetime], rng: random.Random, trouble: int) -> None:
        self._clock, self._rng, self._trouble = clock, rng, trouble
        self._lock = Lock()
        self.posted: list[Posted] = []
        self.repeats = 0  # posts under an id that was known: they made no second message
        self._known: dict[str, int] = {}
        self.coming: list[Trouble] = []  # what the next posts meet, before chance decides

    def meets(self) -> Trouble | None:
        """What goes wrong with the next post, if anything does."""
        with self._lock:
            if self.coming:
                return self.coming.pop(0)
            if self._rng.randrange(100) >= self._trouble:
                return None
            return Trouble(self._rng.choice((429, 500)), self._rng.random() < 0.7)

    def take(self, channel: str, once: str, text: str, blocks: list[dict[str, Any]]) -> str:
        """Post a message once; gives its ts."""
        with self._lock:
            if once in self._known:
                self.repeats += 1
            else:
                self._known[once] = len(self.posted)
                self.posted.append(Posted(channel, once, self._clock(), text, blocks))
            return f"{self._known[once] + 1}.000100"
