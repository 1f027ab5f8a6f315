"""Who may be asked now: rate limits are remembered, and an engine that keeps failing is left alone.

A circuit breaker with three states: closed (asked), open (not asked until a moment), and half open,
when that moment has passed: one caller tries, the others still skip, and its outcome decides.

Where the states live is somebody else's matter: in this process, or in a store that all processes
share. A guard only says what becomes of them.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from bot.domain.engine_state import FIRST_PAUSE, NOTHING, Change, EngineState
from bot.engines.base import BadAnswer, BadCredentials, EngineBroken, EngineError, NotInstalled, RateLimited
from bot.engines.clock import Clock

__all__ = [
    "FAILURES",
    "FIRST_PAUSE",
    "LONGEST_LIMIT",
    "LONGEST_PAUSE",
    "OPERATOR_PAUSE",
    "TRIAL",
    "Guard",
    "OwnStates",
    "States",
]

FAILURES = 3  # in a row, until an engine is left alone
LONGEST_PAUSE = 900.0  # seconds
LONGEST_LIMIT = 86400.0  # whoever says "next year" is asked again tomorrow: once, by one caller
TRIAL = 120.0  # longer than any deadline: a caller that died in its trial blocks nobody for good
TRYING = 5.0  # until those who wait for the outcome of a trial ask again: not all of them every second
OPERATOR_PAUSE = 300.0  # a key or a model may have been put right meanwhile

_KINDS: Mapping[str, type[EngineError]] = MappingProxyType(
    {kind.__name__: kind for kind in (BadCredentials, NotInstalled, EngineBroken, BadAnswer)}
)


Forbids = Callable[[str], EngineError | None]
"""Why an engine must not be asked, whatever else is known of it."""


class States(Protocol):
    """Where what is held against engines is kept."""

    def get(self, engine: str) -> EngineState:
        """The state of an engine, `NOTHING` for one that never failed."""

    def change(self, engine: str, change: Change) -> EngineState:
        """Change a state, nobody else in between; gives what it was before."""


class OwnStates:
    """States that the threads of one process share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: dict[str, EngineState] = {}

    def get(self, engine: str) -> EngineState:
        """The state of an engine."""
        return self._states.get(engine, NOTHING)

    def change(self, engine: str, change: Change) -> EngineState:
        """Change a state under a lock."""
        with self._lock:
            before = self.get(engine)
            self._states[engine] = change(before)
        return before


class Guard:
    """Knows which engines are not to be asked, and until when.

    Args:
        clock: what the moments of the states are read by; where processes share them it must tell the time of day.
        states: where they are kept; in this process by default.
        forbids: a further reason not to ask an engine, looked at before every question.
    """

    def __init__(self, clock: Clock, states: States | None = None, forbids: Forbids | None = None) -> None:
        self._clock = clock
        self._states = states or OwnStates()
        self._forbids = forbids

    def forbidding(self, forbids: Forbids) -> "Guard":
        """A guard that knows what this one knows, and has a reason of its own besides."""
        return Guard(self._clock, self._states, forbids)

    def refusal(self, engine: str) -> EngineError | None:
        """Why the engine is not asked now; None: ask it, and tell `succeeded` or `failed`."""
        forbidden = self._forbids(engine) if self._forbids else None
        if forbidden is not None:
            return forbidden
        state, now = self._states.get(engine), self._clock.now()
        if state.kind and not state.rests(now):  # one may try: who of all of us is decided where the states are kept
            state = self._states.change(engine, lambda known: known.tried(now, TRIAL))
        return _refusal(state, now) if state.rests(now) else None

    def succeeded(self, engine: str) -> None:
        """The engine answered: what was held against it is forgotten, unless it is newer than the question."""
        if self._states.get(engine) == NOTHING:
            return  # by far the most: no change, so nothing to write
        now = self._clock.now()
        self._states.change(engine, lambda known: known if known.closed_until > now else NOTHING)

    def failed(self, engine: str, error: EngineError) -> None:
        """The engine raised; what that means depends on the error. UnsupportedPair means nothing."""
        now = self._clock.now()
        if isinstance(error, RateLimited):
            limit = min(error.retry_after, LONGEST_LIMIT)
            self._states.change(engine, lambda known: _closed(known, error, now, limit))
        elif isinstance(error, BadCredentials):
            self._states.change(engine, lambda known: _closed(known, error, now, OPERATOR_PAUSE))
        elif isinstance(error, EngineBroken):
            self._states.change(engine, lambda known: _broken(known, error, now))
        elif self._states.get(engine).trial_until:
            self._states.change(engine, lambda known: replace(known, trial_until=0.0))


def _broken(known: EngineState, error: EngineError, now: float) -> EngineState:
    if known.kind and known.closed_until > now:
        return known  # asked before it was left alone: ten such calls are one breakdown, not ten
    counted = replace(known, failures=known.failures + 1)
    if known.trial_until <= now and counted.failures < FAILURES:
        return counted
    return replace(_closed(counted, error, now, known.pause), pause=min(known.pause * 2, LONGEST_PAUSE))


def _closed(known: EngineState, error: EngineError, now: float, seconds: float) -> EngineState:
    until = max(known.closed_until, now + seconds)
    return replace(known, kind=type(error).__name__, reason=error.reason, closed_until=until, trial_until=0.0)


def _refusal(state: EngineState, now: float) -> EngineError:
    """The error as the next caller meets it: a rate limit counts down, then it is for the trial to end."""
    if state.kind == RateLimited.__name__:
        left = state.closed_until - now
        return RateLimited(max(left, 1.0) if left > 0 else TRYING, state.reason)
    return _KINDS.get(state.kind, EngineBroken)(state.reason)
