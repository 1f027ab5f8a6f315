"""How a person wants to be reminded, and how a channel wants its digest."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.calendars import calendar_of, zone_of
from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.person import Channel, Person

REMIND_DAYS = (1, 2, 3, 5, 10)
"""Working days before the end that a person may choose."""

EARLIEST, LATEST = "06:00", "17:00"
"""The times of day between which a message may be asked for."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose; `zone` and `calendar` None: as Slack tells us where they are."""

    zone: str | None = None  # an IANA name
    calendar: Calendar | None = None
    remind: bool = True
    remind_at: str = "09:00"  # local
    remind_days: int = 3  # working days before the end
    digest: bool = False
    digest_at: str = "08:30"  # local
    weekday: int = 0  # of the full list; Monday is 0


@dataclass(frozen=True, slots=True)
class Reader:
    """A person with everything that says when and how to write to them."""

    person: Person
    preferences: Preferences = Preferences()

    @property
    def language(self) -> Language:
        """In which language they are written to."""
        return self.person.language or self.person.guessed or "en"

    @property
    def calendar(self) -> Calendar:
        """Whose working days are theirs."""
        chosen = self.preferences.calendar
        return chosen or calendar_of(self.preferences.zone or self.person.zone, self.language)

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone."""
        return zone_of(self.preferences.zone or self.person.zone, self.calendar)


@dataclass(frozen=True, slots=True)
class DigestSettings:
    """How a channel wants its digest; `languages` and `sections` empty: those of the space, and all."""

    is_on: bool = True
    at: str = "08:30"  # local
    zone: str = "Europe/Copenhagen"  # where it is afternoon in China by then
    weekday: int = 0  # of the full list; Monday is 0
    languages: tuple[Language, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DigestChannel:
    """A channel with what says when and how to write to it."""

    channel: Channel
    settings: DigestSettings = DigestSettings()

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages of its digest."""
        return self.settings.languages or self.channel.languages
