"""From the named groups of a match to days with figures: one meaning for each rule, whatever the language."""

import re
from datetime import timedelta

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period
from bot.domain.due_rules.said import MONTHS, agreeing, listed_apart, units_ahead, year_of


def day_month(c: Caught) -> Period | None:
    """15. marts 2017; a weekday beside it must agree with it."""
    number = c.number("d")
    month = c.month()
    if number is None or month is None or month not in MONTHS:
        return None
    return agreeing(c, period.day(year_of(c), month, number))


def numeric(c: Caught) -> Period | None:
    """2017-03-15, 15/3 2017, 3/15: in the order of the rule's groups."""
    number, month = int(c.get("d")), int(c.get("m"))
    if month not in MONTHS:
        return period.nowhere("unknown")
    return agreeing(c, period.day(year_of(c), month, number))


def either_order(c: Caught) -> Period | None:
    """15/3 or 3/15, when only one of the two can be meant; 3/4 is not guessed."""
    first, second = int(c.get("a")), int(c.get("b"))
    year = year_of(c)
    readings = {(day, month) for day, month in ((first, second), (second, first)) if month in MONTHS}
    if len(readings) != 1:
        return period.nowhere("unknown")
    number, month = readings.pop()
    return agreeing(c, period.day(year, month, number))


def month_first(c: Caught) -> Period | None:
    """3/15: month before day, as Chinese writes it; 15/3 can only be the other way round."""
    first, second = int(c.get("a")), int(c.get("b"))
    month, number = (first, second) if first <= MONTHS[-1] else (second, first)
    return period.day(year_of(c), month, number) if month in MONTHS else period.nowhere("unknown")


def days_of_month(c: Caught) -> Period | None:
    """3.-7. april 2017; 28.-3. marts begins in the month before."""
    month = c.month()
    first, last = c.number("d"), c.number("d2")
    if month is None or first is None or last is None:
        return None
    start, end = period.day(None, month, first), period.day(year_of(c), month, last)
    if first > last or listed_apart(c, first, last):
        return period.nowhere("unknown")
    return period.between(start, end, c.on) or period.nowhere("unknown")


def listed_days(c: Caught) -> Period | None:
    """5., 6. og 7. juli: each the day after the one before, or they are not one time."""
    days = [int(day) for day in re.findall(r"\d+", c.get("days"))]
    number = c.month()
    if number is None or number not in MONTHS:
        return None
    if days != list(range(days[0], days[-1] + 1)):
        return period.nowhere("unknown")
    start, end = period.day(None, number, days[0]), period.day(year_of(c), number, days[-1])
    return period.between(start, end, c.on) or period.nowhere("unknown")


def day_only(c: Caught) -> Period | None:
    """Den 15.: the next one, in this month or a later one."""
    number = c.number("d")
    if number is None:
        return None
    for ahead in range(3):
        month = period.shift(c.on.replace(day=1), months=ahead)
        found = period.day(month.year, month.month, number)
        span = found.resolve(c.on)
        if span and span.end >= c.on:
            return agreeing(c, found)
    return period.nowhere("unknown")


def day_of_relative_month(c: Caught) -> Period | None:
    """下月15日, den 15. i næste måned, den 15. ds."""
    number = c.number("d")
    if number is None:
        return None
    named = period.shift(c.on.replace(day=1), months=units_ahead(c))
    return agreeing(c, period.day(named.year, named.month, number))


def week_of_day(c: Caught) -> Period | None:
    """The week of 7 December: Monday to Sunday around that day."""
    found = day_month(c)
    span = found and found.resolve(c.on)
    if not span:
        return period.nowhere("unknown")
    monday = span.start - timedelta(days=span.start.weekday())
    return period.fixed(monday, monday + timedelta(days=6), "week")


def end_of_year(c: Caught) -> Period | None:
    """årsskiftet: the last day of this year, or of the year said."""
    return period.day(year_of(c) or c.on.year, 12, 31)
