"""How long a space keeps its notes, who saw and changed what, and its record as a file: for its owners."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.language import Language
from bot.domain.record import Space
from bot.domain.retention import Foreseen
from bot.i18n import t
from bot.render import words
from bot.render.blocks import actions, button, context, cut, escape, header, join, message, section, sentence
from bot.render.forms import form, line_input
from bot.slack.message import Message, View
from bot.slack.payloads import pack

NAMED = 5  # records named in a line
LINE = 280  # characters


class Entry(Protocol):
    """A line of the audit log."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def name(self) -> str:
        """Who; "" for Jordbro itself."""

    @property
    def act(self) -> str:
        """read, changed, exported or removed."""

    @property
    def detail(self) -> str:
        """More of it."""

    @property
    def records(self) -> Sequence[str]:
        """What."""


def as_page(space: Space, locale: Language, *, owners: str = "") -> Message:
    """How long the notes are kept, and what can be done; or, to whom may not, who the owners are."""
    if owners:
        return message(section(escape(kept(space, locale))), context(escape(owners)))
    value = pack(space=space.id)
    row = [
        button(t("keeping.change", locale), "space.retention", value),
        button(t("keeping.log", locale), "space.log", value),
        button(t("keeping.export", locale), "space.export", value),
    ]
    return message(section(escape(kept(space, locale))), actions(row))


def kept(space: Space, locale: Language) -> str:
    """How long, in a sentence."""
    if space.keep_months is None:
        return t("keeping.for_ever", locale, name=space.name)
    return t("keeping.months", locale, name=space.name, count=space.keep_months)


def as_form(space: Space, private: str, locale: Language) -> View:
    """The form in which an owner says how long."""
    there = str(space.keep_months) if space.keep_months else t("keeping.for_ever_word", locale)
    field = line_input("kept", t("keeping.field", locale), there, hint=t("keeping.hint", locale), optional=False)
    submit, close = t("keeping.look", locale), t("button.cancel", locale)
    return form("retention_asked", t("keeping.title", locale), [field], private, submit=submit, close=close)


def as_preview(space: Space, months: int | None, foreseen: Foreseen | None, locale: Language) -> Message:
    """What would go, and the button that makes it so."""
    if months is None or foreseen is None:
        told = [t("keeping.would_for_ever", locale, name=space.name)]
    else:
        told = [t("keeping.would", locale, name=space.name, count=months), *_foreseen(foreseen, locale)]
    value = pack(space=space.id, months=months or 0)
    confirm = button(t("keeping.confirm", locale), "space.keep", value, style="primary" if months is None else "danger")
    return message(section(join("\n", [escape(one) for one in told])), actions([confirm]))


def _foreseen(foreseen: Foreseen, locale: Language) -> list[str]:
    day = words.day(foreseen.before, locale)
    going = t("keeping.going", locale, count=foreseen.going, day=day) if foreseen.going else ""
    staying = t("keeping.staying", locale, count=foreseen.staying) if foreseen.staying else ""
    return [*filter(None, [going or t("keeping.none_going", locale, day=day), staying]), t("keeping.later", locale)]


def as_log(
    space: Space, entries: Sequence[Entry], numbers: Mapping[str, str], zone: ZoneInfo, locale: Language
) -> Message:
    """The newest entries of the audit log, newest first."""
    if not entries:
        return sentence(t("log.none", locale))
    lines = [escape(_line(entry, numbers, zone, locale)) for entry in entries]
    halves = [lines[:10], lines[10:]]
    blocks = [section(join("\n", half)) for half in halves if half]
    return message(header(t("log.title", locale, name=cut(space.name, 100))), *blocks)


def record_asked(locale: Language) -> Message:
    """The file will come."""
    return sentence(t("keeping.record_asked", locale))


def record_sent(name: str, locale: Language) -> str:
    """What stands beside the file."""
    return t("keeping.record_sent", locale, name=name)


def _line(entry: Entry, numbers: Mapping[str, str], zone: ZoneInfo, locale: Language) -> str:
    at = entry.at.astimezone(zone)
    named = [_record(record, numbers, locale) for record in entry.records[:NAMED]]
    more = len(entry.records) - NAMED
    if more > 0:
        named.append(t("log.more", locale, count=more))
    what = t("list.comma", locale).join(named)
    when = t("log.when", locale, day=words.day(at.date(), locale), time=f"{at:%H:%M}")
    act = "shown" if entry.detail.startswith("shown to channel") else entry.act
    return cut(t(f"log.{act}", locale, when=when, who=entry.name or "Jordbro", what=what), LINE)


def _record(record: str, numbers: Mapping[str, str], locale: Language) -> str:
    kind, _, number = record.partition(":")
    if record in numbers:
        return f"§{numbers[record]}"
    return " ".join(filter(None, [t(f"log.kind.{kind}", locale), number]))
