"""One meeting of a report: its heading, its labelled lines, and whom it was with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bot.domain import note_grammar_words as words
from bot.domain.language import Language
from bot.domain.note_grammar_head import Head
from bot.domain.note_grammar_heading import cut_date, read_heading
from bot.domain.places import HAN_TOWN
from bot.domain.report_words import BODY, BODY_ZH, PERSON
from bot.domain.term import Match
from bot.domain.termbase import Termbase

_GENITIVE = re.compile(r"(?:['’]s|['’]|s)\b")
_WITH = re.compile(r".*?\b(?:med|hos|with|at)\s|(?:与|同|和|会见|会晤|拜会|拜访|访问|走访|考察|参观)", re.IGNORECASE)
_SOME_DAY = date(1950, 1, 1)


@dataclass(frozen=True, slots=True)
class ReportedMeeting:
    """One meeting of the trip; `paragraphs` is what was written about it beside its labelled lines."""

    title: str
    held_on: date | None
    place: str | None
    purpose: str | None
    participants: tuple[str, ...]  # organisations and people it was with, as written
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class MeetingPart:
    """The blocks of one meeting, its heading first."""

    heading: str
    paragraphs: list[str] = field(default_factory=list)

    def meeting(self, termbase: Termbase, language: Language, reported_on: date | None) -> ReportedMeeting:
        """The meeting these blocks describe."""
        head = Head(language=language, on=reported_on or _SOME_DAY, termbase=termbase)
        rest: list[str] = []
        for text in self.paragraphs:
            found = words.FIELD.match(text)
            if found and (head.wants(words.field_of(found["label"]))):
                head.take_field(found["label"], text[found.end() :])
            else:
                rest.append(text)
        title, held_on, place = self._heading(termbase, language, head.on)
        return ReportedMeeting(
            title=title,
            held_on=head.held_on or held_on,
            place=head.place or place,
            purpose=head.purpose,
            participants=tuple(head.participants) or _met(title, termbase, language),
            paragraphs=tuple(rest),
        )

    def _heading(self, termbase: Termbase, language: Language, on: date) -> tuple[str, date | None, str | None]:
        title = self.heading.rstrip(" :：")
        if cut_date(title, language, on)[0]:
            heading = read_heading(title, language, on, termbase)
            return heading.name, heading.held_on, heading.place or _place_in(heading.name, termbase, language)
        return title, None, _place_in(title, termbase, language)


def _met(title: str, termbase: Termbase, language: Language) -> tuple[str, ...]:
    """Known organisations and people, and anybody called Mr. or Dr., in the order of the heading."""
    matches = [m for m in termbase.find(title, language) if m.term.kind in {"organisation", "person"}]
    spans: list[tuple[int, str]] = []
    seen: list[Match] = []
    for match in matches:
        if _GENITIVE.match(title, match.end) or any(match.term is other.term for other in seen):
            continue
        seen.append(match)
        spans.append((match.start, match.found))
    taken = [(match.start, match.end) for match in matches]
    for stranger in _strangers(title):
        start, end = stranger.span()
        if not any(begun < end and start < ended for begun, ended in taken):
            taken.append((start, end))
            spans.append((start, stranger.group()))
    return tuple(name for _, name in sorted(spans))


def _strangers(title: str) -> Iterator["re.Match[str]"]:
    """People and bodies by the shape of their names; the words before the name of a visit are not theirs."""
    yield from PERSON.finditer(title)
    yield from BODY.finditer(title, *_after_with(title))
    yield from BODY_ZH.finditer(title, *_after_with(title))


def _after_with(title: str) -> tuple[int]:
    found = _WITH.match(title)
    return (found.end() if found else 0,)


def _place_in(title: str, termbase: Termbase, language: Language) -> str | None:
    """The first place a heading names outside the name of an organisation."""
    bodies = [stranger.span() for stranger in _strangers(title)]
    for match in termbase.find(title, language):
        inside = any(start <= match.start < end for start, end in bodies)
        if match.term.kind == "place" and not inside:
            return match.found
    found = HAN_TOWN.search(title)
    return found.group() if found else None
