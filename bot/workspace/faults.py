"""Trouble on demand: rate limits, refusals and slowness of the Web API, and a record of the calls received."""

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

_KEPT_CALLS = 10_000


@dataclass
class Fault:
    """What the next calls of a method meet.

    Args:
        method: A Web API method, or `*` for all.
        status: The HTTP status, such as 429 or 500; None for an answer `ok: false`.
        error: The error code of the answer.
        retry_after: Seconds for the header `Retry-After`.
        times: How many calls are hit.
        delay_s: Seconds before the answer.
        after_effect: Do what was asked, at once, then delay and answer the error all the same.
        cut: End the connection instead of answering.
    """

    method: str
    status: int | None = None
    error: str | None = None
    retry_after: int | None = None
    times: int = 1
    delay_s: float = 0.0
    after_effect: bool = False
    cut: bool = False

    @property
    def refuses(self) -> bool:
        """Whether the call is answered otherwise than it would be, and not only late."""
        return bool(self.error or self.status or self.cut)


@dataclass(frozen=True)
class Call:
    """One Web API call as it was received and answered; `token_type` is bot, app, none or unknown."""

    method: str
    args: Json
    token_type: str
    at: float
    result: Json = field(hash=False)

    def as_json(self) -> Json:
        """Give it as the control API shows it."""
        return {"method": self.method, "args": self.args, "token_type": self.token_type, "at": self.at,
                "result": self.result}  # fmt: skip


class Faults:
    """The faults that wait for a call, and the calls that came."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._calls: deque[Call] = deque(maxlen=_KEPT_CALLS)
        self.slow_s = 0.0

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its method."""
        with self._lock:
            self._waiting.append(fault)

    def take(self, method: str) -> Fault | None:
        """Give the fault that hits this call, counting it, or None."""
        with self._lock:
            for fault in self._waiting:
                if fault.times > 0 and fault.method in {method, "*"}:
                    fault.times -= 1
                    return fault
        return None

    def record(self, call: Call) -> None:
        """Keep a call."""
        with self._lock:
            self._calls.append(call)

    def calls(self, method: str | None = None) -> list[Call]:
        """Give the calls received, oldest first, all or of one method."""
        with self._lock:
            return [call for call in self._calls if method in {None, call.method}]

    def clear(self) -> None:
        """Forget faults and calls."""
        with self._lock:
            self._waiting.clear()
            self._calls.clear()
            self.slow_s = 0.0
