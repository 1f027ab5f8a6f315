"""Spans of days that may lack their year, and the one rule for which year is meant."""

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from bot.domain.due import Precision

_YEARS_AHEAD = 9  # two leap days are at most eight years apart
_FINENESS = ("day", "week", "third", "month", "quarter", "season", "half", "year")


class Span(NamedTuple):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Event:
    """What a due date waits for: where its words stand, and what is due if it happens on the reference day."""

    start: int
    end: int
    rule: str
    happened: "Callable[[], Period | None]"


@dataclass(frozen=True, slots=True)
class Period:
    """A span in each year; `year` says which, None means "the next one that has not ended".

    `make` gives None for a year without such a day. Without `make` no day is known at all
    (waiting for an event, as soon as possible, not understood).
    """

    make: Callable[[int], Span | None] | None
    precision: "Precision"
    year: int | None = None
    certain: bool = True
    deadline: bool = False  # "by": its beginning is open
    is_part: bool = False  # the beginning, middle or end of something
    event: Event | None = None

    def at(self, year: int) -> Span | None:
        """The days of a year; None where it has none such, or is outside the calendar."""
        try:
            return self.make(year) if self.make else None
        except (OverflowError, ValueError):  # beyond the years a date can have
            return None

    def resolve(self, on: date) -> Span | None:
        """The days meant at a reference date; None when there are none such."""
        if self.year is not None:
            return self.at(self.year)
        spans = (self.at(year) for year in range(on.year - 1, on.year + _YEARS_AHEAD))
        return next((span for span in spans if span and span.end >= on), None)

    def last_before(self, day: date) -> Span | None:
        """The last such span that begins no later than `day`."""
        if self.make is None or self.year is not None:
            return self.resolve(day)
        spans = (self.at(year) for year in (day.year, day.year - 1))
        return next((span for span in spans if span and span.start <= day), None)


def fixed(start: date, end: date, precision: "Precision", *, certain: bool = True) -> Period:
    """A period that is the same in every year asked for."""
    return Period(lambda _: Span(start, end), precision, year=start.year, certain=certain)


def nowhere(precision: "Precision") -> Period:
    """A period without days: event, asap, unknown."""
    return Period(None, precision)


def day(year: int | None, month: int, number: int) -> Period:
    """One day of the year."""

    def make(of: int) -> Span | None:
        if not 1 <= number <= months.monthrange(of, month)[1]:
            return None
        return Span(date(of, month, number), date(of, month, number))

    return Period(make, "day", year)


def run_of_months(year: int | None, first: int, count: int, precision: "Precision") -> Period:
    """`count` months from the `first` one; it may reach into the next year."""

    def make(of: int) -> Span:
        start = date(of, first, 1)
        return Span(start, shift(start, months=count) - timedelta(days=1))

    return Period(make, precision, year)


def week(year: int | None, number: int) -> Period:
    """An ISO week; week 53 is found in the years that have one."""

    def make(of: int) -> Span | None:
        if not 1 <= number <= date(of, 12, 28).isocalendar().week:
            return None
        start = date.fromisocalendar(of, number, 1)
        return Span(start, start + timedelta(days=6))

    return Period(make, "week", year)


def shift(start: date, *, days: int = 0, months: int = 0) -> date:
    """A day moved; by months it stays within the month it lands in (31 January + 1 = 28 February).

    Raises:
        OverflowError, ValueError: the day is outside the calendar.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    last = _last_day(year, month + 1)
    return date(year, month + 1, min(start.day, last)) + timedelta(days=days)


def _last_day(year: int, month: int) -> int:
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    return months.monthrange(year, month)[1]


def between(first: Period, last: Period, on: date) -> Period | None:
    """From the beginning of one period to the end of another; a missing year follows the other one."""
    if last.year is None and first.year is not None:
        start = first.resolve(on)
        end = start and last.resolve(start.start)
    else:
        end = last.resolve(on)
        start = end and first.last_before(end.end)
    if not start or not end or start.start > end.end:
        return None
    return fixed(start.start, end.end, finer(first.precision, last.precision))


def finer(first: "Precision", last: "Precision") -> "Precision":
    """The finer of two precisions."""
    return min(first, last, key=lambda one: _FINENESS.index(one) if one in _FINENESS else len(_FINENESS))
