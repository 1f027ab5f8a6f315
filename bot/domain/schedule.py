"""When a digest or a reminder is due: local times on working days, late once on the same day, never piled up."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendars import HOME_ZONES, calendars_of, clock_time, local, zone_of
from bot.domain.due import Calendar
from bot.domain.mailing import Planned
from bot.domain.preferences import DigestChannel, Reader
from bot.domain.workdays import is_workday

CLOSING = time(18)
"""Local: what was missed by then is not sent any more."""

_WEEK = 7


def digest_now(channel: DigestChannel, now: datetime) -> Planned | None:
    """The digest a channel is to get at an instant, on a day on which one of its countries works."""
    settings = channel.settings
    if not settings.is_on:
        return None
    zone, calendars = zone_of(settings.zone, "DK"), calendars_of(channel.channel.languages)
    day = _day_of(now, zone, settings.at)
    if day is None or not works(day, calendars):
        return None
    weekly = is_weekly(day, settings.weekday, calendars)
    return Planned("digest", channel.channel.id, day, weekly, _rule(day, settings.at, zone, calendars, weekly=weekly))


def personal_now(reader: Reader, now: datetime) -> Planned | None:
    """The digest of a person's own that they are to get at an instant."""
    chosen = reader.preferences
    day = _day_of(now, reader.zone, chosen.digest_at) if chosen.digest else None
    if day is None or not works(day, [reader.calendar]):
        return None
    weekly = is_weekly(day, chosen.weekday, [reader.calendar])
    rule = _rule(day, chosen.digest_at, reader.zone, [reader.calendar], weekly=weekly)
    return Planned("personal", reader.person.id, day, weekly, rule)


def reminder_now(reader: Reader, now: datetime) -> Planned | None:
    """The reminder a person may get at an instant; whether there is anything to say is another question."""
    chosen = reader.preferences
    day = _day_of(now, reader.zone, chosen.remind_at) if chosen.remind else None
    if day is None or not works(day, [reader.calendar]):
        return None
    rule = _rule(day, chosen.remind_at, reader.zone, [reader.calendar], weekly=False)
    return Planned("reminder", reader.person.id, day, weekly=False, rule=rule)


def is_open(now: datetime, day: date, zone: ZoneInfo) -> bool:
    """Whether what was planned for a day may still be sent: it is that day, and before the evening."""
    here = local(now, zone)
    return here.date() == day and here.time() < CLOSING


def works(day: date, calendars: Sequence[Calendar]) -> bool:
    """Whether one of some countries works on a day."""
    return any(is_workday(day, calendar) for calendar in calendars)


def is_weekly(day: date, weekday: int, calendars: Sequence[Calendar]) -> bool:
    """Whether a day is that of the full list: the weekday, or the first working day after it."""
    wanted = day - timedelta(days=(day.weekday() - weekday) % _WEEK)
    between = (wanted + timedelta(days=count) for count in range((day - wanted).days))
    return not any(works(earlier, calendars) for earlier in between)


def zone_of_channel(channel: DigestChannel) -> ZoneInfo:
    """By whose clock a channel gets its digest."""
    return zone_of(channel.settings.zone, "DK")


def _day_of(now: datetime, zone: ZoneInfo, at: str) -> date | None:
    """The local day, if the time of day is past and the evening has not come."""
    here = local(now, zone)
    return here.date() if clock_time(at) <= here.time() < CLOSING else None


def _rule(day: date, at: str, zone: ZoneInfo, calendars: Sequence[Calendar], *, weekly: bool) -> str:
    """Why a message is sent, for whoever reads the log."""
    working = "+".join(calendar for calendar in calendars if is_workday(day, calendar))
    name = zone.key if zone.key in HOME_ZONES.values() else f"{zone.key}"
    return f"{day:%a} {day} from {at} {name}, works: {working}{', full list' if weekly else ''}"
