"""Days counted from the reference date: next week, tomorrow, 月底."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.due_rules import parts, period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period
from bot.domain.due_rules.said import monday_of, units_ahead
from bot.domain.due_rules.stretches import month, season

if TYPE_CHECKING:
    from bot.domain.due import Precision

_PRECISION_OF: "dict[str, Precision]" = {"month": "month", "quarter": "quarter", "half": "half", "year": "year"}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def day_word(c: Caught) -> Period | None:
    """I morgen, 后天."""
    day = c.on + timedelta(days=c.words.days[c.get("dw")])
    return period.fixed(day, day, "day")


def today(c: Caught) -> Period | None:
    """Close of business: the reference day."""
    return period.fixed(c.on, c.on, "day")


def relative_unit(c: Caught) -> Period | None:
    """næste uge, 本月, this quarter."""
    unit, ahead = c.words.units[c.get("u")], units_ahead(c)
    if unit == "week":
        monday = monday_of(c, ahead)
        return period.fixed(monday, monday + timedelta(days=6), "week")
    return _units_from(c, unit, ahead) if unit in _MONTHS_IN else None


def week_after_next(c: Caught) -> Period | None:
    """The week after next."""
    monday = monday_of(c, 2)
    return period.fixed(monday, monday + timedelta(days=6), "week")


def month_after_next(c: Caught) -> Period | None:
    """The month after next."""
    return _units_from(c, "month", 2)


def next_named(c: Caught) -> Period | None:
    """næste april, next spring: only where the coming one is also the one of next year."""
    coming = coming_named(c)
    span = coming and coming.resolve(c.on)
    return period.nowhere("unknown") if span and span.start.year == c.on.year else coming


def coming_named(c: Caught) -> Period | None:
    """Kommende sommer, the coming spring: the first one that has not begun yet."""
    found = season(c) if c.get("s") else month(c)
    if found is None or found.make is None:
        return found
    coming = next((span for of in range(3) if (span := found.make(c.on.year + of)) and span.start > c.on), None)
    return period.fixed(*coming, found.precision) if coming else period.nowhere("unknown")


def end_of_unit(c: Caught) -> Period | None:
    """årets udgang: the last day of the unit we are in."""
    found = relative_unit(c)
    return found and parts.part(found, "end")


def part_of_month(c: Caught) -> Period | None:
    """月底: of the month we are in, or of the next one when it is over."""
    whole = Period(None, "month")
    for ahead in (0, 1):
        start = period.shift(c.on.replace(day=1), months=ahead)
        whole = parts.part(period.run_of_months(start.year, start.month, 1, "month"), c.words.parts[c.match[1]])
        span = whole.resolve(c.on)
        if span and span.end >= c.on:
            break
    return whole


def part_of_unit(c: Caught) -> Period | None:
    """季末: of the quarter we are in."""
    return parts.part(_units_from(c, c.words.units[c.get("u")], 0), c.words.parts[c.get("part")])


def within_year(c: Caught) -> Period | None:
    """年内: by the end of this year."""
    return replace(period.run_of_months(c.on.year, 1, 12, "year"), deadline=True)


def within_unit(c: Caught) -> Period | None:
    """月内, 周内: by the end of the one we are in."""
    found = relative_unit(c)
    return replace(found, deadline=True) if found else None


def end_of_abbreviated(c: Caught) -> Period | None:
    """month-end, EOM: the end of the unit we are in; a working week ends on Friday."""
    unit = c.get("u") or {"m": "month", "q": "quarter", "y": "year"}.get(c.get("x"), "week")
    if unit == "week":
        friday = monday_of(c) + timedelta(days=4)
        return period.fixed(friday, friday, "day")
    return parts.part(_units_from(c, unit, 0), "end")


def _units_from(c: Caught, unit: str, ahead: int) -> Period:
    """The month, quarter, half-year or year that lies so many of them ahead."""
    length = _MONTHS_IN[unit]
    this = (c.on.month - 1) // length * length + 1
    start = period.shift(c.on.replace(month=this, day=1), months=length * ahead)
    return period.run_of_months(start.year, start.month, length, _PRECISION_OF[unit])
