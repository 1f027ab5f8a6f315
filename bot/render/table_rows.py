"""Actions as the rows of a table for one reader, whatever kind of file it becomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from bot.domain.language import LANGUAGES, Language
from bot.domain.record import ActionLine, Text
from bot.i18n import named, t
from bot.render import links, words
from bot.render.plain import plain

Kind = Literal["number", "text", "day", "time", "link"]
Value = str | date | datetime | None


class Column(NamedTuple):
    """A column: its heading, what stands in it, and how many Latin letters wide it is."""

    heading: str
    kind: Kind
    width: int


class Table(NamedTuple):
    """Headings and rows; a row has a value for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a table: their language, where their clock is, and the workspace its links lead to."""

    locale: Language
    zone: ZoneInfo
    address: str = ""  # with a slash at the end; "" for no links


def as_table(lines: Sequence[ActionLine], reading: Reading) -> Table:
    """One row for each action, with its words in all languages of its space side by side."""
    languages = _languages(lines)
    return Table(tuple(_columns(languages, reading)), tuple(_row(line, languages, reading) for line in lines))


def _languages(lines: Sequence[ActionLine]) -> tuple[Language, ...]:
    """Those of the spaces, and those in which something was written all the same."""
    used = {language for line in lines for language in (*line.space.languages, line.item.text.language)}
    return tuple(language for language in LANGUAGES if language in used)


def _columns(languages: Sequence[Language], reading: Reading) -> Iterator[Column]:
    locale = reading.locale
    yield Column(t("export.column.number", locale), "number", 9)
    for language in languages:
        yield Column(t(f"export.column.words_{language}", locale), "text", 52)
    yield Column(t("export.column.translation", locale), "text", 24)
    yield Column(t("export.column.owners", locale), "text", 28)
    yield Column(t("export.column.said", locale), "text", 24)
    yield Column(t("export.column.start", locale), "day", 12)
    yield Column(t("export.column.end", locale), "day", 12)
    yield Column(t("export.column.precision", locale), "text", 14)
    yield Column(t("export.column.status", locale), "text", 12)
    yield Column(t("export.column.expected", locale), "text", 12)
    yield Column(t("export.column.changed_by", locale), "text", 20)
    yield Column(t("export.column.changed_at", locale, zone=reading.zone.key), "time", 18)
    yield Column(t("export.column.reason", locale), "text", 32)
    yield Column(t("export.column.meeting", locale), "text", 36)
    yield Column(t("export.column.space", locale), "text", 20)
    yield Column(t("export.column.card", locale), "link", 14)


def _row(line: ActionLine, languages: Sequence[Language], reading: Reading) -> tuple[Value, ...]:
    locale, action, due = reading.locale, line.action, line.action.due
    changed = action.changed
    return (
        line.item.ref,
        *(_words_in(line.item.text, language) for language in languages),
        _states(line, locale),
        plain(words.owners(action.owners, locale)),
        plain(due.said) if due else "",
        due.start if due else None,
        due.end if due else None,
        t(f"export.precision.{due.precision}", locale) if due else "",
        t(f"export.status.{action.status}", locale),
        t("export.is_expected", locale) if action.expected else "",
        plain(named(changed.by, locale)) if changed else "",
        changed.at.astimezone(reading.zone).replace(tzinfo=None, microsecond=0) if changed else None,
        plain(action.reason.shown(locale).content) if action.reason else "",
        plain(line.note_title.shown(locale).content),
        plain(words.space(line.space, locale)),
        links.card(reading.address, line.card),
    )


def _words_in(text: Text, language: Language) -> str:
    """The text in a language; nothing where it is not there in that language."""
    shown = text.shown(language)
    return plain(shown.content) if shown.language == language else ""


def _states(line: ActionLine, locale: Language) -> str:
    """What the translations are, a line each."""
    text = line.item.text
    others = (language for language in line.space.languages if language != text.language)
    return "\n".join(_state(text, language, locale) for language in others)


def _state(text: Text, language: Language, locale: Language) -> str:
    state = words.state(text.shown(language), locale) or t("summary.reviewed", locale)
    return t("export.translation", locale, language=t(f"export.column.words_{language}", locale), state=state)
