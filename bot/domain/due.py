"""When something is due, as people say it: the words are kept, an interval is understood."""

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from bot.domain.language import Language

if TYPE_CHECKING:
    from bot.domain.due_rules.choice import Chosen

Calendar = Literal["DK", "CN"]
Precision = Literal[
    "day",
    "week",
    "third",  # primo, medio, ultimo; 上旬, 中旬, 下旬
    "month",
    "quarter",
    "half",
    "season",
    "year",
    "event",  # the clock starts when something happens: "efter modtagelsen", "收到草案后"
    "asap",  # "hurtigst muligt", "尽快"
    "unknown",  # kept as said, to be asked about
]


_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Due:
    """An interval of days with the words it came from.

    `start` None with `end` set means "by": no beginning. Both None: waiting for an event,
    as soon as possible, or not understood; `precision` says which.
    """

    said: str
    start: date | None
    end: date | None
    precision: Precision
    certain: bool = True  # False where working days ran through a year nobody has the holidays of


@dataclass(frozen=True, slots=True)
class FoundDue:
    """A due expression in a text: `text[start:end] == due.said`.

    `rule` is the name of the rule that read it. `certain` is False when working days were
    counted through a year nobody has the holidays of.
    """

    due: Due
    start: int
    end: int
    rule: str
    certain: bool = True


def read_due(text: str, language: Language, on: date, *, calendar: Calendar = "DK") -> FoundDue | None:
    """Read a text that is, as a whole, about when something is due.

    Args:
        text: The words, with or without a label ("frist: primo april").
        language: Whose rules to read by.
        on: The reference date, which "next Friday" and missing years are counted from.
        calendar: Whose working days are counted.

    Returns:
        What was understood, with the rule's name; precision "unknown" for a deadline word
        with something behind it that is no date; None when no due expression is there.
    """
    from bot.domain.due_rules.choice import read  # noqa: PLC0415  the rules load when a text comes

    chosen = read(text, language, on, calendar)
    return found_due(text, chosen) if chosen else None


def parse_due(text: str, language: Language, on: date, *, calendar: Calendar = "DK") -> Due | None:
    """`read_due` without the place and the rule."""
    found = read_due(text, language, on, calendar=calendar)
    return found.due if found else None


def find_due(text: str, language: Language, on: date, *, calendar: Calendar = "DK") -> FoundDue | None:
    """The due expression inside a sentence; see `bot.domain.due_rules.choice` for which of several.

    Arguments as for `read_due`. A year, a weekday or figures that are merely mentioned are not taken.
    """
    from bot.domain.due_rules.choice import find  # noqa: PLC0415  the rules load when a text comes

    chosen = find(text, language, on, calendar)
    return found_due(text, chosen) if chosen else None


def parse_date(text: str, language: Language, on: date | None = None) -> date | None:
    """One exact day, as in the head of a note; None for anything vaguer and for impossible days.

    Without `on` the year must be said.
    """
    if _ISO_DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:  # a day that does not exist
            return None
    from bot.domain.due_rules.choice import exact_day  # noqa: PLC0415  the rules load when a text comes

    return exact_day(text, language, on)


def found_due(text: str, chosen: "Chosen") -> FoundDue:
    """What the rules chose in a text, as a value."""
    start = chosen.span.start if chosen.span and not chosen.deadline else None
    end = chosen.span.end if chosen.span else None
    due = Due(text[chosen.start : chosen.end], start, end, chosen.precision, chosen.certain)
    return FoundDue(due, chosen.start, chosen.end, chosen.rule, chosen.certain)
