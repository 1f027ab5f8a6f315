"""Lengths of time: so long after the reference day, within it, before it; or between two lengths."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period
from bot.domain.workdays import Workdays, add_workdays, take_workdays

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_HALF_OF = {"month": (15, 0), "year": (0, 6)}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
_HOURS = 24
_FAR = 2000  # more of any unit is not a date an office would set


def after(c: Caught) -> Period | None:
    """Om 14 dage, 两周后: that very day; om 4-6 uger, 两三周后: from the shorter length to the longer one."""
    return _reached(c, back=False)


def ahead(c: Caught) -> Period | None:
    """Two weeks before the reference day: that very day."""
    return _reached(c, back=True)


def within(c: Caught) -> Period | None:
    """Inden for 14 dage, 两周内: no beginning."""
    found = after(c)
    return found and replace(found, deadline=True)


def counted(c: Caught) -> Period | None:
    """Ti arbejdsdage efter (or before) a day that is named, which the reference day then is."""
    return ahead(c) if c.get("back") else after(c)


def _reached(c: Caught, *, back: bool) -> Period | None:
    first = _moved(c, "n", back=back)
    last = _moved(c, "n2", back=back) if c.get("n2") else first
    if first is None or last is None or (first.day > last.day) != (back and first != last):
        return None
    start, end = sorted((first.day, last.day))
    return period.fixed(start, end, "day", certain=first.certain and last.certain)


def _moved(c: Caught, group: str, *, back: bool) -> Workdays | None:
    """The day that lies `n` units after (or before) the reference day; None for a count that is no number."""
    unit, way = c.words.units[c.get("u") or c.get("one")], -1 if back else 1
    if c.get("half"):
        days, count = _HALF_OF.get(unit, (0, 0))
        moved = period.shift(c.on, days=way * days, months=way * count)
        return Workdays(moved, certain=True) if days or count else None
    number = c.number(group) if c.get(group) else 1
    if number is None or number > _FAR:
        return None
    if unit == "workday":
        return (take_workdays if back else add_workdays)(c.on, number, c.calendar)
    if unit == "hour":
        whole, rest = divmod(number, _HOURS)
        return None if rest else Workdays(c.on + timedelta(days=way * whole), certain=True)
    if unit in _DAYS_IN:
        return Workdays(c.on + timedelta(days=way * number * _DAYS_IN[unit]), certain=True)
    return Workdays(period.shift(c.on, months=way * number * _MONTHS_IN[unit]), certain=True)
