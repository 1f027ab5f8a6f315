"""From the named groups of a match to days: one meaning for each rule, whatever the language."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period
from bot.domain.workdays import Workdays, add_workdays

_MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_HALF_OF = {"month": (15, 0), "year": (0, 6)}
_FAR = 2000  # more of any unit is not a date an office would set
_SHORT_YEAR = 2
_UNKNOWN_YEAR = -1


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
    if number is None or month is None or not 1 <= month <= 12:  # noqa: PLR2004
        return None
    return _agreeing(c, period.day(year_of(c), month, number))


def numeric(c: Caught) -> Period | None:
    """2017-03-15, 15/3 2017, 3/15: in the order of the rule's groups."""
    number, month = int(c.get("d")), int(c.get("m"))
    if not 1 <= month <= 12:  # noqa: PLR2004
        return period.nowhere("unknown")
    return _agreeing(c, period.day(year_of(c), month, number))


def either_order(c: Caught) -> Period | None:
    """15/3 or 3/15, when only one of the two can be meant; 3/4 is not guessed."""
    first, second = int(c.get("a")), int(c.get("b"))
    year = year_of(c)
    readings = {(day, month) for day, month in ((first, second), (second, first)) if 1 <= month <= 12}  # noqa: PLR2004
    if len(readings) != 1:
        return period.nowhere("unknown")
    number, month = readings.pop()
    return _agreeing(c, period.day(year, month, number))


def _agreeing(c: Caught, found: Period) -> Period:
    """The day, or nothing when the weekday beside it says another one."""
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
    month = period.shift(c.on.replace(day=1), months=_relative(c))
    return _agreeing(c, period.day(month.year, month.month, number))


def month(c: Caught) -> Period | None:
    """marts, marts 2017, marts næste år."""
    year = year_of(c)
    number = c.words.months(c.get("m"), year is not None)
    if number is None or not 1 <= number <= 12:  # noqa: PLR2004
        return None
    return period.run_of_months(year, number, 1, "month")


def week(c: Caught) -> Period | None:
    """Uge 12, 第12周, W12."""
    number = c.number("w")
    return None if number is None else period.week(year_of(c), number)


def weeks(c: Caught) -> Period | None:
    """uge 12-14, 第12至14周."""
    first, last = c.number("w"), c.number("w2")
    if first is None or last is None:
        return None
    return period.between(period.week(None, first), period.week(year_of(c), last), c.on) or period.nowhere("unknown")


def months(c: Caught) -> Period | None:
    """3-4月: with the months' year said once, in front."""
    first, last, year = c.number("m"), c.number("m2"), year_of(c)
    if first is None or last is None or not (1 <= first <= 12 and 1 <= last <= 12):  # noqa: PLR2004
        return None
    start = period.run_of_months(year, first, 1, "month")
    end = period.run_of_months(None if last < first else year, last, 1, "month")
    return period.between(start, end, c.on)


def quarter(c: Caught) -> Period | None:
    """1. kvartal, Q2, 第二季度."""
    number = c.number("q")
    if number is None or not 1 <= number <= 4:  # noqa: PLR2004
        return None
    return period.run_of_months(year_of(c), 3 * number - 2, 3, "quarter")


def half(c: Caught) -> Period | None:
    """første halvår, H1, 上半年."""
    number = c.number("h")
    if number is None or not 1 <= number <= 2:  # noqa: PLR2004
        return None
    return period.run_of_months(year_of(c), 6 * number - 5, 6, "half")


def season(c: Caught) -> Period | None:
    """efteråret 2017; a winter is named after the year it begins in, also in "vinteren 2017/18"."""
    return period.run_of_months(year_of(c), c.words.seasons[c.get("s")], 3, "season")


def year(c: Caught) -> Period | None:
    """2017, næste år."""
    number = year_of(c)
    return None if number is None else period.run_of_months(number, 1, 12, "year")


def weekday(c: Caught) -> Period | None:
    """på fredag: the next one after the reference day; 下周五: of the ISO week named."""
    wanted = c.words.weekdays[c.get("wd")]
    if c.get("rel"):
        day = _monday(c) + timedelta(days=7 * _relative(c) + wanted)
    else:
        day = c.on + timedelta(days=(wanted - c.on.weekday() - 1) % 7 + 1)
    return period.fixed(day, day, "day")


def weekday_of_week(c: Caught) -> Period | None:
    """Fredag i uge 12."""
    found = week(c)
    span = found and found.resolve(c.on)
    if not span:
        return period.nowhere("unknown")
    day = span.start + timedelta(days=c.words.weekdays[c.get("wd")])
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
    length = _MONTHS_IN.get(unit)
    if length is None:
        return None
    this = (c.on.month - 1) // length * length + 1
    start = period.shift(c.on.replace(month=this, day=1), months=length * ahead)
    named = {1: "month", 3: "quarter", 6: "half", 12: "year"}[length]
    return period.run_of_months(start.year, start.month, length, named)  # type: ignore[arg-type]  # the four are precisions


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


def later(c: Caught) -> Workdays | None:
    """The day that lies `n` units after the reference day; None for a count that is no number."""
    unit = c.words.units[c.get("u")]
    if c.get("half"):
        days, count = _HALF_OF.get(unit, (0, 0))
        return Workdays(period.shift(c.on, days=days, months=count), certain=True) if days or count else None
    number = c.number("n") if c.get("n") else 1
    if number is None or number > _FAR:
        return None
    if unit == "workday":
        return add_workdays(c.on, number, c.calendar)
    if unit in ("day", "week"):
        return Workdays(c.on + timedelta(days=number * (7 if unit == "week" else 1)), certain=True)
    return Workdays(period.shift(c.on, months=number * _MONTHS_IN[unit]), certain=True)


def end_of_year(c: Caught) -> Period | None:
    """årsskiftet: the last day of this year, or of the year said."""
    return period.day(year_of(c) or c.on.year, 12, 31)


def event(_: Caught) -> Period | None:
    """Efter modtagelsen, 收到草案后: the clock starts when it happens."""
    return period.nowhere("event")


def asap(_: Caught) -> Period | None:
    """Hurtigst muligt, 尽快."""
    return period.nowhere("asap")


def unclear(_: Caught) -> Period | None:
    """About a time, but not one that can be named: kept and asked about."""
    return period.nowhere("unknown")


def _monday(c: Caught) -> date:
    return c.on - timedelta(days=c.on.weekday())


def _relative(c: Caught) -> int:
    said = c.get("rel")
    return c.words.relatives[said] if said else 0


def end_of_unit(c: Caught) -> Period | None:
    """årets udgang: the last day of the unit we are in."""
    found = relative_unit(c)
    return found and period.part(found, 2)


def month_first(c: Caught) -> Period | None:
    """3/15: month before day, as Chinese writes it; 15/3 can only be the other way round."""
    first, second = int(c.get("a")), int(c.get("b"))
    month, number = (first, second) if first <= 12 else (second, first)  # noqa: PLR2004
    return period.day(year_of(c), month, number) if 1 <= month <= 12 else period.nowhere("unknown")  # noqa: PLR2004


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


def late_year(c: Caught) -> Period | None:
    """年底: December of this year, or of the year said."""
    return period.run_of_months(year_of(c) or c.on.year, 12, 1, "month")


def within_year(c: Caught) -> Period | None:
    """年内: by the end of this year."""
    return replace(period.run_of_months(c.on.year, 1, 12, "year"), deadline=True)


def end_of_abbreviated(c: Caught) -> Period | None:
    """month-end, EOM: the end of the unit we are in."""
    unit = c.get("u") or {"m": "month", "q": "quarter", "y": "year"}.get(c.get("x"), "week")
    if unit == "week":
        friday = _monday(c) + timedelta(days=4)
        return period.fixed(friday, friday, "day")
    length = _MONTHS_IN[unit]
    first = (c.on.month - 1) // length * length + 1
    return period.part(
        period.run_of_months(
            c.on.year, first, length, "month" if unit == "month" else "quarter" if unit == "quarter" else "year"
        ),
        2,
    )
