"""A digest: for whom it is, what time it is about, and what it tells, as values without language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

from bot.domain.calendars import DayOff, calendars_of, last_workday, zone_of
from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.mailing import Mailing
from bot.domain.preferences import DigestChannel, Reader
from bot.domain.record import CardPlace, Change, Item, Space, Text
from bot.domain.workdays import add_workdays, is_workday

SectionName = Literal["due", "new", "agreed", "ahead", "changed", "waiting", "review", "open"]
SECTION_NAMES: tuple[SectionName, ...] = get_args(SectionName)
"""In the order in which they stand in a digest."""

SOON = 3  # working days
WEEKS_AHEAD = 8
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a digest is for: a channel, which speaks of one space, or a person with all spaces they see.

    `languages` are those it is written in; `organisation_ids` those the person works for.
    """

    space_ids: frozenset[int]
    languages: tuple[Language, ...]
    calendars: tuple[Calendar, ...]
    zone: ZoneInfo
    person_id: int | None = None
    organisation_ids: frozenset[int] = frozenset()

    @classmethod
    def of_channel(cls, found: DigestChannel) -> "Scope":
        """That of a channel's digest."""
        calendars = calendars_of(found.channel.languages)
        zone = zone_of(found.settings.zone, "DK")
        return cls(frozenset({found.channel.space_id}), found.languages, calendars, zone)

    @classmethod
    def of_person(
        cls,
        reader: Reader,
        space_ids: frozenset[int],
        organisation_ids: frozenset[int],
        languages: tuple[Language, ...] = ("da", "zh"),
    ) -> "Scope":
        """That of a person's own digest; `languages` are those of the spaces, which tell whose holidays matter."""
        calendars = tuple(dict.fromkeys((reader.calendar, *calendars_of(languages))))
        return cls(space_ids, (reader.language,), calendars, reader.zone, reader.person.id, organisation_ids)


@dataclass(frozen=True, slots=True)
class Period:
    """What time a digest is about: news is what happened after `since` and not after `until`.

    `today` is the recipient's day; `since` is None where they were never told anything.
    """

    since: datetime | None
    until: datetime
    today: date
    weekly: bool = False

    @classmethod
    def of(cls, mailing: Mailing) -> "Period":
        """The one a planned digest is about."""
        return cls(mailing.since, mailing.until, mailing.day, mailing.weekly)

    @property
    def news_since(self) -> datetime:
        """After which instant things are news; a first digest does not tell the whole past."""
        return self.until - _WEEK if self.since is None else self.since

    @property
    def agreed_since(self) -> datetime:
        """After which instant decisions are told: of a full list, those of the whole week."""
        return min(self.news_since, self.until - _WEEK) if self.weekly else self.news_since

    @property
    def ahead_until(self) -> date:
        """The last day that visits and events are looked for on."""
        return self.today + timedelta(weeks=WEEKS_AHEAD)

    def told_on(self, scope: Scope) -> date:
        """The recipient's day of the digest before; the last working day where there was none."""
        if self.since is not None:
            return self.since.astimezone(scope.zone).date()
        return min(last_workday(self.today - timedelta(days=1), calendar) for calendar in scope.calendars)

    def soon(self, scope: Scope) -> date:
        """The last day of what is due soon: three working days on, counted by those who work today."""
        working = [one for one in scope.calendars if is_workday(self.today, one)]
        return max(add_workdays(self.today, SOON, one).day for one in working or scope.calendars)


class ItemRef(NamedTuple):
    """An item that is listed; `mine` in a person's own digest where it is theirs or their organisation's."""

    item_id: int
    mine: bool = False


class NewNote(NamedTuple):
    """A note that was logged, with how many items and how many open actions it has."""

    note_id: int
    number: int
    title: Text
    space: Space
    card: CardPlace | None
    items: int
    actions: int


class Made(NamedTuple):
    """One thing that somebody did to an action."""

    by: str
    change: Change


class ChangedItem(NamedTuple):
    """An action that the other side changed, with what was done, oldest first."""

    item_id: int
    made: tuple[Made, ...]


class ToReview(NamedTuple):
    """How much waits for a reviewer into a language."""

    language: Language
    notes: int
    sentences: int


Entry = ItemRef | NewNote | ChangedItem | ToReview


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a digest; `total` counts what there is, also beyond `entries`."""

    name: SectionName
    entries: tuple[Entry, ...] = ()
    total: int = 0


class ItemLine(NamedTuple):
    """An item as a digest shows it: with its words and number, its space, and where its card stands."""

    item: Item
    space: Space
    card: CardPlace | None


class Away(NamedTuple):
    """A country that does not work today, why, and until when."""

    calendar: Calendar
    day_off: DayOff


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything a digest tells; sections without entries are left out, `lines` has the items that may be shown."""

    scope: Scope
    period: Period
    sections: tuple[Section, ...]
    lines: Mapping[int, ItemLine] = field(default_factory=dict)
    away: tuple[Away, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.sections

    @property
    def is_empty(self) -> bool:
        """Whether it is not to be sent: nothing to tell, and not the day of the full list."""
        return self.says_nothing and not self.period.weekly


def records_of(digest: Digest) -> tuple[tuple[int, str], ...]:
    """What a digest shows, as the id of a space and the name of a record each."""
    items = {(line.space.id, f"item:{item_id}") for item_id, line in digest.lines.items()}
    entries = (entry for section in digest.sections for entry in section.entries)
    notes = {(entry.space.id, f"note:{entry.note_id}") for entry in entries if isinstance(entry, NewNote)}
    return tuple(sorted(items | notes))


def item_id_of(entry: Entry) -> int | None:
    """The item an entry is about."""
    return entry.item_id if isinstance(entry, ItemRef | ChangedItem) else None
