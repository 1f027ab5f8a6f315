"""One thing that was looked at: how it is, and what to do if it is not as it should be."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from bot.config import Problem, Settings

Grade = Literal["ok", "note", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` is a sentence of the catalogue below `doctor.`; what to do stands under the same with `_do` behind it.

    `reason` is another key of the catalogue: what the sentence calls `why`.
    """

    key: str
    grade: Grade = "ok"
    details: Mapping[str, str | int] = field(default_factory=dict)
    reason: str = ""

    def because(self, reason: str) -> "Finding":
        """The same for a reason that has a sentence of its own."""
        return replace(self, reason=reason)


@dataclass(frozen=True, slots=True)
class Patient:
    """What the checks look at. `problems` are those of the settings; what could be read of them is there."""

    settings: Settings
    problems: tuple[Problem, ...]
    env_file: Path
    clock: Callable[[], datetime]


Check = Callable[[Patient], Iterator[Finding]]
"""Looks at one thing and gives what it found; nothing where there is nothing to look at."""


def ok(key: str, **details: str | int) -> Finding:
    """It is as it should be."""
    return Finding(key, "ok", details)


def note(key: str, **details: str | int) -> Finding:
    """Good to know; Jordbro works all the same."""
    return Finding(key, "note", details)


def wrong(key: str, **details: str | int) -> Finding:
    """Something has to be done."""
    return Finding(key, "wrong", details)
