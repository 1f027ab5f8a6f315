"""`python -m tests.benchmarks.sender`: asks servers from a process of its own, as it is told on standard input.

With a rate it keeps to a plan whatever the answers do: what comes late is counted from when it should have been
asked (else a server that stands still would be asked nothing meanwhile, and look well). Without one, each of some
people asks the next when they have their answer: so much goes through.
"""

import json
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from itertools import count, takewhile
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from tests.benchmarks.mixed import Ask, asks, headers

THREADS = 64
LONGEST = 30.0  # seconds for one answer: what takes longer counts as that long
OK = 200
KEPT = (b"Gemt som referat", b"pong")
"""What is said of a note that is kept, and by an app that keeps nothing: an apology is no answer."""


class Task(NamedTuple):
    """What is to be asked of whom."""

    urls: list[str]
    secret: str
    items: int
    seconds: float
    rate: float = 0.0  # a second; 0 as fast as it goes
    threads: int = THREADS
    seed: int = 1


class Asked(NamedTuple):
    """One answer: its kind, the milliseconds until it came, and whether it was one."""

    kind: str
    taken: float
    is_ok: bool


class Sender:
    """Some threads, each with a connection of its own to each server."""

    def __init__(self, task: Task) -> None:
        self._task, self._lock = task, threading.Lock()
        self._plan: Iterator[tuple[int, Ask]] = self._planned()
        self.found: list[Asked] = []

    def run(self) -> float:
        """Ask everything; gives the seconds that took."""
        self._began = time.perf_counter() + 0.2
        threads = [threading.Thread(target=self._work, args=(index,)) for index in range(self._task.threads)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - self._began

    def _planned(self) -> Iterator[tuple[int, Ask]]:
        numbered = zip(count(), asks(self._task.items, self._task.seed), strict=False)
        most = self._task.rate * self._task.seconds
        return takewhile(lambda one: not self._task.rate or one[0] < most, numbered)

    def _next(self) -> tuple[float, Ask] | None:
        """What to ask, and when."""
        with self._lock:
            one = next(self._plan, None)
        if one is None:
            return None
        now = time.perf_counter()
        at = self._began + one[0] / self._task.rate if self._task.rate else max(now, self._began)
        if not self._task.rate and now > self._began + self._task.seconds:
            return None
        return at, one[1]

    def _work(self, index: int) -> None:
        url = urlsplit(self._task.urls[index % len(self._task.urls)])
        connection = HTTPConnection(str(url.hostname), url.port, timeout=LONGEST)
        while (one := self._next()) is not None:
            at, ask = one
            time.sleep(max(at - time.perf_counter(), 0.0))
            is_ok = self._ask(connection, url.path, ask)
            self.found.append(Asked(ask.kind, (time.perf_counter() - at) * 1000, is_ok))
        connection.close()

    def _ask(self, connection: HTTPConnection, path: str, ask: Ask) -> bool:
        try:
            connection.request("POST", path, ask.body, headers(self._task.secret, ask.body))
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, HTTPException):
            connection.close()
            return False
        return answer.status == OK and (ask.kind != "/note" or any(words in said for words in KEPT))


def main() -> None:
    """Do a task, and write what came of it as JSON."""
    told: dict[str, Any] = json.load(sys.stdin)
    sender = Sender(Task(**told))
    seconds = sender.run()
    json.dump({"seconds": seconds, "found": sender.found}, sys.stdout)


if __name__ == "__main__":
    main()
