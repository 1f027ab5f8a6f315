"""The forms of a trip: title and days, its meetings, the text of its report, the letterhead."""

from collections.abc import Mapping, Sequence

from bot.domain.language import Language
from bot.domain.letterhead import Letterhead
from bot.domain.record import Note, Space
from bot.domain.trip import WRITTEN, SectionName, Trip, TripReport
from bot.i18n import t
from bot.render import words
from bot.render.blocks import context, cut, escape, section
from bot.render.forms import INPUT, choice_input, choices_input, date_input, form, line_input, sheet, text_input
from bot.slack.message import Block, View

CHOICE = 70  # characters of a meeting in the menu


def trip_form(trip: Trip | None, spaces: Sequence[Space], private: str, locale: Language) -> View:
    """What a trip is called and when it was; with the spaces to choose from where it is new and there are several."""
    title = trip.title.content if trip else ""
    begins, ends = (_iso(trip.begins), _iso(trip.ends)) if trip else ("", "")
    choices = [(str(space.id), space.name) for space in spaces[:100]]
    blocks = [
        *([choice_input("space", t("form.space", locale), choices, choices[0][0])] if len(choices) > 1 else []),
        line_input("title", t("trip.field_title", locale), title, optional=False),
        date_input("begins", t("trip.field_begins", locale), begins),
        date_input("ends", t("trip.field_ends", locale), ends),
    ]
    return _form("trip_written", "trip.edit_form" if trip else "trip.new_form", blocks, private, locale)


def meetings_form(offered: Sequence[Note], chosen: Sequence[int], private: str, locale: Language) -> View:
    """Which meetings belong to a trip: those of it, and those held in its days, are chosen already."""
    if not offered:
        nothing = section(escape(t("trip.field_meetings_none", locale)))
        return sheet(t("trip.meetings_form", locale), [nothing], close=t("button.close", locale))
    choices = [(str(note.id), _choice(note, locale)) for note in offered]
    ticked = [str(note_id) for note_id in chosen]
    blocks = [choices_input("meetings", t("trip.field_meetings", locale), choices, ticked, optional=True)]
    return _form("trip_meetings", "trip.meetings_form", blocks, private, locale)


def texts_form(report: TripReport, parts: Mapping[SectionName, str], private: str, locale: Language) -> View:
    """The heading of a report, its date, and the parts that people write; one too long for a form is left out."""
    heading = report.note.title.content if report.note else ""
    reported_on = (report.note.held_on if report.note else None) or report.trip.reported_on
    blocks: list[Block] = [
        line_input("heading", t("trip.field_heading", locale), heading),
        date_input("reported_on", t("trip.field_reported_on", locale), _iso(reported_on)),
    ]
    for name in WRITTEN:
        label = t(f"report.{name}", locale)
        if len(parts.get(name, "")) > INPUT:
            number = report.note.label if report.note else ""
            blocks.append(context(escape(t("trip.field_too_long", locale, part=label, number=number))))
        else:
            blocks.append(text_input(name, label, parts.get(name, "")))
    blocks.append(context(escape(t("trip.field_hint", locale))))
    return _form("trip_texts", "trip.texts_form", blocks, private, locale)


def letterhead_form(letterhead: Letterhead, private: str, locale: Language) -> View:
    """What stands at the head of every report of a space."""
    hint = t("trip.letterhead_hint", locale)
    blocks = [
        line_input("name", t("trip.letterhead_name", locale), letterhead.name, hint=hint),
        line_input("department", t("trip.letterhead_department", locale), letterhead.department),
        text_input("address", t("trip.letterhead_address", locale), "\n".join(letterhead.address)),
        line_input("phone", t("report.phone", locale), letterhead.phone),
        line_input("web", t("report.web", locale), letterhead.web),
    ]
    return _form("trip_letterhead", "trip.letterhead_form", blocks, private, locale)


def _form(name: str, title: str, blocks: Sequence[Block], private: str, locale: Language) -> View:
    save, cancel = t("button.save", locale), t("button.cancel", locale)
    return form(name, t(title, locale), blocks, private, submit=save, close=cancel)


def _choice(note: Note, locale: Language) -> str:
    held = words.day(note.held_on, locale) if note.held_on else ""
    said = " · ".join(part for part in (f"§{note.label}", held, note.title.shown(locale).content) if part)
    return cut(said, CHOICE)


def _iso(day: object) -> str:
    return str(day) if day else ""
