"""How a person is spoken to and reminded, in their own language, with the button that changes it."""

from datetime import date, datetime

from bot.domain.language import Language
from bot.domain.preferences import Preferences, Reader
from bot.domain.zones import OFFERED
from bot.i18n import t
from bot.render import words
from bot.render.blocks import Mrkdwn, actions, button, cut, escape, header, join, message, section
from bot.render.forgetting import forget_button
from bot.slack.message import Block, Message
from bot.slack.payloads import pack

ZONE = 50  # characters of a zone's name


def as_settings(reader: Reader, locale: Language) -> Message:
    """Everything the person can choose, as it is."""
    return message(
        header(t("preferences.title", locale)),
        section(described(reader, locale)),
        actions([change_button(locale), forget_button(locale)]),
    )


def as_kept(reader: Reader, next_reminder: datetime | None, locale: Language) -> Message:
    """It is kept; when the person would be reminded next, in their own time."""
    told = [t("preferences.kept", locale), _next(reader.preferences, next_reminder, locale)]
    return message(section(join("\n", [escape(sentence) for sentence in told])))


def described(reader: Reader, locale: Language) -> Mrkdwn:
    """Each choice on a line of its own."""
    chosen = reader.preferences
    at = t("preferences.remind_on", locale, time=chosen.remind_at, count=chosen.remind_days)
    digest = t("preferences.digest_on", locale, time=chosen.digest_at, weekday=weekday(chosen.weekday, locale))
    lines = {
        "language": t(f"language.own.{locale}", locale),
        "zone": zone_line(reader, locale),
        "calendar": calendar_line(reader, locale),
        "remind": at if chosen.remind else t("preferences.off", locale),
        "digest": digest if chosen.digest else t("preferences.off", locale),
    }
    said = [t(f"preferences.line_{name}", locale, what=line) for name, line in lines.items()]
    return join("\n", [escape(line) for line in said])


def change_button(locale: Language) -> Block:
    """The button that opens the form."""
    return button(t("preferences.change", locale), "preferences.open", pack())


def zone_line(reader: Reader, locale: Language) -> str:
    """The zone, and whether Slack told it."""
    name = zone_name(reader.zone.key, locale)
    if reader.preferences.zone:
        return name
    return t("preferences.zone_auto" if reader.person.zone else "preferences.zone_guessed", locale, zone=name)


def calendar_line(reader: Reader, locale: Language) -> str:
    """Whose working days are the person's, and whether they said so."""
    name = t(f"preferences.calendar_{reader.calendar}", locale)
    return name if reader.preferences.calendar else t("preferences.calendar_auto", locale, calendar=name)


def zone_name(zone: str, locale: Language) -> str:
    """A zone by its city, in the reader's language; by its IANA name where it is not one of those offered."""
    return t(f"zones.{zone.replace('/', '_').lower()}", locale) if zone in OFFERED else cut(zone, ZONE)


def weekday(number: int, locale: Language) -> str:
    """The name of a day of the week; Monday is 0."""
    return t(f"preferences.weekdays.d{number}", locale)


def _next(chosen: Preferences, when: datetime | None, locale: Language) -> str:
    if not chosen.remind:
        return t("preferences.next_off", locale)
    if when is None:
        return t("preferences.next_none", locale, time=chosen.remind_at)
    return t("preferences.next", locale, day=named_day(when.date(), locale), time=f"{when:%H:%M}")


def named_day(when: date, locale: Language) -> str:
    """A day with the day of its week."""
    return t("preferences.on_day", locale, weekday=weekday(when.weekday(), locale), day=words.day(when, locale))
