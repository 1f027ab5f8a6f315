"""What must have been sent, worked out again from the rules alone and with nothing of the bot's own counting.

Days off come from the two libraries directly; everything else is plain arithmetic of days.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
from holidays import country_holidays

from bot.domain.due import Calendar
from tests.simulation.life import Thing
from tests.simulation.world import Somebody

_DANISH = country_holidays("DK", years=range(2015, 2030))
_LAST_CHINESE_YEAR = max(chinese_calendar.constants.holidays).year
_CLOSING = time(18)
DAY = timedelta(days=1)


def works(day: date, calendar: Calendar) -> bool:
    """Whether people work on a day; of Chinese years that nobody has told yet only the weekends are known."""
    if calendar == "CN" and day.year <= _LAST_CHINESE_YEAR:
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and (calendar == "CN" or day not in _DANISH)


def back(day: date, count: int, calendar: Calendar) -> date:
    """Working days back from the last one that is not after a day."""
    found = [day - DAY * step for step in range(80) if works(day - DAY * step, calendar)]
    return found[count]


def first_step(steps: Sequence[datetime], day: date, at: str, zone: str) -> datetime | None:
    """The first instant at which the bot is awake on somebody's day, after their time and before the evening."""
    tz = ZoneInfo(zone)
    opens = datetime.combine(day, time.fromisoformat(at), tz).astimezone(UTC)
    closes = datetime.combine(day, _CLOSING, tz).astimezone(UTC)
    return next((step for step in steps if opens <= step < closes), None)


@dataclass
class Memory:
    """What somebody was told of one action while its end was this."""

    soon: bool = False
    last: bool = False
    passed: bool = False
    weekly: date | None = None


class Reminders:
    """Who must be told what on their day; it remembers what it said, as the bot should."""

    def __init__(self) -> None:
        self._told: defaultdict[tuple[int, str, date | None], Memory] = defaultdict(Memory)
        self._asked: set[tuple[int, str]] = set()

    def due(self, somebody: Somebody, things: Sequence[Thing], day: date, now: datetime) -> frozenset[str]:
        """The markers of the actions that somebody is told of on their day."""
        if not somebody.chosen.remind or not works(day, somebody.calendar):
            return frozenset()
        mine = [one for one in things if one.is_open and one.owner == somebody.person.id]
        return frozenset(one.marker for one in mine if self._is_due(somebody, one, day, now))

    def _is_due(self, somebody: Somebody, thing: Thing, day: date, now: datetime) -> bool:
        if thing.due_end is None:
            return self._is_asked(somebody, thing, now)
        memory = self._told[somebody.person.id, thing.marker, thing.due_end]
        if day > thing.due_end:
            return self._is_past(memory, thing, day)
        if day >= back(thing.due_end, 0, somebody.calendar):
            fresh, memory.last, memory.weekly = not memory.last, True, memory.weekly if memory.last else day
            return fresh
        if day >= back(thing.due_end, somebody.chosen.remind_days, somebody.calendar):
            fresh, memory.soon = not memory.soon, True
            return fresh
        return False

    def _is_asked(self, somebody: Somebody, thing: Thing, now: datetime) -> bool:
        key = (somebody.person.id, thing.marker)
        recent = now - thing.logged_at < timedelta(days=30)
        if thing.precision == "event" or key in self._asked or not recent:
            return False
        self._asked.add(key)
        return True

    @staticmethod
    def _is_past(memory: Memory, thing: Thing, day: date) -> bool:
        if thing.expected:
            fresh, memory.passed = not memory.passed, True
            return fresh
        if memory.weekly is not None and (day - memory.weekly).days < 7:
            return False
        memory.weekly = day
        return True


@dataclass(frozen=True)
class DigestPlace:
    """A channel as the oracle sees it: its countries, when notes were logged, and which open actions end when."""

    channel_id: int
    calendars: tuple[Calendar, ...]
    weekday: int
    logged: tuple[datetime, ...]
    things: tuple[Thing, ...]

    def due_on(self, day: date) -> bool:
        """Whether something ends on a day."""
        return any(one.is_open and not one.expected and one.due_end == day for one in self.things)


class Digests:
    """Which channels must get a digest on a day: where something came up that it has to tell, or the whole list is due.

    A digest may come on other days as well: what is due soon or waits for review is told too.
    """

    def __init__(self) -> None:
        self._told: dict[int, datetime] = {}

    def must(self, channel: DigestPlace, day: date, at: datetime) -> bool:
        """Whether one must come; asked once for each day on which the bot could send it."""
        if not any(logged <= at for logged in channel.logged):
            return False  # nothing was ever logged: there is nothing to tell of, not even that
        since = self._told.get(channel.channel_id, at - timedelta(days=7))
        self._told[channel.channel_id] = at
        news = any(since < logged <= at for logged in channel.logged)
        return news or channel.due_on(day) or is_full_day(day, channel.weekday, channel.calendars)


def is_full_day(day: date, weekday: int, calendars: Sequence[Calendar]) -> bool:
    """Whether the whole list is due: on its weekday, or on the first day after it on which somebody works."""
    wanted = day - DAY * ((day.weekday() - weekday) % 7)
    return not any(works(wanted + DAY * step, one) for step in range((day - wanted).days) for one in calendars)
