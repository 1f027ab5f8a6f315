"""How long a space keeps its notes, who saw and changed what, and its record as a file: for its owners."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.language import Language
from bot.domain.record import Space
from bot.domain.retention import Foreseen
from bot.i18n import t
from bot.render import words
from bot.render.blocks import actions, bold, button, context, cut, escape, header, join, message, section, sentence
from bot.render.forms import form, line_input
from bot.slack.message import Message, View
from bot.slack.payloads import pack

NAMED = 5  # records named in a line
LINE = 280  # characters
IN_ONE = 9  # lines in one block, which has 3,000 characters
NUMBERED = frozenset({"note", "item"})
DECIDED = {"engines": "space_engines", "notes kept": "space_kept", "sides": "space_sides"}
"""What the detail of a change of a space begins with, and what that is called."""


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
    space: Space, entries: Sequence[Entry], called: Mapping[str, str], zone: ZoneInfo, locale: Language
) -> Message:
    """The newest entries of the audit log by day, newest first; `called` has numbers and names of records."""
    if not entries:
        return sentence(t("log.none", locale))
    blocks = [header(t("log.title", locale, name=cut(space.name, 100)))]
    for day, of_day in groupby(entries, lambda entry: entry.at.astimezone(zone).date()):
        lines = [escape(_line(entry, called, zone, locale)) for entry in of_day]
        blocks.append(section(join("\n", [bold(words.day(day, locale)), *lines[:IN_ONE]])))
        blocks += [section(join("\n", lines[at : at + IN_ONE])) for at in range(IN_ONE, len(lines), IN_ONE)]
    return message(*blocks)


def record_asked(locale: Language) -> Message:
    """The file will come."""
    return sentence(t("keeping.record_asked", locale))


def record_sent(name: str, locale: Language) -> str:
    """What stands beside the file."""
    return t("keeping.record_sent", locale, name=name)


def _line(entry: Entry, called: Mapping[str, str], zone: ZoneInfo, locale: Language) -> str:
    named = _records(entry, called, locale)
    more = len(named) - NAMED
    if more > 0:
        named = [*named[:NAMED], t("log.more", locale, count=more)]
    what = t("list.comma", locale).join(named)
    act = "shown" if entry.detail.startswith("shown to channel") else entry.act
    who = entry.name or t("change.nobody", locale)
    return cut(t(f"log.{act}", locale, when=f"{entry.at.astimezone(zone):%H:%M}", who=who, what=what), LINE)


def _records(entry: Entry, called: Mapping[str, str], locale: Language) -> list[str]:
    """What it was done to: numbers and names, and how many of each kind have none any more."""
    said = [_called(record, called, locale) for record in entry.records if record in called]
    kinds = Counter(_kind(record, entry.detail) for record in entry.records if record not in called)
    for kind, count in kinds.items():
        what = t(f"log.kind.{kind}", locale)
        said.append(what if count == 1 else t("log.several", locale, what=what, number=count))
    return said


def _called(record: str, called: Mapping[str, str], locale: Language) -> str:
    kind = record.partition(":")[0]
    return f"§{called[record]}" if kind in NUMBERED else f"{t(f'log.kind.{kind}', locale)} {called[record]}"


def _kind(record: str, detail: str) -> str:
    """The kind of a record; of a space, what was decided about it."""
    kind = record.partition(":")[0]
    return DECIDED.get(detail.partition(":")[0], kind) if kind == "space" else kind
