"""Bringing payloads to an app: over its socket if one is open, else by HTTP, with Slack's patience and repeats."""

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from bot.workspace.model import App

Json = dict[str, Any]

EVENTS, COMMANDS, INTERACTIVE = "events_api", "slash_commands", "interactive"
SLACK_RETRY_DELAYS = (0.0, 60.0, 300.0)
_KEPT_EVENTS = 1000


@dataclass(frozen=True)
class Envelope:
    """A payload on its way to an app."""

    kind: str
    payload: Json


@dataclass(frozen=True)
class Retry:
    """The number and the reason of a repeat."""

    number: int
    reason: str


@dataclass(frozen=True)
class Ack:
    """What came back: `body` is the response (an object, a text, or None) if `error` is None."""

    body: Any = None
    error: str | None = None
    no_retry: bool = False

    @property
    def ok(self) -> bool:
        """Whether the app took it."""
        return self.error is None


class Route(Protocol):
    """A way to an app."""

    def open_for(self, app: App) -> bool:
        """Whether the app can be reached this way now."""
        ...

    def send(self, app: App, envelope: Envelope, retry: Retry | None, patience: float) -> Ack:
        """Bring it there and wait for the answer."""
        ...


class Deliveries:
    """All deliveries of a workspace.

    Attributes:
        routes: Ways to an app, the first open one is taken.
        patience: Seconds an app has for its answer.
        retry_delays: Seconds before the repeats of an event that was not taken.
        given_up: Events that were not taken at the last of those repeats either, oldest first.
    """

    def __init__(self) -> None:
        self.routes: list[Route] = []
        self.patience = 3.0
        self.retry_delays: tuple[float, ...] = SLACK_RETRY_DELAYS
        self.given_up: list[Json] = []
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._repeaters: list[threading.Thread] = []
        self._events: deque[tuple[App, Envelope]] = deque(maxlen=_KEPT_EVENTS)

    def send(self, app: App, envelope: Envelope, retry: Retry | None = None) -> Ack:
        """Bring a payload to an app once and give its answer."""
        for route in self.routes:
            if route.open_for(app):
                return route.send(app, envelope, retry, self.patience)
        return Ack(error="dispatch_failed")

    def send_event(self, app: App, payload: Json) -> Ack:
        """Bring an event; if it is not taken, repeat it later with the same `event_id`.

        Returns:
            The answer to the first attempt.
        """
        envelope = Envelope(EVENTS, payload)
        with self._lock:
            self._events.append((app, envelope))
        ack = self.send(app, envelope)
        if not ack.ok and not ack.no_retry:
            self.in_background(lambda: self._repeat(app, envelope, _reason(ack)))
        return ack

    def _repeat(self, app: App, envelope: Envelope, reason: str) -> None:
        stop = self._stop
        for number, delay in enumerate(self.retry_delays, 1):
            if stop.wait(delay):
                return
            ack = self.send(app, envelope, Retry(number, reason))
            if ack.ok or ack.no_retry:
                return
            reason = _reason(ack)
        with self._lock:
            self.given_up.append(envelope.payload)

    def in_background(self, work: Callable[[], object]) -> None:
        """Run some delivery in a thread that `stop` waits for."""
        thread = threading.Thread(target=work, name="workspace-repeat", daemon=True)
        with self._lock:
            self._repeaters = [one for one in self._repeaters if one.is_alive()]
            self._repeaters.append(thread)
        thread.start()

    def redeliver(self, event_id: str | None = None) -> Ack:
        """Bring an event a second time, as Slack does when it missed the answer; without an id the last one."""
        with self._lock:
            found = [one for one in self._events if event_id in {None, one[1].payload["event_id"]}]
        if not found:
            return Ack(error="event_not_found")
        return self.send(*found[-1], Retry(1, "http_timeout"))

    def event_ids(self) -> list[str]:
        """Give the ids of the events sent, oldest first."""
        with self._lock:
            return [str(envelope.payload["event_id"]) for _, envelope in self._events]

    def forget(self) -> None:
        """Forget the events sent, and repeat none of them any more."""
        with self._lock:
            self._events.clear()
            self.given_up.clear()
            stop, self._stop = self._stop, threading.Event()
        stop.set()

    def stop(self) -> None:
        """End all repeats."""
        self._stop.set()
        for thread in self._repeaters:
            thread.join(self.patience + 1)


def _reason(ack: Ack) -> str:
    return "http_timeout" if ack.error == "operation_timeout" else "http_error"
