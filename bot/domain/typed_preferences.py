"""What somebody filled into the form of their settings, and what of it cannot be kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from bot.domain.calendars import HOME_ZONES, clock_time
from bot.domain.language import LANGUAGES, Language
from bot.domain.preferences import EARLIEST, LATEST, REMIND_DAYS, Preferences
from bot.domain.zones import zone_named

AUTOMATIC = "auto"
"""The choice of a zone or a calendar that leaves it to where somebody is."""

WEEKDAYS = range(5)
ON, OFF = "on", "off"


@dataclass(frozen=True, slots=True)
class TypedPreferences:
    """The fields of the form, as text; empty where nothing was filled in."""

    language: str = ""
    zone: str = AUTOMATIC
    zone_other: str = ""
    calendar: str = AUTOMATIC
    remind: str = ON
    remind_at: str = ""
    remind_days: str = ""
    digest: str = OFF
    digest_at: str = ""
    weekday: str = ""

    def flaws(self) -> Mapping[str, str]:
        """Field → key of the sentence (below `errors.`) that says why it cannot be kept."""
        found: dict[str, str] = {}
        if self.zone_other.strip() and zone_named(self.zone_other) is None:
            found["zone_other"] = "zone_unknown"
        for field in ("remind_at", "digest_at"):
            if not is_time_of_work(getattr(self, field)):
                found[field] = "time_outside"
        return found

    def chosen_language(self) -> Language | None:
        """The language, if it is one."""
        return next((one for one in LANGUAGES if one == self.language), None)

    def preferences(self) -> Preferences:
        """The rest; a choice that is not among those of the form counts as the one that was offered.

        Raises:
            ValueError: a field has a flaw.
        """
        if self.flaws():
            raise ValueError("these cannot be kept")
        other = Preferences()
        said = self.zone_other.strip() or self.zone
        zone = None if said == AUTOMATIC else zone_named(said)
        return Preferences(
            zone,
            next((calendar for calendar in HOME_ZONES if calendar == self.calendar), None),
            self.remind != OFF,
            self.remind_at,
            _number_of(self.remind_days, REMIND_DAYS, other.remind_days),
            self.digest == ON,
            self.digest_at,
            _number_of(self.weekday, WEEKDAYS, other.weekday),
        )


def is_time_of_work(written: str) -> bool:
    """Whether it is a time of day (HH:MM) at which a message may be asked for."""
    try:
        asked = clock_time(written)
    except ValueError:
        return False
    return f"{asked:%H:%M}" == written and time.fromisoformat(EARLIEST) <= asked <= time.fromisoformat(LATEST)


def _number_of(written: str, among: range | tuple[int, ...], otherwise: int) -> int:
    return next((number for number in among if str(number) == written), otherwise)
