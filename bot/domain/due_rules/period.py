"""Spans of days that may lack their year, and the one rule for which year is meant."""

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from bot.domain.due import Precision

_YEARS_AHEAD = 9  # two leap days are at most eight years apart
Part = Literal["beginning", "middle", "end", "middle and end", "beginning and middle", "first half", "second half"]
_FINENESS = ("day", "week", "third", "month", "quarter", "season", "half", "year")


class Span(NamedTuple):
    """Days from `start` to `end`, both included."""

    start: date
    end: date


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

    def resolve(self, on: date) -> Span | None:
        """The days meant at a reference date; None when there are none such."""
        if self.make is None:
            return None
        if self.year is not None:
            return self.make(self.year)
        for year in range(max(on.year - 1, date.min.year), min(on.year + _YEARS_AHEAD, date.max.year)):
            span = self.make(year)
            if span and span.end >= on:
                return span
        return None

    def last_before(self, day: date) -> Span | None:
        """The last such span that begins no later than `day`."""
        if self.make is None or self.year is not None:
            return self.resolve(day)
        spans = (self.make(year) for year in (day.year, day.year - 1))
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


def part(whole: Period, name: Part) -> Period:
    """The beginning, middle or end of a period, or one of its halves.

    Of a month days 1-10, 11-20 and 21 to its end, halves 1-15 and 16 to its end; of a quarter or
    season its first, middle and last month; of a half-year two months each; of a year January,
    June and July, December; of a week Monday and Tuesday, Wednesday, Thursday to Sunday.
    A part of a day or of a part is the thing itself.
    """
    make, rule = whole.make, _PARTS.get(whole.precision)
    if make is None or rule is None:
        return whole
    finer_one, cuts = rule
    first, last = cuts.get(name, (None, None))

    def cut(of: int) -> Span | None:
        span = make(of)
        if span is None:
            return None
        return Span(
            span.start if first is None else _moved(span.start, first),
            span.end if last is None else _moved(span.start, last) - timedelta(days=1),
        )

    half_year = whole.precision == "year" and name in ("first half", "second half")
    return replace(whole, make=cut, precision="half" if half_year else finer_one)


def _moved(start: date, step: tuple[int, int]) -> date:
    months_on, days_on = step
    return shift(start, months=months_on, days=days_on)


def _cuts(*steps: tuple[int, int]) -> dict[Part, tuple[tuple[int, int] | None, tuple[int, int] | None]]:
    """Where the parts begin and end, as (months, days) from the beginning of the whole."""
    middle, end, second, end_begins, middle_begins = steps[0], steps[1], steps[2], steps[-1], steps[-2]
    return {
        "beginning": (None, middle),
        "middle": (middle_begins, end),
        "end": (end_begins, None),
        "middle and end": (middle_begins, None),
        "beginning and middle": (None, end),
        "first half": (None, second),
        "second half": (second, None),
    }


_PARTS: "dict[str, tuple[Precision, dict[Part, tuple[tuple[int, int] | None, tuple[int, int] | None]]]]" = {
    "week": ("day", _cuts((0, 2), (0, 3), (0, 3), (0, 2), (0, 3))),
    "month": ("third", _cuts((0, 10), (0, 20), (0, 15), (0, 10), (0, 20))),
    "quarter": ("month", _cuts((1, 0), (2, 0), (1, 15), (1, 0), (2, 0))),
    "season": ("month", _cuts((1, 0), (2, 0), (1, 15), (1, 0), (2, 0))),
    "half": ("month", _cuts((2, 0), (4, 0), (3, 0), (2, 0), (4, 0))),
    "year": ("month", _cuts((1, 0), (7, 0), (6, 0), (5, 0), (11, 0))),
}


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
