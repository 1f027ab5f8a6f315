"""The texts of the sample notes and of the sample report, cut as the record keeps them."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

from bot.domain.due import Due
from bot.domain.language import Language
from bot.domain.meeting import ParsedNote
from bot.domain.note_grammar import parse_note, split_notes
from bot.domain.report import ParsedReport, read_report
from bot.services.import_report import notes_of
from bot.services.note_parts import meeting_of
from bot.services.terms import shipped

WRITTEN_ON = date(2017, 1, 20)
NOTES: dict[Language, str] = {"da": "noter.da.md", "zh": "noter.zh.md"}
REPORT = "bilag3-jordsporet.raw.txt"


class Unit(NamedTuple):
    """One text that needs a translation; `due` is what was understood of its due words on `day`."""

    language: Language
    text: str
    day: date
    due: Due | None = None


def read(name: str) -> str:
    """A sample file."""
    return resources.files("bot.data").joinpath("samples", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def notes() -> tuple[ParsedNote, ...]:
    """The sample notes, the Danish ones first."""
    return tuple(
        parse_note(text, language=language, on=WRITTEN_ON, termbase=shipped())
        for language, name in NOTES.items()
        for text in split_notes(read(name))
    )


@lru_cache(maxsize=1)
def report() -> ParsedReport:
    """The sample report."""
    return read_report(read(REPORT), termbase=shipped(), language="da")


@lru_cache(maxsize=1)
def units() -> tuple[Unit, ...]:
    """Every text of every sample that the record keeps in several languages."""
    parsed = report()
    title = parsed.trip.title if parsed.trip else parsed.title
    return (
        *(unit for note in notes() for unit in _units_of(note)),
        Unit(parsed.language, title, parsed.held_on or WRITTEN_ON),
        *(unit for note, _ in notes_of(parsed) for unit in _units_of(note, parsed.held_on)),
    )


def _units_of(note: ParsedNote, written_on: date | None = None) -> Iterator[Unit]:
    meeting = meeting_of(note)
    day = meeting.held_on or written_on or WRITTEN_ON
    for text in (meeting.title, meeting.place, meeting.purpose, meeting.participants):
        if text:
            yield Unit(note.language, text, day)
    for item in note.items:
        yield Unit(note.language, item.text, day, item.due)
