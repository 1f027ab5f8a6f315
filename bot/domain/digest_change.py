"""A change of how a channel, or a person, gets the digest."""

from dataclasses import dataclass, replace

from bot.domain.calendars import HOME_ZONES, calendar_of
from bot.domain.digest import SECTION_NAMES
from bot.domain.digest_request import DigestRequest
from bot.domain.language import Language
from bot.domain.preferences import DigestChannel, DigestSettings, Preferences
from bot.domain.zones import zone_named


@dataclass(frozen=True, slots=True)
class DigestChange:
    """What is to be other than it is; None for what stays. Empty `languages` and `sections` mean all."""

    is_on: bool | None = None
    at: str | None = None  # HH:MM
    zone: str | None = None  # an IANA name
    weekday: int | None = None
    languages: tuple[Language, ...] | None = None
    sections: tuple[str, ...] | None = None

    @classmethod
    def asked(cls, request: DigestRequest, zone: str | None, locale: Language) -> "DigestChange":
        """What somebody asked for in words; a time without a clock is one by their own.

        Args:
            request: what they asked for.
            zone: theirs.
            locale: their language, which tells where they are when their zone does not.
        """
        clock = request.clock or (calendar_of(zone, locale) if request.at else None)
        return cls(
            request.is_on,
            request.at,
            HOME_ZONES[clock] if clock else None,
            request.weekday,
            request.languages,
            request.sections,
        )

    def of_channel(self, found: DigestChannel) -> DigestSettings:
        """How a channel wants it afterwards; choosing everything is the same as choosing nothing."""
        settings = found.settings
        languages = settings.languages if self.languages is None else self.languages
        sections = settings.sections if self.sections is None else self.sections
        return replace(
            settings,
            is_on=settings.is_on if self.is_on is None else self.is_on,
            at=self.at or settings.at,
            zone=self.zone if self.zone and zone_named(self.zone) else settings.zone,
            weekday=settings.weekday if self.weekday is None else self.weekday,
            languages=() if set(languages) == set(found.channel.languages) else languages,
            sections=() if set(sections) == set(SECTION_NAMES) else sections,
        )

    def of_person(self, chosen: Preferences) -> Preferences:
        """What a person has chosen afterwards; their clock, language and sections are their own already."""
        return replace(
            chosen,
            digest=chosen.digest if self.is_on is None else self.is_on,
            digest_at=self.at or chosen.digest_at,
            weekday=chosen.weekday if self.weekday is None else self.weekday,
        )
