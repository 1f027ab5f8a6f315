"""The form in which a person says how they want to be spoken to and reminded."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.calendars import HOME_ZONES, calendar_of, local, zone_of
from bot.domain.language import LANGUAGES, Language
from bot.domain.preferences import EARLIEST, LATEST, REMIND_DAYS, Preferences, Reader
from bot.domain.typed_preferences import AUTOMATIC, OFF, ON, WEEKDAYS
from bot.domain.zones import OFFERED
from bot.i18n import t
from bot.render.forms import choice_input, form, line_input, time_input
from bot.render.preferences import weekday, zone_name
from bot.slack.message import Block, View

Choices = Sequence[tuple[str, str]]
"""What may be chosen, as (value, label)."""


def as_form(reader: Reader, private: str, locale: Language, *, now: datetime) -> View:
    """Everything as it is now, to be changed.

    Args:
        reader: the person, with what they chose before.
        private: what the form carries along.
        locale: the reader's language.
        now: the time, which is shown for each time zone.
    """
    blocks = [*_who(reader, locale, now), *_reminders(reader.preferences, locale), *_digest(reader.preferences, locale)]
    title, save, close = t("preferences.title", locale), t("button.save", locale), t("button.cancel", locale)
    return form("preferences_chosen", title, blocks, private, submit=save, close=close)


def _who(reader: Reader, locale: Language, now: datetime) -> list[Block]:
    chosen = reader.preferences
    languages = [(one, t(f"language.own.{one}", one)) for one in LANGUAGES]
    zones = _zones(reader, locale, now)
    zone = chosen.zone if chosen.zone in dict(zones) else AUTOMATIC  # one may have ceased to exist
    return [
        choice_input("language", t("preferences.language", locale), languages, locale),
        choice_input("zone", t("preferences.zone", locale), zones, zone),
        line_input("zone_other", t("preferences.zone_other", locale), hint=t("preferences.zone_hint", locale)),
        choice_input(
            "calendar", t("preferences.calendar", locale), _calendars(reader, locale), chosen.calendar or AUTOMATIC
        ),
    ]


def _reminders(chosen: Preferences, locale: Language) -> list[Block]:
    days = [(str(count), t("preferences.days_before", locale, count=count)) for count in REMIND_DAYS]
    return [
        choice_input("remind", t("preferences.remind", locale), _switch(locale), ON if chosen.remind else OFF),
        time_input("remind_at", t("preferences.remind_at", locale), chosen.remind_at, hint=_times(locale)),
        choice_input("remind_days", t("preferences.remind_days", locale), days, str(chosen.remind_days)),
    ]


def _digest(chosen: Preferences, locale: Language) -> list[Block]:
    weekdays = [(str(number), weekday(number, locale)) for number in WEEKDAYS]
    return [
        choice_input("digest", t("preferences.digest", locale), _switch(locale), ON if chosen.digest else OFF),
        time_input("digest_at", t("preferences.digest_at", locale), chosen.digest_at, hint=_times(locale)),
        choice_input("weekday", t("preferences.weekday", locale), weekdays, str(chosen.weekday)),
    ]


def _zones(reader: Reader, locale: Language, now: datetime) -> Choices:
    """Where Slack says they are, then the zones offered, each with the time it is there now."""
    told = zone_of(reader.person.zone, reader.calendar)
    names = list(OFFERED)
    if reader.preferences.zone and reader.preferences.zone not in names:
        names.insert(0, reader.preferences.zone)
    key = "preferences.zone_option_auto" if reader.person.zone else "preferences.zone_option_guessed"
    automatic = t(key, locale, zone=zone_name(told.key, locale), time=_clock(now, told))
    return [(AUTOMATIC, automatic)] + [
        (name, t("preferences.zone_option", locale, zone=zone_name(name, locale), time=_clock(now, zone)))
        for name in names
        if (zone := zone_of(name, reader.calendar)).key == name
    ]


def _calendars(reader: Reader, locale: Language) -> Choices:
    by_zone = calendar_of(reader.preferences.zone or reader.person.zone, reader.language)
    automatic = t("preferences.calendar_option_auto", locale, calendar=t(f"preferences.calendar_{by_zone}", locale))
    return [(AUTOMATIC, automatic)] + [(one, t(f"preferences.calendar_{one}", locale)) for one in HOME_ZONES]


def _switch(locale: Language) -> Choices:
    return [(ON, t("preferences.switch_on", locale)), (OFF, t("preferences.switch_off", locale))]


def _times(locale: Language) -> str:
    return t("preferences.times", locale, earliest=EARLIEST, latest=LATEST)


def _clock(now: datetime, zone: ZoneInfo) -> str:
    return f"{local(now, zone):%H:%M}"
