"""What a match says of its year, its weekday and its list, and what names no day at all."""

import re
from datetime import date, timedelta

from bot.domain.due_rules import period
from bot.domain.due_rules.grammar import Caught
from bot.domain.due_rules.period import Period

MONTHS = range(1, 13)
_CENTURY = 100
_AGO, _AHEAD = 3, 12  # years: two bare figures behind a date are one of these
_UNKNOWN_YEAR = -1
_BETWEEN = re.compile(r"(?:mellem|between)\s+(?:den\s+|the\s+)?$|介于\s*$")
_AMONG = re.compile(r"\s*之间")


def year_of(c: Caught) -> int | None:
    """The year said, in figures or as "next year"; None when none was said."""
    if relative := c.get("yw"):
        return c.on.year + c.words.relatives[relative]
    said, bare = c.get("y") or c.get("y2"), c.get("yy")
    if not said and not bare:
        return None
    number = c.words.numbers(said or bare)
    if number is None:
        return _UNKNOWN_YEAR
    of = number + 2000 if number < _CENTURY else number
    return _UNKNOWN_YEAR if bare and not c.on.year - _AGO <= of <= c.on.year + _AHEAD else of


def listed_apart(c: Caught, first: int, last: int) -> bool:
    """Whether two of a list lie apart: "3. og 7. april" is neither one time nor all that lies between."""
    if not c.get("listed") or last - first == 1:
        return False
    text = c.match.string
    return not _BETWEEN.search(text[: c.match.start()]) and not _AMONG.match(text, c.match.end())


def agreeing(c: Caught, found: Period) -> Period:
    """The day itself, or nothing when the weekday beside it says another one."""
    weekday = c.get("wd")
    if not weekday:
        return found
    span = found.resolve(c.on)
    agrees = span is not None and span.start.weekday() == c.words.weekdays[weekday]
    return found if agrees else period.nowhere("unknown")


def asap(_: Caught) -> Period | None:
    """Hurtigst muligt, 尽快."""
    return period.nowhere("asap")


def unclear(_: Caught) -> Period | None:
    """About a time, but not one that can be named: kept and asked about."""
    return period.nowhere("unknown")


def monday_of(c: Caught, weeks: int = 0) -> date:
    """The Monday of the reference day's ISO week, or of the one that lies so many weeks ahead."""
    return c.on + timedelta(days=7 * weeks - c.on.weekday())


def units_ahead(c: Caught) -> int:
    """This 0, next 1, last -1; 0 where nothing was said."""
    said = c.get("rel")
    return c.words.relatives[said] if said else 0
