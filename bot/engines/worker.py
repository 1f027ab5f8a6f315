"""A process of its own for code that must not hold the bot up: it can be killed when time is over.

The neural models are such code: they keep the interpreter to themselves while they translate, may be
used by one thread only, and cannot be interrupted. A thread would help with none of the three.
"""

import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from bot.engines.base import EngineBroken

_START = 60.0  # seconds for a new process to import what it needs, on a slow machine


class Worker:
    """One process that answers one request after the other; started by the first, and again after a death.

    `serve` runs in the process: it sends one word when it is ready, and then a reply to each request.
    It and its arguments are pickled, so it stands at the top of a module.
    """

    def __init__(self, serve: Callable[..., None], *arguments: object) -> None:
        self._serve = serve
        self._arguments = arguments
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def ask(self, request: object, seconds: float) -> Any:  # noqa: ANN401  what the process answers
        """The reply to a request.

        Raises:
            EngineBroken: none in time, or the process died; the next request starts a new one.
        """
        asked = time.monotonic()
        if not self._lock.acquire(timeout=seconds):
            raise EngineBroken("busy", passing=True)
        left = seconds - (time.monotonic() - asked)
        try:
            connection = self._connected()
            connection.send(request)
            if not connection.poll(max(0.0, left)):
                self._end()
                raise EngineBroken("no answer in time", passing=True)
            return connection.recv()
        except (EOFError, OSError):
            self._end()
            raise EngineBroken("the process ended", passing=True) from None
        finally:
            self._lock.release()

    def _connected(self) -> Connection:
        """The connection to a process that is ready. Starting it is not counted against the request."""
        if self._connection is not None:
            return self._connection
        context = multiprocessing.get_context("spawn")  # a fork would inherit locks other threads hold
        ours, theirs = context.Pipe()
        self._process = context.Process(target=self._serve, args=(theirs, *self._arguments), daemon=True)
        self._process.start()
        theirs.close()
        self._connection = ours
        if not ours.poll(_START):
            raise EOFError
        ours.recv()
        return ours

    def _end(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def close(self) -> None:
        """Kill the process, after the request it is at."""
        with self._lock:
            self._end()
