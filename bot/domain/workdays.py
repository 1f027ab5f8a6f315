"""Working days of the two countries: public holidays, weekends, and China's make-up working days."""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.due import Calendar

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


class Workdays(NamedTuple):
    """A day reached by counting; `certain` is False when a year on the way is in nobody's data."""

    day: date
    certain: bool


def is_workday(day: date, calendar: "Calendar") -> bool:
    """Whether people work on that day; a year outside the data has weekends only."""
    if not is_certain(day, calendar):
        return day.weekday() < _SATURDAY
    if calendar == "DK":
        return day.weekday() < _SATURDAY and holiday_name(day, calendar) is None
    import chinese_calendar  # noqa: PLC0415  loaded on first use: most readings count no days

    return bool(chinese_calendar.is_workday(day))


def is_certain(day: date, calendar: "Calendar") -> bool:
    """Whether the library knows the holidays of that year."""
    first, last = _danish_years() if calendar == "DK" else _chinese_years()
    return first <= day.year <= last


def holiday_name(day: date, calendar: "Calendar") -> str | None:
    """The holiday's name as its library says it (Danish, or English for China); None on other days.

    A weekend day that is part of a Chinese holiday has its name; a plain weekend has none.
    """
    if not is_certain(day, calendar):
        return None
    if calendar == "DK":
        return _danish_holidays(day.year).get(day)
    import chinese_calendar  # noqa: PLC0415  on first use

    free, name = chinese_calendar.get_holiday_detail(day)
    return str(name) if free and name else None


@cache
def _danish_holidays(year: int) -> "Mapping[date, str]":
    from holidays import country_holidays  # noqa: PLC0415  80 ms, on first use

    return dict(country_holidays("DK", years=year, language="da"))


@cache
def _danish_years() -> tuple[int, int]:
    from holidays import country_holidays  # noqa: PLC0415  80 ms, on first use

    known = country_holidays("DK")
    return known.start_year, known.end_year


@cache
def _chinese_years() -> tuple[int, int]:
    from chinese_calendar import constants  # noqa: PLC0415  on first use

    return min(constants.holidays).year, max(constants.holidays).year


def add_workdays(day: date, count: int, calendar: "Calendar") -> Workdays:
    """The `count`-th working day after `day`, which itself is never counted.

    Raises:
        OverflowError: the calendar ends (year 9999) before the count does.
    """
    return _counted(day, count, calendar, _ONE_DAY)


def take_workdays(day: date, count: int, calendar: "Calendar") -> Workdays:
    """The `count`-th working day before `day`, which itself is never counted.

    Raises:
        OverflowError: the calendar begins (year 1) before the count ends.
    """
    return _counted(day, count, calendar, -_ONE_DAY)


def _counted(day: date, count: int, calendar: "Calendar", step: timedelta) -> Workdays:
    certain = True
    while count > 0:
        day += step
        certain = certain and is_certain(day, calendar)
        count -= is_workday(day, calendar)
    return Workdays(day, certain)
