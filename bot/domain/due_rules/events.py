"""Deadlines that wait for an event, and what they come to on the day it happens.

The rules name these groups: `ev` the event's words, `n` (to `n2`) or `half` and `u` the
length, `by` a deadline word. What is due once the event has happened:

- so long after it: that day; with a deadline word (senest, inden for; 内; within) no beginning.
- so long before it: that day, working days counted backwards; "at least" and "no later than" are
  deadline words here as well.
- the day or week after or before it: that day; that ISO week.
- before it ("inden næste møde"), or no later than it: a deadline on its day, as with a day that is named.
- at it: its day.
- at once after it: as soon as possible.
- after it, without a length ("når rapporten foreligger", 收到草案后): nobody has named a day. None is
  made up, neither that very day nor a later one; it is "unknown" then, which is asked about.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.domain.due_rules import lengths, period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Event, Period


def _waits(c: Caught, rule: str, happened: Callable[[], Period | None], *, deadline: bool = False) -> Period:
    start, end = c.match.span("ev")
    return replace(period.nowhere("event"), event=Event(start, end, rule, happened), deadline=deadline)


def so_long_after(c: Caught) -> Period | None:
    """Senest 10 arbejdsdage efter modtagelsen, 收到草案后10个工作日内."""
    by = bool(c.get("by"))
    return _waits(c, "so long after an event", lambda: _due(lengths.after(c), deadline=by), deadline=by)


def so_long_before(c: Caught) -> Period | None:
    """To uger før besøget, 来访前两周."""
    by = bool(c.get("by"))
    return _waits(c, "so long before an event", lambda: _due(lengths.ahead(c), deadline=by), deadline=by)


def unit_after(c: Caught) -> Period | None:
    """Dagen efter mødet, the week after the visit, 会后次日."""
    by = bool(c.get("by"))
    return _waits(c, "the one after an event", lambda: _due(_next_unit(c), deadline=by), deadline=by)


def unit_before(c: Caught) -> Period | None:
    """Dagen før mødet, the week before the visit."""
    by = bool(c.get("by"))
    return _waits(c, "the one before an event", lambda: _due(_unit_before(c), deadline=by), deadline=by)


def by_event(c: Caught) -> Period | None:
    """Inden næste møde, 下次会议前: no later than its day."""
    return _waits(c, "by an event", lambda: _due(_the_day(c), deadline=True))


def at_event(c: Caught) -> Period | None:
    """Ved næste møde, at the next meeting: on its day."""
    return _waits(c, "at an event", lambda: _the_day(c))


def once_happened(c: Caught) -> Period | None:
    """Når rapporten foreligger, 收到草案后: no length was said, so no day is known even then."""
    precision, rule = ("asap", "at once after an event") if c.get("atonce") else ("unknown", "after an event")
    return _waits(c, rule, lambda: period.nowhere("asap" if precision == "asap" else "unknown"))


def _due(found: Period | None, *, deadline: bool) -> Period | None:
    return replace(found, deadline=deadline) if found else None


def _the_day(c: Caught) -> Period:
    return period.fixed(c.on, c.on, "day")


def _unit_before(c: Caught) -> Period | None:
    unit = c.words.units[c.get("u")]
    if unit == "week":
        monday = c.on - timedelta(days=7 + c.on.weekday())
        return period.fixed(monday, monday + timedelta(days=6), "week")
    return lengths.ahead(c) if unit in ("day", "workday") else None


def _next_unit(c: Caught) -> Period | None:
    unit = c.words.units[c.get("u")]
    if unit == "week":
        monday = c.on + timedelta(days=7 - c.on.weekday())
        return period.fixed(monday, monday + timedelta(days=6), "week")
    return lengths.after(c) if unit in ("day", "workday") else None
