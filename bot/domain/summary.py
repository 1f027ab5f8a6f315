"""What notes come down to."""

from dataclasses import dataclass
from typing import Literal

from bot.domain.record import Item, Note

Period = Literal["last", "today", "week", "month", "since", "meeting"]


@dataclass(frozen=True, slots=True)
class NoteSummary:
    """What one note comes down to; `left_out` counts the items that are not in it."""

    note: Note
    decisions: tuple[Item, ...]
    agreements: tuple[Item, ...]
    open_actions: tuple[Item, ...]
    telling: tuple[Item, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The notes asked for, newest first; `more` counts those that did not fit."""

    asked: str
    notes: tuple[NoteSummary, ...]
    more: int = 0
