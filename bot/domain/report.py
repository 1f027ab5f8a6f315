"""A report of a trip, pasted from a PDF: its meetings, its sections and what is planned next."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain import note_grammar_words as words
from bot.domain import report_words
from bot.domain.due import find_due
from bot.domain.language import Language, guess_language
from bot.domain.meeting import ParsedItem
from bot.domain.note_grammar import ItemReader
from bot.domain.note_grammar_heading import cut_date
from bot.domain.note_grammar_items import Grouper
from bot.domain.note_grammar_lines import Line, read_line
from bot.domain.note_grammar_owner import OwnerReader
from bot.domain.report_layout import Block, read_blocks
from bot.domain.report_meeting import MeetingPart, ReportedMeeting
from bot.domain.termbase import Termbase

__all__ = ["ParsedReport", "ParsedTrip", "ReportSection", "ReportedMeeting", "read_report"]

_SOME_DAY = date(1950, 1, 1)  # before any report, so that no day in it is taken for past
_YEAR = re.compile(r"\d{4}")
LEAST_MEETINGS = 2  # of a report: a note tells of one
_SHORT, _LONG = 60, 160  # letters: a line of a letterhead; a paragraph
_HEAD_BLOCKS = 30  # a title stands above these or there is none
_TITLE_END = re.compile(
    r"^.*?\s[-–—]\s|^(?:bilag|annex|附件)\s*\d*[.:：]?\s*"
    r"|^(?:\w*rapport|\w*referat|notat|report|notes)\s+(?:fra|om|af|for|from|on|of)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ParsedTrip:
    """The journey a report is about; `when` as said in the report, None where it is not said."""

    title: str
    when: str | None


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A part of the report; a heading over meetings or plans has their text elsewhere."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedReport:
    """What was understood of a report; every block of it is in one of these fields."""

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
        on: the day to count due words from where the report has no date of its own. Without
            either, due words are left unread.
    """
    spoken = language or guess_language(text)
    blocks = read_blocks(text)
    parts = _Parts(spoken, on, termbase)
    parts.letterhead += [block.text for block in blocks if block.is_page_mark]
    parts.read([block for block in blocks if not block.is_page_mark])
    return parts.report()


@dataclass(slots=True)
class _Parts:
    """The parts of a report, filled block by block."""

    language: Language
    on: date | None
    termbase: Termbase
    title: str = ""
    held_on: date | None = None
    letterhead: list[str] = field(default_factory=list)
    meetings: list[MeetingPart] = field(default_factory=list)
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    plans: Grouper = field(default_factory=Grouper)
    in_meeting: bool = False
    in_plan: bool = False

    def read(self, blocks: list[Block]) -> None:
        """All blocks in order: the head up to the title, then the parts."""
        start = _title_at(blocks)
        for block in blocks[:start]:
            self._take_head(block)
        if start < len(blocks):
            self.title = read_line(blocks[start].text).body
            self.held_on = self.held_on or self._date_in(self.title)
        body = blocks[start + 1 :]
        for i, block in enumerate(body):
            self._take(block, body[i + 1] if i + 1 < len(body) else None)
        self.plans.finish()

    def report(self) -> ParsedReport:
        """Everything read, as values."""
        return ParsedReport(
            language=self.language,
            title=self.title,
            held_on=self.held_on,
            trip=self._trip(),
            meetings=tuple(part.meeting(self.termbase, self.language, self.held_on) for part in self.meetings),
            sections=tuple(ReportSection(heading, tuple(texts)) for heading, texts in self.sections),
            activities=self._activities(),
            letterhead=tuple(self.letterhead),
        )

    def _activities(self) -> tuple[ParsedItem, ...]:
        on = self.held_on or self.on
        reader = ItemReader(self.language, on, OwnerReader(self.termbase, self.language))
        return tuple(reader.read(draft) for draft in self.plans.drafts)

    def _take_head(self, block: Block) -> None:
        found = words.FIELD.match(block.text)
        if found and words.field_of(found["label"]) == "date":
            self.held_on = self.held_on or self._date_in(block.text)
        elif not self.held_on:
            self.held_on = self._date_in(block.text) if len(block.text) <= _SHORT else None
        self.letterhead.append(block.text)

    def _date_in(self, text: str) -> date | None:
        return cut_date(text, self.language, self.on or _SOME_DAY)[0] if self.on or _YEAR.search(text) else None

    def _take(self, block: Block, below: Block | None) -> None:
        line = _line(block)
        if not self.held_on and self._is_date(block.text):
            self._take_head(block)
            return
        labelled = words.FIELD.match(line.body)
        is_heading = not labelled and report_words.looks_like_heading(line.body) and _may_head(line.family, below)
        if not labelled and report_words.is_meeting(line.body) and (is_heading or _has_purpose(below)):
            self.meetings.append(MeetingPart(line.body))
            self.in_meeting, self.in_plan = True, False
        elif is_heading and (report_words.is_plan(line.body) or line.kind == "action"):
            self.sections.append((line.body, []))
            self.plans.begin("action")
            self.in_meeting, self.in_plan = False, True
        elif is_heading and not (self.in_plan and line.family) and not line.body.endswith((":", "：")):
            self.sections.append((line.body, []))
            self.in_meeting = self.in_plan = False
        else:
            self._take_text(block, line)

    def _is_date(self, text: str) -> bool:
        """Whether a line is nothing but a date."""
        return (
            len(text) <= _SHORT
            and bool(_YEAR.search(text))
            and not cut_date(text, self.language, _SOME_DAY)[1].strip("\0 ,，。.")
        )

    def _take_text(self, block: Block, line: Line) -> None:
        text = block.text
        if self.in_plan and (line.marked or (self.plans.drafts and not line.body.endswith((":", "：")))):
            self.plans.take(replace(line, kind=line.kind or "action"))
        elif self.in_meeting:
            self.meetings[-1].paragraphs.append(text)
        else:
            self._take_date(text)
            if not self.sections:
                self.sections.append(("", []))
            self.sections[-1][1].append(text)

    def _take_date(self, text: str) -> None:
        found = words.FIELD.match(text)
        if found and not self.held_on and words.field_of(found["label"]) == "date":
            self.held_on = self._date_in(text)

    def _trip(self) -> ParsedTrip | None:
        """The journey, when the report speaks of one; its own title, or the word used and the subject."""
        said = [
            self.title,
            *(heading for heading, _ in self.sections),
            *(t for _, texts in self.sections for t in texts),
        ]
        if not any(report_words.TRIP.search(text) for text in said):
            return None
        when = next((w for text in said if report_words.TRIP.search(text) and (w := self._when(text))), None)
        if report_words.TRIP.search(self.title):
            name = _TITLE_END.sub("", self.title) or self.title
            return ParsedTrip(name[:1].upper() + name[1:], when)
        word = next((found[1] for text in said if (found := report_words.TRIP_WORD.search(text))), "")
        subject = _TITLE_END.sub("", self.title)
        return ParsedTrip(
            f"{word.capitalize()} – {subject}" if word and subject else word.capitalize() or self.title, when
        )

    def _when(self, text: str) -> str | None:
        found = find_due(text, self.language, _SOME_DAY)
        return found.due.said if found and found.due.start and _YEAR.search(found.due.said) else None


def _line(block: Block) -> Line:
    """A block as a line of a note: a lone label keeps its words, the indent is the source's."""
    line = read_line(block.text)
    first = next(raw for raw in block.raw.splitlines(keepends=True) if raw.strip())
    body = line.body or read_line(block.text, labelled=False).body
    return replace(line, raw=block.raw, indent=read_line(first).indent, body=body, heading=False)


def _title_at(blocks: list[Block]) -> int:
    """Where the title stands: a heading, a line that says it is a report, or the first free line."""
    above = blocks[:_HEAD_BLOCKS]
    for i, block in enumerate(above):
        if read_line(block.text).is_title:
            return i
        if report_words.TITLE.search(block.text) and report_words.looks_like_heading(block.text):
            return i
        if report_words.is_meeting(block.text) or len(block.text) > _LONG:
            break
    dated = next((i for i, block in enumerate(above) if words.FIELD.match(block.text)), -1)
    free = (i for i, block in enumerate(above) if i > dated and not report_words.LETTERHEAD.search(block.text))
    return next(free, 0)


def _may_head(family: str, below: Block | None) -> bool:
    """Whether something stands below to be headed, and the block is no item of a bullet list."""
    return below is not None and (not family or family in {"一、", "（一）", "1.", "1.1"})


def _has_purpose(below: Block | None) -> bool:
    found = words.FIELD.match(below.text) if below else None
    return bool(found and words.field_of(found["label"]) in {"purpose", "participants", "date", "place", "when_where"})
