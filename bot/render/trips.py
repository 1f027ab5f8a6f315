"""Trips and their reports in the chat: the list, a trip with what can be done to it, and how far a report is."""

from collections.abc import Sequence

from bot.domain.language import Language
from bot.domain.trip import WRITTEN, Trip, TripReport
from bot.i18n import t
from bot.render import words
from bot.render.blocks import actions, bold, button, context, cut, escape, header, join, message, section, sentence
from bot.slack.message import Block, Message
from bot.slack.payloads import pack
from bot.slack.quiet import without_links

MOST_TRIPS = 20
MOST_MEETINGS = 12
TITLE = 150  # characters of a title in a line


def as_list(found: Sequence[Trip], locale: Language, *, asked: str = "") -> Message:
    """Trips, each with a button that opens it; with what was asked for where several fit it."""
    new = button(t("trip.new", locale), "trip.new", pack(), style="" if found else "primary")
    if not found:
        return message(section(escape(t("trip.none", locale))), actions([new]))
    head = [section(escape(t("trip.several", locale, words=cut(asked, TITLE))))] if asked else []
    lines = [_line(trip, locale) for trip in found[:MOST_TRIPS]]
    how = context(escape(t("trip.how", locale)))
    return message(header(t("trip.list", locale)), *head, *lines, how, actions([new]))


def as_page(report: TripReport, locale: Language, *, suggested: int = 0, told: str = "") -> Message:
    """A trip with its meetings, what is missing of its report, and buttons for all that can be done."""
    trip = report.trip
    blocks = [section(escape(told))] if told else []
    blocks += [header(trip.title.shown(locale).content), context(escape(_about(trip, locale)))]
    if report.meetings:
        lines = [
            join(" ", [bold(f"§{note.label}"), escape(cut(note.title.shown(locale).content, TITLE))])
            for note in report.meetings[:MOST_MEETINGS]
        ]
        blocks.append(section(join("\n", lines)))
        left = len(report.meetings) - MOST_MEETINGS
        blocks += [context(escape(t("trip.more", locale, count=left)))] if left > 0 else []
    if suggested:
        take = button(t("trip.take_suggested", locale), "trip.suggested", pack(trip=trip.id))
        blocks.append(section(escape(t("trip.suggested", locale, count=suggested)), take))
    missing = [t(f"report.{name}", locale) for name in WRITTEN if not report.section(name)]
    if missing:
        parts = t("list.comma", locale).join(missing)
        blocks.append(context(escape(t("trip.missing", locale, parts=parts))))
    return message(*blocks, actions(_report_buttons(report, locale)), actions(_changing(trip, locale)))


def progress(trip: Trip, done: int, total: int, locale: Language) -> Message:
    """How far a report is."""
    title = cut(trip.title.shown(locale).content, TITLE)
    if done >= total:
        return sentence(t("trip.ready", locale, title=title))
    return sentence(t("trip.progress", locale, title=title, done=done, total=total))


def sent(trip: Trip, languages: Sequence[Language], locale: Language) -> str:
    """What stands beside the file."""
    title = cut(trip.title.shown(locale).content, TITLE)
    if len(languages) > 1:
        return without_links(escape(t("trip.sent_both", locale, title=title)))
    return without_links(escape(t("trip.sent", locale, title=title, languages=t(f"language.{languages[0]}", locale))))


def refused(code: str, locale: Language) -> Message:
    """Slack took no file; `code` is its word for why."""
    return sentence(t("trip.refused", locale, code=code))


def template_broken(why: str, locale: Language) -> Message:
    """The template for Word cannot be used."""
    return sentence(t("errors.template_broken", locale, why=why))


def making(trip: Trip, locale: Language) -> str:
    """The report comes."""
    return t("trip.making", locale, title=cut(trip.title.shown(locale).content, TITLE))


def saved(key: str, trip: Trip, locale: Language) -> str:
    """A trip was made (`made`) or changed (`saved`)."""
    return t(f"trip.{key}", locale, title=cut(trip.title.shown(locale).content, TITLE))


def letterhead_saved(locale: Language) -> str:
    """The letterhead was changed."""
    return t("trip.letterhead_saved", locale)


def _line(trip: Trip, locale: Language) -> Block:
    opened = button(t("button.open", locale), "trip.open", pack(trip=trip.id))
    name = bold(cut(trip.title.shown(locale).content, TITLE))
    return section(join("\n", [name, escape(_about(trip, locale))]), opened)


def _about(trip: Trip, locale: Language) -> str:
    """The days of a trip and how many meetings it has."""
    begins, ends = trip.begins or trip.ends, trip.ends or trip.begins
    days = words.days(begins, ends, locale) if begins and ends else ""
    parts = [days, t("trip.count", locale, count=trip.meetings), words.state(trip.title.shown(locale), locale)]
    return " · ".join(part for part in parts if part)


def _report_buttons(report: TripReport, locale: Language) -> list[Block]:
    """A button for each language of the space, and one for both side by side."""
    trip, languages = report.trip, report.space.languages
    made = [
        button(
            t("trip.make", locale, language=t(f"language.{language}", locale)),
            f"trip.report.{language}",
            pack(trip=trip.id),
            style="primary" if language == locale else "",
        )
        for language in languages
    ]
    return [*made, button(t("trip.make_both", locale), "trip.report.both", pack(trip=trip.id))]


def _changing(trip: Trip, locale: Language) -> list[Block]:
    return [
        button(t(f"trip.{name}", locale), f"trip.{name}", pack(trip=trip.id))
        for name in ("meetings", "texts", "edit", "letterhead")
    ]
