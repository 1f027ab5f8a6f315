"""From the named groups of a match to days: one meaning for each rule, whatever the language."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period, Span

if TYPE_CHECKING:
    from bot.domain.due import Precision

_PRECISION_OF: "dict[str, Precision]" = {"month": "month", "quarter": "quarter", "half": "half", "year": "year"}
_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_HALF_OF = {"month": (15, 0), "year": (0, 6)}
_FAR = 2000  # more of any unit is not a date an office would set
_SHORT_YEAR = 2
_UNKNOWN_YEAR = -1
_MONTHS, _QUARTERS, _HALVES = range(1, 13), range(1, 5), range(1, 3)  # of a year


def year_of(c: Caught) -> int | None:
    """The year said, in figures or as "next year"; None when none was said."""
    if relative := c.get("yw"):
        return c.on.year + c.words.relatives[relative]
    said = c.get("y")
    if not said:
        return None
    number = c.words.numbers(said)
    if number is None:
        return _UNKNOWN_YEAR
    return number + 2000 if len(said) <= _SHORT_YEAR else number


def day_month(c: Caught) -> Period | None:
    """15. marts 2017; a weekday beside it must agree with it."""
    number = c.number("d")
    month = c.words.months(c.get("m"), True)  # noqa: FBT003  positional by its type
    if number is None or month is None or month not in _MONTHS:
        return None
    return agreeing(c, period.day(year_of(c), month, number))


def numeric(c: Caught) -> Period | None:
    """2017-03-15, 15/3 2017, 3/15: in the order of the rule's groups."""
    number, month = int(c.get("d")), int(c.get("m"))
    if month not in _MONTHS:
        return period.nowhere("unknown")
    return agreeing(c, period.day(year_of(c), month, number))


def either_order(c: Caught) -> Period | None:
    """15/3 or 3/15, when only one of the two can be meant; 3/4 is not guessed."""
    first, second = int(c.get("a")), int(c.get("b"))
    year = year_of(c)
    readings = {(day, month) for day, month in ((first, second), (second, first)) if month in _MONTHS}
    if len(readings) != 1:
        return period.nowhere("unknown")
    number, month = readings.pop()
    return agreeing(c, period.day(year, month, number))


def agreeing(c: Caught, found: Period) -> Period:
    """The day itself, or nothing when the weekday beside it says another one."""
    weekday = c.get("wd")
    if not weekday:
        return found
    span = found.resolve(c.on)
    agrees = span is not None and span.start.weekday() == c.words.weekdays[weekday]
    return found if agrees else period.nowhere("unknown")


def days_of_month(c: Caught) -> Period | None:
    """3.-7. april 2017; 28.-3. marts begins in the month before."""
    month = c.words.months(c.get("m"), True)  # noqa: FBT003  positional by its type
    first, last = c.number("d"), c.number("d2")
    if month is None or first is None or last is None:
        return None
    start, end = period.day(None, month, first), period.day(year_of(c), month, last)
    if first > last:
        return period.nowhere("unknown")
    return period.between(start, end, c.on) or period.nowhere("unknown")


def month(c: Caught) -> Period | None:
    """marts, marts 2017, marts næste år."""
    year = year_of(c)
    number = c.words.months(c.get("m"), year is not None)
    if number is None or number not in _MONTHS:
        return None
    return period.run_of_months(year, number, 1, "month")


def short_month(c: Caught) -> Period | None:
    """Ultimo nov., late Sept.: a short name, which only a part of a month beside it makes sure."""
    number = c.words.months(c.get("m"), True)  # noqa: FBT003  positional by its type
    return period.run_of_months(year_of(c), number, 1, "month") if number else None


def week(c: Caught) -> Period | None:
    """Uge 12, 第12周, W12."""
    number = c.number("w")
    return None if number is None else period.week(year_of(c), number)


def weeks(c: Caught) -> Period | None:
    """Uge 12-14, 第12至14周."""
    first, last = c.number("w"), c.number("w2")
    if first is None or last is None:
        return None
    return period.between(period.week(None, first), period.week(year_of(c), last), c.on) or period.nowhere("unknown")


def months(c: Caught) -> Period | None:
    """3-4月: with the months' year said once, in front."""
    first, last, year = c.number("m"), c.number("m2"), year_of(c)
    if first is None or last is None or first not in _MONTHS or last not in _MONTHS:
        return None
    start = period.run_of_months(year, first, 1, "month")
    end = period.run_of_months(None if last < first else year, last, 1, "month")
    return period.between(start, end, c.on)


def quarter(c: Caught) -> Period | None:
    """1. kvartal, Q2, 第二季度."""
    number = c.number("q")
    if number is None or number not in _QUARTERS:
        return None
    return period.run_of_months(year_of(c), 3 * number - 2, 3, "quarter")


def half(c: Caught) -> Period | None:
    """første halvår, H1, 上半年."""
    number = c.number("h")
    if number is None or number not in _HALVES:
        return None
    return period.run_of_months(year_of(c), 6 * number - 5, 6, "half")


def season(c: Caught) -> Period | None:
    """efteråret 2017; a winter is named after the year it begins in, also in "vinteren 2017/18"."""
    return period.run_of_months(year_of(c), c.words.seasons[c.get("s")], 3, "season")


def year(c: Caught) -> Period | None:
    """2017, næste år."""
    number = year_of(c)
    return None if number is None else period.run_of_months(number, 1, 12, "year")


def weekday_of_week(c: Caught) -> Period | None:
    """Fredag i uge 12."""
    found = week(c)
    span = found and found.resolve(c.on)
    if not span:
        return period.nowhere("unknown")
    day = span.start + timedelta(days=c.words.weekdays[c.get("wd")])
    return period.fixed(day, day, "day")


def end_of_year(c: Caught) -> Period | None:
    """årsskiftet: the last day of this year, or of the year said."""
    return period.day(year_of(c) or c.on.year, 12, 31)


def week_of_day(c: Caught) -> Period | None:
    """The week of 7 December: Monday to Sunday around that day."""
    found = day_month(c)
    span = found and found.resolve(c.on)
    if not span:
        return period.nowhere("unknown")
    monday = span.start - timedelta(days=span.start.weekday())
    return period.fixed(monday, monday + timedelta(days=6), "week")


def seasons(c: Caught) -> Period | None:
    """今冬明春: from a season of this year to one of the next."""
    first = period.run_of_months(c.on.year, c.words.seasons[c.get("s")], 3, "season")
    last = period.run_of_months(c.on.year + 1, c.words.seasons[c.get("s2")], 3, "season")
    return period.between(first, last, c.on)


def event(_: Caught) -> Period | None:
    """Efter modtagelsen, 收到草案后: the clock starts when it happens."""
    return period.nowhere("event")


def asap(_: Caught) -> Period | None:
    """Hurtigst muligt, 尽快."""
    return period.nowhere("asap")


def unclear(_: Caught) -> Period | None:
    """About a time, but not one that can be named: kept and asked about."""
    return period.nowhere("unknown")


def month_first(c: Caught) -> Period | None:
    """3/15: month before day, as Chinese writes it; 15/3 can only be the other way round."""
    first, second = int(c.get("a")), int(c.get("b"))
    month, number = (first, second) if first <= _MONTHS[-1] else (second, first)
    return period.day(year_of(c), month, number) if month in _MONTHS else period.nowhere("unknown")


def part_of_year(c: Caught) -> Period | None:
    """年底: of the year said, or of the first one where it is not over."""
    whole = period.run_of_months(year_of(c), 1, 12, "year")
    return period.part(whole, c.words.parts[c.get("part")])


def nth_weekday(c: Caught) -> Period | None:
    """første mandag i marts, the last Friday of May, 3月第一个周一."""
    number, wanted = c.number("nth"), c.words.weekdays[c.get("wd")]
    month = c.words.months(c.get("m"), True)  # noqa: FBT003  positional by its type
    if month is None or (number is None and not c.get("last")):
        return None

    def make(of: int) -> Span | None:
        days = [day for at in range(31) if (day := date(of, month, 1) + timedelta(days=at)).month == month]
        fitting = [day for day in days if day.weekday() == wanted]
        which = fitting[-1:] if number is None else fitting[number - 1 : number]
        return Span(which[0], which[0]) if which else None

    return Period(make, "day", year_of(c))


def unclear_month(c: Caught) -> Period | None:
    """første uge i marts: nobody agrees which days that is, so it is asked about."""
    return period.nowhere("unknown") if month(c) else None
