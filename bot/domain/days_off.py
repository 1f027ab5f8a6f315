"""The public holidays in a stretch of days, and the years whose holidays nobody has told yet."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from bot.domain.due import Calendar
from bot.domain.workdays import holiday_name, is_certain, is_workday

_AND = "; "  # between two names, as the library has it for two on one day


class Span(NamedTuple):
    """Some days, both ends among them; of holidays with the names their library gives them, with ; between two."""

    start: date
    end: date
    name: str | None = None


def holidays_in(start: date, end: date, calendar: Calendar) -> tuple[Span, ...]:
    """The public holidays from one day to another.

    Holidays with no working day between them are one, with the weekend in their midst; a weekend
    day on which people make up for a holiday is none.
    """
    spans: list[Span] = []
    for day in _days(start, end):
        name = holiday_name(day, calendar)
        if name is None:
            continue
        if spans and not any(is_workday(between, calendar) for between in _days(spans[-1].end, day)):
            spans[-1] = Span(spans[-1].start, day, _with(spans[-1].name, name))
        else:
            spans.append(Span(day, day, name))
    return tuple(spans)


def _with(names: str | None, name: str) -> str:
    known = (names or "").split(_AND)
    return _AND.join([*known, *(one for one in name.split(_AND) if one not in known)])


def unknown_in(start: date, end: date, calendar: Calendar) -> tuple[Span, ...]:
    """The parts of some days that lie in years whose holidays are not known."""
    years = [(max(start, date(year, 1, 1)), min(end, date(year, 12, 31))) for year in range(start.year, end.year + 1)]
    return tuple(Span(first, last) for first, last in years if not is_certain(first, calendar))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))
