"""How a channel or a person gets the digest: as it is, who changed it, and the form that changes it."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.calendars import HOME_ZONES, calendars_of, clock_time, local, zone_of
from bot.domain.digest import SECTION_NAMES
from bot.domain.language import LANGUAGES, Language
from bot.domain.preferences import EARLIEST, LATEST, DigestChannel, DigestSettings, Reader
from bot.domain.typed_preferences import OFF, ON, WEEKDAYS
from bot.i18n import t
from bot.render.blocks import Mrkdwn, actions, button, context, escape, header, join, message, section
from bot.render.forms import choice_input, choices_input, form, time_input
from bot.render.preferences import change_button, weekday, zone_name
from bot.slack.message import Block, Message, View
from bot.slack.payloads import pack


def as_settings(found: DigestChannel, locale: Language, now: datetime) -> Message:
    """Everything that can be chosen for a channel, as it is, with buttons to change it."""
    turn = "off" if found.settings.is_on else "on"
    row = [_button(name, locale) for name in ("change", turn, "preview", "preview_week", "mine")]
    how = context(escape(t("digest.how", locale)))
    return message(header(t("digest.settings", locale)), section(described(found, locale, now)), actions(row), how)


def as_own(reader: Reader, locale: Language) -> Message:
    """The same for a person's own digest."""
    chosen = reader.preferences
    key = "digest.own_on" if chosen.digest else "digest.own_off"
    clock, full = time_of_day(chosen.digest_at, locale), weekday(chosen.weekday, locale)
    turn = "mine_off" if chosen.digest else "mine_on"
    row = [_button(name, locale) for name in (turn, "preview_mine", "preview_mine_week")]
    lines = section(escape(t(key, locale, time=clock, weekday=full)))
    return message(header(t("digest.own", locale)), lines, actions([*row, change_button(locale)]))


def announced(found: DigestChannel, who: str, now: datetime) -> Message:
    """Who changed a channel's digest, and how it is now, for both partners: it is a matter of both."""
    return message(*(section(_announced(found, who, language, now)) for language in found.channel.languages))


def described(found: DigestChannel, locale: Language, now: datetime) -> Mrkdwn:
    """Each choice on a line of its own."""
    settings = found.settings
    if not settings.is_on:
        return escape(t("digest.is_off", locale))
    comma = t("list.comma", locale)
    languages = comma.join(t(f"language.{language}", locale) for language in found.languages)
    named = [name for name in SECTION_NAMES if name in settings.sections]
    sections = comma.join(t(f"digest.section.{name}", locale) for name in named) or t("digest.all_sections", locale)
    lines = [
        t("digest.is_on", locale, when=_clock(found, locale, now)),
        t("digest.full_list", locale, weekday=weekday(settings.weekday, locale)),
        t("digest.line_languages", locale, what=languages),
        t("digest.line_sections", locale, what=sections),
    ]
    return join("\n", [escape(line) for line in lines])


def as_form(found: DigestChannel, private: str, locale: Language) -> View:
    """The form in which a channel's digest is chosen."""
    settings = found.settings
    zones = dict.fromkeys((*HOME_ZONES.values(), settings.zone))
    switch = [(ON, t("preferences.switch_on", locale)), (OFF, t("preferences.switch_off", locale))]
    times = t("digest.times", locale, earliest=EARLIEST, latest=LATEST)
    blocks = [
        choice_input("is_on", t("digest.form.is_on", locale), switch, ON if settings.is_on else OFF),
        time_input("at", t("digest.form.at", locale), settings.at, hint=times),
        choice_input("zone", t("digest.form.zone", locale), _named_zones(list(zones), locale), settings.zone),
        choice_input("weekday", t("digest.form.weekday", locale), _weekdays(locale), str(settings.weekday)),
        choices_input("languages", t("digest.form.languages", locale), _languages(locale), found.languages),
        choices_input("sections", t("digest.form.sections", locale), _sections(locale), _chosen(settings)),
    ]
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form("digest_chosen", t("digest.form.title", locale), blocks, private, submit=save, close=cancel)


def time_of_day(at: str, locale: Language) -> str:
    """A time of day as the language writes it."""
    hour, _, minute = at.partition(":")
    return t("digest.clock", locale, hour=hour, minute=minute)


def _announced(found: DigestChannel, who: str, language: Language, now: datetime) -> Mrkdwn:
    if not found.settings.is_on:
        return escape(t("digest.turned_off", language, who=who))
    return join("\n", [escape(t("digest.changed_by", language, who=who)), described(found, language, now)])


def _clock(found: DigestChannel, locale: Language, now: datetime) -> str:
    """The time by the clock that counts, and what that is now for the other side."""
    settings = found.settings
    zone = zone_of(settings.zone, "DK")
    at = datetime.combine(local(now, zone).date(), clock_time(settings.at), zone)
    others = [ZoneInfo(HOME_ZONES[calendar]) for calendar in calendars_of(found.channel.languages)]
    said = [t("digest.at", locale, time=time_of_day(settings.at, locale), place=zone_name(zone.key, locale))]
    for other in others:
        there = at.astimezone(other)
        if there.utcoffset() != at.utcoffset():
            clock = time_of_day(f"{there:%H:%M}", locale)
            said.append(t("digest.at", locale, time=clock, place=zone_name(other.key, locale)))
    return t("digest.same_time", locale).join(said)


def _button(name: str, locale: Language) -> Block:
    return button(t(f"digest.button.{name}", locale), f"digest.{name}", pack())


def _named_zones(zones: Sequence[str], locale: Language) -> list[tuple[str, str]]:
    return [(zone, zone_name(zone, locale)) for zone in zones]


def _weekdays(locale: Language) -> list[tuple[str, str]]:
    return [(str(number), weekday(number, locale)) for number in WEEKDAYS]


def _languages(locale: Language) -> list[tuple[str, str]]:
    return [(language, t(f"language.{language}", locale)) for language in LANGUAGES]


def _sections(locale: Language) -> list[tuple[str, str]]:
    return [(name, t(f"digest.section.{name}", locale)) for name in SECTION_NAMES]


def _chosen(settings: DigestSettings) -> list[str]:
    return [name for name in SECTION_NAMES if not settings.sections or name in settings.sections]
