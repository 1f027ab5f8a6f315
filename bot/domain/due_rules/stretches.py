"""From the named groups of a match to weeks, months, quarters, seasons and years, whatever the language."""

import re

from bot.domain.due_rules import parts, period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period
from bot.domain.due_rules.said import MONTHS, listed_apart, year_of

_CENTURY = 100
_QUARTERS, _HALVES = range(1, 5), range(1, 3)  # of a year


def month(c: Caught) -> Period | None:
    """marts, marts 2017, marts næste år."""
    year = year_of(c)
    number = c.words.months(c.get("m"), year is not None)
    if number is None or number not in MONTHS:
        return None
    return period.run_of_months(year, number, 1, "month")


def short_month(c: Caught) -> Period | None:
    """Ultimo nov., late Sept.: a short name, which only a part of a month beside it makes sure."""
    number = c.month()
    return period.run_of_months(year_of(c), number, 1, "month") if number else None


def unclear_month(c: Caught) -> Period | None:
    """første uge i marts: nobody agrees which days that is, so it is asked about."""
    return period.nowhere("unknown") if month(c) else None


def week(c: Caught) -> Period | None:
    """Uge 12, 第12周, W12."""
    number = c.number("w")
    return None if number is None else period.week(year_of(c), number)


def weeks(c: Caught) -> Period | None:
    """Uge 12-14, 第12至14周."""
    first, last = c.number("w"), c.number("w2")
    if first is None or last is None:
        return None
    if listed_apart(c, first, last):
        return period.nowhere("unknown")
    return period.between(period.week(None, first), period.week(year_of(c), last), c.on) or period.nowhere("unknown")


def listed_weeks(c: Caught) -> Period | None:
    """Uge 44, 45 og 46: the same of weeks."""
    weeks_said = [int(week) for week in re.findall(r"\d+", c.get("days"))]
    if weeks_said != list(range(weeks_said[0], weeks_said[-1] + 1)):
        return period.nowhere("unknown")
    start, end = period.week(None, weeks_said[0]), period.week(year_of(c), weeks_said[-1])
    return period.between(start, end, c.on) or period.nowhere("unknown")


def months(c: Caught) -> Period | None:
    """3-4月: with the months' year said once, in front."""
    first, last, year = c.number("m"), c.number("m2"), year_of(c)
    if first is None or last is None or first not in MONTHS or last not in MONTHS:
        return None
    if listed_apart(c, first, last):
        return period.nowhere("unknown")
    start = period.run_of_months(year, first, 1, "month")
    end = period.run_of_months(None if last < first else year, last, 1, "month")
    return period.between(start, end, c.on)


def quarter(c: Caught) -> Period | None:
    """1. kvartal, Q2, 第二季度."""
    number = c.number("q")
    if number is None or number not in _QUARTERS:
        return None
    return period.run_of_months(year_of(c), 3 * number - 2, 3, "quarter")


def quarters(c: Caught) -> Period | None:
    """1.-2. kvartal 2017, Q1 og Q2, 一、二季度."""
    first, last = c.number("q"), c.number("q2")
    if first is None or last is None or first not in _QUARTERS or last not in _QUARTERS or first >= last:
        return None
    if listed_apart(c, first, last):
        return period.nowhere("unknown")
    return period.run_of_months(year_of(c), 3 * first - 2, 3 * (last - first + 1), "quarter")


def last_quarter(c: Caught) -> Period | None:
    """The last quarter of the year."""
    return period.run_of_months(year_of(c), 10, 3, "quarter")


def half(c: Caught) -> Period | None:
    """første halvår, H1, 上半年."""
    number = c.number("h")
    if number is None or number not in _HALVES:
        return None
    return period.run_of_months(year_of(c), 6 * number - 5, 6, "half")


def season(c: Caught) -> Period | None:
    """efteråret 2017; a winter is named after the year it begins in, also in "vinteren 2017/18"."""
    return period.run_of_months(year_of(c), c.words.seasons[c.get("s")], 3, "season")


def seasons(c: Caught) -> Period | None:
    """今冬明春: from a season of this year to one of the next."""
    first = period.run_of_months(c.on.year, c.words.seasons[c.get("s")], 3, "season")
    last = period.run_of_months(c.on.year + 1, c.words.seasons[c.get("s2")], 3, "season")
    return period.between(first, last, c.on)


def winter(c: Caught) -> Period | None:
    """Vinteren 2017/18, 2017年至2018年冬季: the two years it lies in; any other two are nobody's winter."""
    first, last = c.number("y"), c.number("to")
    if (
        first is None
        or last is None
        or (first + 1) % _CENTURY != last % _CENTURY
        or last not in {first + 1, last % 100}
    ):
        return period.nowhere("unknown")
    start = c.words.seasons[c.get("s")]
    return period.run_of_months(first, start, 3, "season") if start == MONTHS[-1] else period.nowhere("unknown")


def year(c: Caught) -> Period | None:
    """2017, næste år."""
    number = year_of(c)
    return None if number is None else period.run_of_months(number, 1, 12, "year")


def years(c: Caught) -> Period | None:
    """2017-2018, 2017/18: from the one to the other."""
    first, last = c.number("y"), c.number("to")
    if first is None or last is None:
        return None
    last += first - first % _CENTURY if last < _CENTURY else 0
    return period.run_of_months(first, 1, 12 * (last - first + 1), "year") if last > first else None


def part_of_year(c: Caught) -> Period | None:
    """年底: of the year said, or of the first one where it is not over."""
    whole = period.run_of_months(year_of(c), 1, 12, "year")
    return parts.part(whole, c.words.parts[c.get("part")])
