"""Days counted from the reference date: next week, on Friday, in two weeks, 月底."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.due_rules import period
from bot.domain.due_rules.builders import agreeing, month, season
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period
from bot.domain.workdays import Workdays, add_workdays

if TYPE_CHECKING:
    from bot.domain.due import Precision

_PRECISION_OF: "dict[str, Precision]" = {"month": "month", "quarter": "quarter", "half": "half", "year": "year"}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_HALF_OF = {"month": (15, 0), "year": (0, 6)}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_FAR = 2000  # more of any unit is not a date an office would set
_SHORT_YEAR = 2
_UNKNOWN_YEAR = -1


def day_only(c: Caught) -> Period | None:
    """Den 15.: the next one, in this month or a later one."""
    number = c.number("d")
    if number is None:
        return None
    for ahead in range(3):
        month = period.shift(c.on.replace(day=1), months=ahead)
        span = period.day(month.year, month.month, number).resolve(c.on)
        if span and span.end >= c.on:
            return period.fixed(*span, "day")
    return period.nowhere("unknown")


def day_of_relative_month(c: Caught) -> Period | None:
    """下月15日, den 15. i næste måned, den 15. ds."""
    number = c.number("d")
    if number is None:
        return None
    named = period.shift(c.on.replace(day=1), months=_relative(c))
    return agreeing(c, period.day(named.year, named.month, number))


def weekday(c: Caught) -> Period | None:
    """på fredag: the next one after the reference day; 下周五: of the ISO week named."""
    wanted = c.words.weekdays[c.get("wd")]
    if c.get("rel"):
        day = _monday(c) + timedelta(days=7 * _relative(c) + wanted)
    else:
        day = c.on + timedelta(days=(wanted - c.on.weekday() - 1) % 7 + 1)
    return period.fixed(day, day, "day")


def next_weekday(c: Caught) -> Period | None:
    """næste fredag: said of the coming one and of next week's; a day only where both are the same."""
    coming = c.on + timedelta(days=(c.words.weekdays[c.get("wd")] - c.on.weekday() - 1) % 7 + 1)
    if coming < _monday(c) + timedelta(days=7):
        return period.nowhere("unknown")
    return period.fixed(coming, coming, "day")


def next_named(c: Caught) -> Period | None:
    """næste april, next spring: only where the coming one is also the one of next year."""
    found = season(c) if c.get("s") else month(c)
    if found is None or found.make is None:
        return found
    coming = next((span for of in range(3) if (span := found.make(c.on.year + of)) and span.start > c.on), None)
    if coming is None or coming.start.year == c.on.year:
        return period.nowhere("unknown")
    return period.fixed(*coming, found.precision)


def weekend(c: Caught) -> Period | None:
    """周末, the weekend: Saturday and Sunday."""
    saturday = _monday(c) + timedelta(days=7 * _relative(c) + 5)
    return period.fixed(saturday, saturday + timedelta(days=1), "day")


def relative_unit(c: Caught) -> Period | None:
    """næste uge, 本月, this quarter."""
    unit, ahead = c.words.units[c.get("u")], _relative(c)
    if unit == "week":
        monday = _monday(c) + timedelta(days=7 * ahead)
        return period.fixed(monday, monday + timedelta(days=6), "week")
    return _units_from(c, unit, ahead) if unit in _MONTHS_IN else None


def _units_from(c: Caught, unit: str, ahead: int) -> Period:
    """The month, quarter, half-year or year that lies so many of them ahead."""
    length = _MONTHS_IN[unit]
    this = (c.on.month - 1) // length * length + 1
    start = period.shift(c.on.replace(month=this, day=1), months=length * ahead)
    return period.run_of_months(start.year, start.month, length, _PRECISION_OF[unit])


def day_word(c: Caught) -> Period | None:
    """I morgen, 后天."""
    day = c.on + timedelta(days=c.words.days[c.get("dw")])
    return period.fixed(day, day, "day")


def after(c: Caught) -> Period | None:
    """Om 14 dage, 两周后: that very day."""
    reached = later(c)
    return reached and period.fixed(reached.day, reached.day, "day", certain=reached.certain)


def within(c: Caught) -> Period | None:
    """Inden for 14 dage, 两周内: no beginning."""
    found = after(c)
    return found and replace(found, deadline=True)


def later(c: Caught, group: str = "n") -> Workdays | None:
    """The day that lies `n` units after the reference day; None for a count that is no number."""
    unit = c.words.units[c.get("u")]
    if c.get("half"):
        days, count = _HALF_OF.get(unit, (0, 0))
        return Workdays(period.shift(c.on, days=days, months=count), certain=True) if days or count else None
    number = c.number(group) if c.get(group) else 1
    if number is None or number > _FAR:
        return None
    if unit == "workday":
        return add_workdays(c.on, number, c.calendar)
    if unit in _DAYS_IN:
        return Workdays(c.on + timedelta(days=number * _DAYS_IN[unit]), certain=True)
    return Workdays(period.shift(c.on, months=number * _MONTHS_IN[unit]), certain=True)


def _monday(c: Caught) -> date:
    return c.on - timedelta(days=c.on.weekday())


def _relative(c: Caught) -> int:
    said = c.get("rel")
    return c.words.relatives[said] if said else 0


def end_of_unit(c: Caught) -> Period | None:
    """årets udgang: the last day of the unit we are in."""
    found = relative_unit(c)
    return found and period.part(found, "end")


def part_of_month(c: Caught) -> Period | None:
    """月底: of the month we are in, or of the next one when it is over."""
    whole = Period(None, "month")
    for ahead in (0, 1):
        start = period.shift(c.on.replace(day=1), months=ahead)
        whole = period.part(period.run_of_months(start.year, start.month, 1, "month"), c.words.parts[c.match[1]])
        span = whole.resolve(c.on)
        if span and span.end >= c.on:
            break
    return whole


def within_year(c: Caught) -> Period | None:
    """年内: by the end of this year."""
    return replace(period.run_of_months(c.on.year, 1, 12, "year"), deadline=True)


def end_of_abbreviated(c: Caught) -> Period | None:
    """month-end, EOM: the end of the unit we are in; a working week ends on Friday."""
    unit = c.get("u") or {"m": "month", "q": "quarter", "y": "year"}.get(c.get("x"), "week")
    if unit == "week":
        friday = _monday(c) + timedelta(days=4)
        return period.fixed(friday, friday, "day")
    return period.part(_units_from(c, unit, 0), "end")


def within_unit(c: Caught) -> Period | None:
    """月内, 周内: by the end of the one we are in."""
    found = relative_unit(c)
    return replace(found, deadline=True) if found else None


def after_range(c: Caught) -> Period | None:
    """Om 4-6 uger, 两三周后: from the shorter to the longer length."""
    first, last = later(c), later(c, "n2")
    if first is None or last is None or first.day > last.day:
        return None
    return period.fixed(first.day, last.day, "day", certain=last.certain)


def within_range(c: Caught) -> Period | None:
    """Inden for 2-3 uger: by the end of the longer one."""
    found = after_range(c)
    return replace(found, deadline=True) if found else None


def weekdays(c: Caught) -> Period | None:
    """下周一至周三: within one ISO week."""
    monday = _monday(c) + timedelta(days=7 * _relative(c))
    first, last = c.words.weekdays[c.get("wd")], c.words.weekdays[c.get("wd2")]
    if first > last:
        return period.nowhere("unknown")
    return period.fixed(monday + timedelta(days=first), monday + timedelta(days=last), "day")
