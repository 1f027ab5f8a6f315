"""What is held against an engine: how often it failed, until when it rests, and why."""

from collections.abc import Callable
from dataclasses import dataclass, replace

FIRST_PAUSE = 30.0  # seconds; doubled each time the trial fails


@dataclass(frozen=True, slots=True)
class EngineState:
    """One engine as its guards know it; a new one has nothing against it.

    Moments are seconds of the guard's clock. `kind` is the name of the error's type, `reason` what may be shown of it.
    """

    failures: int = 0
    pause: float = FIRST_PAUSE  # of the next rest, seconds
    closed_until: float = 0.0
    trial_until: float = 0.0
    kind: str = ""
    reason: str = ""

    def rests(self, now: float) -> bool:
        """Whether the engine is not to be asked: it was told to wait, or somebody is trying it."""
        return bool(self.kind) and max(self.closed_until, self.trial_until) > now

    def tried(self, now: float, seconds: float) -> "EngineState":
        """The state after one caller took the trial; the same where there is none to take."""
        return replace(self, trial_until=now + seconds) if self.kind and not self.rests(now) else self

    def stricter(self, other: "EngineState") -> "EngineState":
        """What two who could not speak to each other know together."""
        longer = max(self, other, key=lambda state: (bool(state.kind), state.closed_until, state.failures))
        return replace(
            longer,
            failures=max(self.failures, other.failures),
            pause=max(self.pause, other.pause),
            trial_until=max(self.trial_until, other.trial_until),
        )


NOTHING = EngineState()

Change = Callable[[EngineState], EngineState]
"""What becomes of a state; asked again when somebody else was faster, so it must have no other effect."""
