"""A report of a trip, pasted from a PDF: its meetings, its sections and what is planned next."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.domain import note_grammar_words as words
from bot.domain import report_words
from bot.domain.due import find_due
from bot.domain.language import Language, guess_language
from bot.domain.meeting import ParsedItem
from bot.domain.note_grammar import ItemReader
from bot.domain.note_grammar_heading import cut_date, read_heading
from bot.domain.note_grammar_items import Grouper
from bot.domain.note_grammar_lines import Line, read_line
from bot.domain.note_grammar_owner import OwnerReader
from bot.domain.note_grammar_people import split_participants
from bot.domain.report_layout import Block, read_blocks
from bot.domain.termbase import Termbase


@dataclass(frozen=True, slots=True)
class ParsedTrip:
    """The journey a report is about; `when` as said in the report, None where it is not said."""

    title: str
    when: str | None


@dataclass(frozen=True, slots=True)
class ReportedMeeting:
    """One meeting of the trip; `paragraphs` is what was written about it beside its purpose."""

    title: str
    held_on: date | None
    place: str | None
    purpose: str | None
    participants: tuple[str, ...]  # organisations and people it was with, as written
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of the report that is neither a meeting nor a plan. The first may have no heading."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """What was understood of a report; every block of it is in exactly one of these fields."""

    language: Language
    title: str
    held_on: date | None  # the report's own date
    trip: ParsedTrip | None
    meetings: tuple[ReportedMeeting, ...]
    sections: tuple[ReportSection, ...]
    activities: tuple[ParsedItem, ...]  # what is planned, as actions
    letterhead: tuple[str, ...]  # address, telephone, department, page marks


def read_report(
    text: str,
    *,
    termbase: Termbase,
    language: Language | None = None,
    on: date | None = None,
) -> ParsedReport:
    """Read a report pasted from a PDF.

    Args:
        text: the pasted text: lines cut at the page's width, page marks, private-use bullets.
        termbase: the known organisations, people and places.
        language: None to guess it.
        on: the day to count due words from where the report has no date of its own; today is
            nobody's business here, so without both no year is guessed for "april".
    """
    spoken = language or guess_language(text)
    blocks = read_blocks(text)
    reader = _Reader(spoken, on, termbase)
    reader.read([block for block in blocks if not block.is_page_mark])
    reader.letterhead += [block.text for block in blocks if block.is_page_mark]
    return reader.report()


class _Reader:
    """Walks through the blocks of a report and hands each to the part it belongs to."""

    def __init__(self, language: Language, on: date | None, termbase: Termbase) -> None:
        self.letterhead: list[str] = []
        self._language = language
        self._on = on
        self._termbase = termbase
        self._title = ""
        self._held_on: date | None = None
        self._meetings: list[_MeetingPart] = []
        self._sections: list[tuple[str, list[str]]] = []
        self._plans = Grouper()
        self._here: str = "section"

    def read(self, blocks: list[Block]) -> None:
        """All blocks in order."""
        start = _title_at(blocks)
        for block in blocks[:start]:
            self._take_head(block)
        if start < len(blocks):
            self._title = read_line(blocks[start].text).body
            self._held_on = self._held_on or self._date_in(self._title)
        body = blocks[start + 1 :]
        for i, block in enumerate(body):
            self._take(block, body[i + 1] if i + 1 < len(body) else None)
        self._plans.finish()

    def report(self) -> ParsedReport:
        """Everything read, as values."""
        items = ItemReader(self._language, self._held_on or self._on or date.min, OwnerReader(self._termbase, self._language))
        return ParsedReport(
            language=self._language,
            title=self._title,
            held_on=self._held_on,
            trip=self._trip(),
            meetings=tuple(part.meeting(self._termbase, self._language) for part in self._meetings),
            sections=tuple(ReportSection(heading, tuple(texts)) for heading, texts in self._sections),
            activities=tuple(items.read(draft) for draft in self._plans.drafts),
            letterhead=tuple(self.letterhead),
        )

    def _take_head(self, block: Block) -> None:
        found = words.FIELD.match(block.text)
        if found and words.field_of(found["label"]) == "date":
            self._held_on = self._held_on or self._date_in(block.text[found.end() :])
        self.letterhead.append(block.text)

    def _take(self, block: Block, below: Block | None) -> None:
        line = read_line(block.text)
        if self._here != "head" and not self._held_on and (found := words.FIELD.match(line.body)):
            self._take_date(found, line)
        if report_words.is_meeting(line.body) and self._stands_as_meeting(line, below):
            self._meetings.append(_MeetingPart(line.body, self._on or self._held_on))
            self._here = "meeting"
        elif report_words.is_plan(line.body) and _is_heading(line, below):
            self._plans.begin("action", block.raw)
            self._sections.append((line.body, []))
            self._here = "plan"
        elif _is_heading(line, below) and not (self._here == "plan" and line.family):
            self._sections.append((line.body, []))
            self._here = "section"
        else:
            self._take_text(block, line)
