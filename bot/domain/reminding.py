"""When somebody is reminded of an action, and why: soon, on the last day, then weekly; asked once where no day is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendars import last_workday, workdays_before
from bot.domain.due import Calendar, Precision
from bot.domain.mailing import Reminded, Why
from bot.domain.record import ActionLine

WEEK = timedelta(days=7)
HORIZON = timedelta(days=45)
"""Further ahead than any end that somebody is reminded of: ten working days and the longest holidays between."""

_ASKED_ABOUT = frozenset({None, "unknown", "asap"})


@dataclass(frozen=True, slots=True)
class Owed:
    """An open action and the person who answers for it; `asked` says that it is new enough to ask for a day."""

    person_id: int
    item_id: int
    space_id: int
    expected: bool
    due_end: date | None
    precision: Precision | None
    recent: bool


def why_now(owed: Owed, today: date, calendar: Calendar, days: int, told: Sequence[Reminded]) -> Why | None:
    """Why a person is reminded of an action on one of their working days; None: they are not.

    Args:
        owed: the action as it is now.
        today: the person's day.
        calendar: whose working days are theirs.
        days: working days before the end at which they want to hear of it first.
        told: what they were told of this action before.
    """
    if owed.due_end is None:
        ask = owed.precision in _ASKED_ABOUT and owed.recent and not any(one.why == "undated" for one in told)
        return "undated" if ask else None
    about = [one for one in told if one.due_end == owed.due_end]  # a new date is another thing to be told of
    if today > owed.due_end:
        return _past(owed, today, about)
    if today >= last_workday(owed.due_end, calendar):
        return None if any(one.why == "last" for one in about) else "last"
    if today >= workdays_before(owed.due_end, days, calendar):
        return None if about else "soon"
    return None


def _past(owed: Owed, today: date, about: Sequence[Reminded]) -> Why | None:
    """An expectation is asked about once; what is overdue is told weekly, counted from the last time."""
    if owed.expected:
        return None if any(one.why == "passed" for one in about) else "passed"
    lately = [one.day for one in about if one.why in {"last", "overdue"}]
    return None if lately and today - max(lately) < WEEK else "overdue"


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """An action in a reminder, and why it is there."""

    line: ActionLine
    why: Why
