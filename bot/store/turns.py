"""One at a time with a key, among the threads of a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from threading import Condition


class Turns:
    """Who has a key now; whoever wants the same one waits."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._given_back = Condition()

    @contextmanager
    def of(self, key: str, patience: float) -> Iterator[bool]:
        """Have a key until the end; False, and not had, where somebody else had it for `patience` seconds."""
        with self._given_back:
            is_mine = self._given_back.wait_for(lambda: key not in self._taken, patience)
            if is_mine:
                self._taken.add(key)
        try:
            yield is_mine
        finally:
            if is_mine:
                with self._given_back:
                    self._taken.discard(key)
                    self._given_back.notify_all()


def number_of(key: str) -> int:
    """A key as the number by which PostgreSQL locks it: 64 bits, with a sign."""
    return int.from_bytes(sha256(key.encode("utf-8", errors="replace")).digest()[:8], signed=True)
