"""What engines were given to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Usage:
    """Some calls of one engine. `characters` are those it answered, `seconds` what all calls took together."""

    engine: str
    calls: int = 0
    failures: int = 0
    characters: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Usage") -> "Usage":
        """Both together, under the name of the first."""
        return Usage(
            self.engine,
            self.calls + other.calls,
            self.failures + other.failures,
            self.characters + other.characters,
            self.seconds + other.seconds,
        )


@dataclass(frozen=True, slots=True)
class SpaceUsage:
    """What one engine did for one space."""

    space: str
    usage: Usage
