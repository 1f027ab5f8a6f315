"""Actions as a calendar (RFC 5545): days and spans of days for one reader, in their language."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from icalendar import Calendar, Event
from icalendar.prop import vDuration, vText

from bot.domain.due import Due
from bot.domain.language import Language
from bot.domain.record import ActionLine
from bot.domain.visits import is_visit
from bot.i18n import t
from bot.render import links, words
from bot.render.blocks import cut
from bot.render.plain import plain

REFRESH = timedelta(hours=6)  # how often a program should look again; most look when they like
SUMMARY = 250  # characters of a title; the description has all
_ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """The days an action is shown on; `vague` is a span within which nobody has named a day."""

    start: date
    end: date
    vague: bool


class _Words(vText):
    r"""Text as RFC 5545 writes it (3.3.11): the library itself takes `\N`, as in C:\Notater, for a line end."""

    def to_ical(self) -> bytes:
        """The text with its four special characters escaped."""
        text = plain(str(self)).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


def as_ics(lines: Sequence[ActionLine], locale: Language, *, name: str, now: datetime, address: str) -> bytes:
    """The open actions that have a day, or some days, as whole-day events.

    A deadline stands on its last day, a vague date over its whole span and marked tentative. What is done or
    dropped is left out, so that a program that looks again removes it. Nothing makes a person look busy.

    Args:
        lines: the actions; `changed` says when they were last changed.
        locale: the reader's language.
        name: of the calendar.
        now: when an action of unknown age was changed.
        address: of the workspace, for links to cards; "" for none.
    """
    calendar = Calendar()
    calendar.add("prodid", _Words(f"-//Jordbro//Jordbro//{locale.upper()}"))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", _Words(name))
    calendar.add("x-wr-calname", _Words(name))
    calendar.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(REFRESH))
    several = len({line.space.parent_id or line.space.id for line in lines}) > 1
    for line in lines:
        span = span_of(line)
        if span is not None:
            calendar.add_component(_event(line, span, locale, address=address, now=now, several=several))
    written: bytes = calendar.to_ical(sorted=False)
    return written


def span_of(line: ActionLine) -> Span | None:
    """Where an action stands in a calendar; None for one that is done, dropped, undated or waits for an event."""
    return _days(line.action.due) if line.action.status == "open" else None


def _days(due: Due | None) -> Span | None:
    if due is None:
        return None
    if due.start is None or due.end is None:
        day = due.end or due.start
        return Span(day, day, vague=due.end is None) if day else None
    return Span(due.start, due.end, vague=due.precision != "day")


def _event(line: ActionLine, span: Span, locale: Language, *, address: str, now: datetime, several: bool) -> Event:
    event, action = Event(), line.action
    changed = (action.changed.at if action.changed else now).astimezone(UTC).replace(microsecond=0)
    tentative = span.vague or action.expected or not (action.due and action.due.certain)
    event.add("uid", f"jordbro-item-{line.item.id}@{urlsplit(address).hostname or 'jordbro'}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", action.version)
    event.add("dtstart", span.start)
    if span.end < date.max:
        event.add("dtend", span.end + _ONE_DAY)  # RFC 5545: the day on which it is over
    event.add("summary", _Words(_title(line, locale, several=several)))
    event.add("description", _Words(_description(line, locale, address)))
    event.add("categories", [_category(line, locale)])
    event.add("status", "TENTATIVE" if tentative else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    if link := links.card(address, line.card):
        event.add("url", link)
    return event


def _title(line: ActionLine, locale: Language, *, several: bool) -> str:
    said = " ".join(line.item.text.shown(locale).content.split())
    said = t("export.expected", locale, words=said) if line.action.expected else said
    title = cut(f"{line.item.ref} {said}", SUMMARY)
    where = words.space(line.space, locale) if several else words.chip(line.space, locale)
    return f"{title} · {where}" if where else title


def _description(line: ActionLine, locale: Language, address: str) -> str:
    item, due = line.item, line.action.due
    shown = item.text.shown(locale)
    translated = shown.language != item.text.language
    who = words.owners(line.action.owners, locale) or t("owner.unknown", locale)
    said = [
        shown.content if translated else "",
        words.state(shown, locale),
        t("export.original", locale, words=item.text.content) if translated else item.text.content,
        t("export.owner", locale, who=who),
        t("export.due", locale, when=words.due(due, locale, item.text.language), said=due.said if due else ""),
        t("export.meeting", locale, title=line.note_title.shown(locale).content, space=words.space(line.space, locale)),
        links.card(address, line.card),
    ]
    return "\n".join(filter(None, map(plain, said)))


def _category(line: ActionLine, locale: Language) -> str:
    visit = is_visit(line.item.text.content, line.item.text.language)
    return t("export.category_visit" if visit else "export.category_deadline", locale)
