"""What is said with a file of actions, and of a person's calendar address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.domain.export import SUFFIXES, ExportForm
from bot.domain.language import Language
from bot.domain.record import ActionLine
from bot.i18n import t
from bot.render.blocks import sentence
from bot.render.ics import as_ics, span_of
from bot.render.table import as_csv, as_xlsx
from bot.render.table_rows import Reading
from bot.slack.message import Message

FeedState = Literal["new", "kept", "unavailable"]


@dataclass(frozen=True, slots=True)
class FeedTold:
    """What there is to say of a person's calendar address; the address, and its secret part, where it is a new one."""

    state: FeedState
    token: str = ""
    address: str = ""


def as_file(lines: Sequence[ActionLine], form: ExportForm, reading: Reading, *, now: datetime, name: str = "") -> bytes:
    """The actions as a file; `name` is that of the calendar, where it has one of its own."""
    if form == "csv":
        return as_csv(lines, reading)
    if form == "xlsx":
        return as_xlsx(lines, reading, now=now)
    name = name or t("export.calendar", reading.locale)
    return as_ics(lines, reading.locale, name=name, now=now, address=reading.address)


def feed_file(lines: Sequence[ActionLine], locale: Language, *, address: str, now: datetime) -> bytes:
    """The calendar at a person's address."""
    return as_ics(lines, locale, name=t("export.calendar", locale), now=now, address=address)


def file_name(form: ExportForm, day: date, locale: Language) -> str:
    """What the file is called."""
    return f"{t('export.file', locale)}-{day.isoformat()}.{SUFFIXES[form]}"


def comment(lines: Sequence[ActionLine], form: ExportForm, locale: Language, feed: FeedTold | None) -> str:
    """What stands beside the file: how much is in it, and the person's calendar address."""
    if form != "calendar":
        return t("export.sent", locale, count=len(lines))
    dated = len(dated_in(lines))
    said = [t("export.dated", locale, count=dated)] if dated else []
    if dated < len(lines):
        said.append(t("export.undated", locale, count=len(lines) - dated))
    return "\n".join([" ".join(said), *_of_feed(feed, locale)])


def told_of_feed(feed: FeedTold, locale: Language) -> Message:
    """The same where nothing has a date, so that there is no file."""
    return sentence("\n".join([t("export.nothing_dated", locale), *_of_feed(feed, locale)]))


def dated_in(lines: Sequence[ActionLine]) -> list[ActionLine]:
    """Those that have a place in a calendar."""
    return [line for line in lines if span_of(line) is not None]


def nothing(locale: Language) -> Message:
    """There is nothing to put into a file."""
    return sentence(t("actions.none_found", locale))


def told_directly(locale: Language) -> Message:
    """There is no file, and what there is to say is not for a channel."""
    return sentence(t("export.told_directly", locale))


def stopped(locale: Language, *, was_there: bool) -> Message:
    """The address leads nowhere any more."""
    return sentence(t("export.feed_stopped" if was_there else "export.feed_none", locale))


def _of_feed(feed: FeedTold | None, locale: Language) -> list[str]:
    if feed is None:
        return []
    if feed.state != "new":
        return [t(f"export.feed_{feed.state}", locale)]
    # as code: Slack makes no link of it, and fetches it for no preview
    shown = f"`{feed.address}`"
    return [t("export.feed", locale), shown, t("export.feed_how", locale), t("export.feed_secret", locale)]
