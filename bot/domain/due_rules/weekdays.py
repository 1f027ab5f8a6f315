"""From the named groups of a match to days of a week and the n-th day of a month, whatever the language."""

from calendar import monthrange
from datetime import date, timedelta

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period, Span
from bot.domain.due_rules.said import listed_apart, monday_of, units_ahead, year_of
from bot.domain.due_rules.stretches import week
from bot.domain.workdays import is_certain, is_workday


def weekday(c: Caught) -> Period | None:
    """på fredag: the next one after the reference day; 下周五: of the ISO week named."""
    wanted = c.words.weekdays[c.get("wd")]
    if c.get("rel"):
        day = monday_of(c, units_ahead(c)) + timedelta(days=wanted)
    else:
        day = c.on + timedelta(days=(wanted - c.on.weekday() - 1) % 7 + 1)
    return period.fixed(day, day, "day")


def next_weekday(c: Caught) -> Period | None:
    """næste fredag: said of the coming one and of next week's; a day only where both are the same."""
    coming = c.on + timedelta(days=(c.words.weekdays[c.get("wd")] - c.on.weekday() - 1) % 7 + 1)
    if coming < monday_of(c, 1):
        return period.nowhere("unknown")
    return period.fixed(coming, coming, "day")


def weekdays(c: Caught) -> Period | None:
    """下周一至周三: within one ISO week."""
    monday = monday_of(c, units_ahead(c))
    first, last = c.words.weekdays[c.get("wd")], c.words.weekdays[c.get("wd2")]
    if first > last or listed_apart(c, first, last):
        return period.nowhere("unknown")
    if not c.get("rel") and first <= c.on.weekday():
        if last > c.on.weekday():  # the one of next week, the other of this one
            return period.nowhere("unknown")
        monday += timedelta(days=7)
    return period.fixed(monday + timedelta(days=first), monday + timedelta(days=last), "day")


def weekday_of_week(c: Caught) -> Period | None:
    """Fredag i uge 12, fredag i næste uge."""
    return _days_of_week(c, c.words.weekdays[c.get("wd")], c.words.weekdays[c.get("wd")])


def weekdays_of_week(c: Caught) -> Period | None:
    """Mandag til onsdag i uge 12."""
    return _days_of_week(c, c.words.weekdays[c.get("wd")], c.words.weekdays[c.get("wd2")])


def weekend(c: Caught) -> Period | None:
    """周末, the weekend: Saturday and Sunday."""
    saturday = monday_of(c, units_ahead(c)) + timedelta(days=5)
    return period.fixed(saturday, saturday + timedelta(days=1), "day")


def weekend_of_week(c: Caught) -> Period | None:
    """Weekenden i uge 12."""
    return _days_of_week(c, 5, 6)


def _days_of_week(c: Caught, first: int, last: int) -> Period:
    found = None if c.get("rel") else week(c)
    span = found and found.resolve(c.on)
    if first > last or not (span or c.get("rel")):
        return period.nowhere("unknown")
    monday = span.start if span else monday_of(c, units_ahead(c))
    return period.fixed(monday + timedelta(days=first), monday + timedelta(days=last), "day")


def nth_weekday(c: Caught) -> Period | None:
    """første mandag i marts, the last Friday of May, 3月第一个周一."""
    number, wanted = c.number("nth"), c.words.weekdays[c.get("wd")]
    month = c.month()
    if month is None or (number is None and not c.get("last")):
        return None

    def make(of: int) -> Span | None:
        days = [day for at in range(31) if (day := date(of, month, 1) + timedelta(days=at)).month == month]
        fitting = [day for day in days if day.weekday() == wanted]
        which = fitting[-1:] if number is None else fitting[number - 1 : number]
        return Span(which[0], which[0]) if which else None

    return Period(make, "day", year_of(c))


def nth_day(c: Caught) -> Period | None:
    """Sidste hverdag i marts, første arbejdsdag i næste måned, 3月最后一天, the last working day of the month."""
    number = 1 if c.get("first") else c.number("nth")
    year, month_number = year_of(c), c.month() if c.get("m") else None
    if not c.get("m"):
        start = period.shift(c.on.replace(day=1), months=units_ahead(c))
        year, month_number = start.year, start.month
    if month_number is None or month_number not in range(1, 13) or (number is None and not c.get("last")):
        return None
    works = c.words.units[c.get("u")] == "workday"

    def make(of: int) -> Span | None:
        whole = [date(of, month_number, 1) + timedelta(days=at) for at in range(monthrange(of, month_number)[1])]
        days = [day for day in whole if not works or is_workday(day, c.calendar)]
        which = days[-1:] if number is None else days[number - 1 : number]
        return Span(which[0], which[0]) if which else None

    span = Period(make, "day", year).resolve(c.on)
    if span is None:
        return period.nowhere("unknown")
    return period.fixed(*span, "day", certain=not works or is_certain(span.end, c.calendar))
