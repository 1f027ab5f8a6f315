"""Whose working days somebody keeps, which day and time it is for them, and how long a holiday lasts."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.workdays import holiday_name, is_workday

HOME_ZONES: dict[Calendar, str] = {"DK": "Europe/Copenhagen", "CN": "Asia/Shanghai"}
_CHINESE_ZONES = frozenset(
    {"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "Asia/Kashgar", "Asia/Chungking", "PRC"}
)
_DANISH_ZONES = frozenset({"Europe/Copenhagen", "Arctic/Longyearbyen", "Europe/Berlin", "Europe/Oslo"})
_LONGEST = 60  # days that no row of days off reaches


def calendar_of(zone: str | None, language: Language | None) -> Calendar:
    """The working calendar of somebody who has chosen none: where their clock is tells, else what they speak."""
    if zone in _CHINESE_ZONES:
        return "CN"
    if zone in _DANISH_ZONES:
        return "DK"
    return "CN" if language == "zh" else "DK"


def zone_of(zone: str | None, calendar: Calendar) -> ZoneInfo:
    """The time zone of a name; of a missing or unknown one, that of the calendar's country."""
    try:
        return ZoneInfo(zone or HOME_ZONES[calendar])
    except (ZoneInfoNotFoundError, ValueError):  # Slack's zones are not always in our list
        return ZoneInfo(HOME_ZONES[calendar])


def calendars_of(languages: tuple[Language, ...]) -> tuple[Calendar, ...]:
    """The countries of a channel by its languages; English is nobody's country here."""
    found: dict[Calendar, None] = {}
    for language in languages:
        if language != "en":
            found["CN" if language == "zh" else "DK"] = None
    return tuple(found) or ("DK",)


def next_workday(day: date, calendar: Calendar) -> date:
    """The first working day on or after a day."""
    while not is_workday(day, calendar):
        day += timedelta(days=1)
    return day


def last_workday(day: date, calendar: Calendar) -> date:
    """The last working day on or before a day."""
    while not is_workday(day, calendar):
        day -= timedelta(days=1)
    return day


def workdays_before(day: date, count: int, calendar: Calendar) -> date:
    """The working day that lies so many working days before the last one on or before `day`."""
    day = last_workday(day, calendar)
    for _ in range(count):
        day = last_workday(day - timedelta(days=1), calendar)
    return day


class DayOff(NamedTuple):
    """A day on which a country does not work: the holiday's name in its library's words, and its last day off.

    `name` is None on a plain weekend.
    """

    name: str | None
    until: date


def day_off(day: date, calendar: Calendar) -> DayOff | None:
    """Why a country does not work on a day and until when; None on a working day."""
    if is_workday(day, calendar):
        return None
    until = day
    for _ in range(_LONGEST):
        if is_workday(until + timedelta(days=1), calendar):
            break
        until += timedelta(days=1)
    return DayOff(holiday_name(day, calendar), until)


def local(now: datetime, zone: ZoneInfo) -> datetime:
    """An instant as the clock on somebody's wall shows it."""
    return now.astimezone(zone)


def clock_time(written: str) -> time:
    """A time of day as it is stored ("09:00").

    Raises:
        ValueError: it is none.
    """
    return time.fromisoformat(written)
