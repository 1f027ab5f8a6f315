"""Who may be asked now: rate limits are remembered, and an engine that keeps failing is left alone.

A circuit breaker with three states: closed (asked), open (not asked until a moment), and half open,
when that moment has passed: one caller tries, the others still skip, and its outcome decides.
"""

import threading
from dataclasses import dataclass

from bot.engines.base import BadCredentials, EngineBroken, EngineError, RateLimited
from bot.engines.clock import Clock

FAILURES = 3  # in a row, until an engine is left alone
FIRST_PAUSE = 30.0  # seconds; doubled each time the trial fails
LONGEST_PAUSE = 900.0
TRIAL = 120.0  # longer than any deadline: a caller that died in its trial blocks nobody for good
OPERATOR_PAUSE = 300.0  # a key or a model may have been put right meanwhile


@dataclass(slots=True)
class _State:
    failures: int = 0
    pause: float = FIRST_PAUSE
    closed_until: float = 0.0
    trial_until: float = 0.0
    error: EngineError | None = None


class Guard:
    """Remembers, for all threads, which engines are not to be asked and until when."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._states: dict[str, _State] = {}

    def refusal(self, engine: str) -> EngineError | None:
        """Why the engine is not asked now; None: ask it, and tell `succeeded` or `failed`."""
        with self._lock:
            state = self._states.setdefault(engine, _State())
            if state.error is None:
                return None
            now = self._clock.now()
            if max(state.closed_until, state.trial_until) > now:
                return _again(state.error, max(state.closed_until - now, 1.0))
            state.trial_until = now + TRIAL
            return None

    def succeeded(self, engine: str) -> None:
        """The engine answered: what was held against it is forgotten, unless it is newer than the question."""
        with self._lock:
            if self._states.setdefault(engine, _State()).closed_until <= self._clock.now():
                self._states[engine] = _State()

    def failed(self, engine: str, error: EngineError) -> None:
        """The engine raised; what that means depends on the error. UnsupportedPair means nothing."""
        with self._lock:
            state = self._states.setdefault(engine, _State())
            trial, state.trial_until = state.trial_until > self._clock.now(), 0.0
            if isinstance(error, RateLimited):
                self._close(state, error, error.retry_after)
            elif isinstance(error, BadCredentials):
                self._close(state, error, OPERATOR_PAUSE)
            elif isinstance(error, EngineBroken):
                state.failures += 1
                if trial or state.failures >= FAILURES:
                    self._close(state, error, state.pause)
                    state.pause = min(state.pause * 2, LONGEST_PAUSE)

    def _close(self, state: _State, error: EngineError, seconds: float) -> None:
        state.error = error
        state.closed_until = max(state.closed_until, self._clock.now() + seconds)


def _again(error: EngineError, seconds: float) -> EngineError:
    """The error as the next caller meets it: a rate limit counts down."""
    return RateLimited(seconds, error.reason) if isinstance(error, RateLimited) else error
