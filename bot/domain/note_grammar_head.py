"""The head of a note: the lines of title, date, place, purpose and participants before its items."""

import re
from dataclasses import dataclass, field
from datetime import date

from bot.domain import note_grammar_words as words
from bot.domain.language import Language
from bot.domain.lazy import lazy
from bot.domain.note_grammar_heading import Heading, cut_date, is_label, names_meeting, read_heading
from bot.domain.note_grammar_lines import Line
from bot.domain.note_grammar_people import split_participants
from bot.domain.termbase import Termbase
from bot.domain.wrapped import join_wrapped

_BOLD = lazy(r"[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}")
_ENDS = (".", "!", "?", "。", "！", "？", ":", "：", ",", "，", ";", "；", "…")
_LONGEST_TITLE = 100
_GREETING_WORDS = 4
_LONGEST_TITLE_ZH = 45
_SPLIT_LINE = (",", "、", ";", "，", "；")
_SIDE_LINE = lazy(
    r"(?:[中丹外我]方|丹麦|中国|Dansk side|Kinesisk side|Danmark|Kina|Fra \w+|Danish side|Chinese side).{0,8}[:：]",
    re.IGNORECASE,
)
_GREETING = lazy(r"(?:hej|hi|hello|kære|dear|godmorgen|goddag|hey|大家好|各位|您好|你好)\b", re.IGNORECASE)


@dataclass(slots=True)
class Head:
    """What the head of a note says, filled line by line."""

    language: Language
    on: date
    termbase: Termbase
    heading: Heading | None = None
    title: str = ""
    held_on: date | None = None
    place: str | None = None
    purpose: str | None = None
    participants: list[str] = field(default_factory=list)

    def name(self) -> str:
        """The title; where none was written, label and place of the heading."""
        return self.title or (self.heading.name if self.heading else "")

    def take_heading(self, text: str) -> None:
        """A line with title, date and place in any order."""
        heading = read_heading(_BOLD.sub("", text), self.language, self.on, self.termbase)
        self.heading = self.heading or heading
        self.title = self.title or heading.title
        self.held_on = self.held_on or heading.held_on
        self.place = self.place or heading.place

    def take_field(self, label: str, text: str) -> None:
        """A labelled line; other labelled parts on the same line are read too."""
        name = words.field_of(label)
        if name in {"purpose", "participants"}:
            self._take_people_or_purpose(name, text)
            return
        first, *others = words.FIELD_INSIDE.split(text)
        if name == "title":
            self._take_title(label, first.strip())
        else:
            self._take_simple(name, first.strip())
        for other in others:
            if found := words.FIELD.match(other):
                self.take_field(found["label"], other[found.end() :])

    def take_late(self, body: str) -> bool:
        """A labelled line below the head; taken only where it fills an empty field, or it would vanish."""
        found = words.FIELD.match(body)
        if not found or not self.wants(name := words.field_of(found["label"])):
            return False
        text = body[found.end() :]
        if not text.strip() or (name == "date" and cut_date(text, self.language, self.on)[0] is None):
            return False
        self.take_field(found["label"], text)
        return True

    def wants(self, name: str) -> bool:
        """Whether a field is still empty, so that a line further down may fill it."""
        filled = {
            "participants": bool(self.participants),
            "purpose": self.purpose is not None,
            "date": self.held_on is not None,
            "place": self.place is not None,
            "when_where": self.held_on is not None or self.place is not None,
        }
        return not filled.get(name, True)

    def _take_people_or_purpose(self, name: str, text: str) -> None:
        clean = text.strip(" \t*_")
        if name == "purpose":
            self.purpose = self.purpose or clean or None
        else:
            self.participants += [p for p in split_participants(clean, self.termbase) if p not in self.participants]

    def _take_simple(self, name: str, text: str) -> None:
        if name == "place":
            self._take_place(text)
        elif name in {"date", "when_where"}:
            self._take_date(name, text)

    def _take_title(self, label: str, text: str) -> None:
        """A labelled title; a subject beside a written title says what the meeting was about."""
        if self.title and not is_label(self.title) and words.SUBJECT.fullmatch(label):
            self.purpose = self.purpose or text
        elif text:
            self.title = ""
            self.take_heading(text)

    def _take_place(self, text: str) -> None:
        held_on, rest = cut_date(text, self.language, self.on)
        self.held_on = self.held_on or held_on
        said = rest.strip(" \t\0,，;；.。·*_")
        if said and self.heading and self.place == self.heading.place:
            self._leave_title_whole(self.heading, said)
        self.place = self.place or said or None

    def _leave_title_whole(self, heading: Heading, place: str) -> None:
        """The place has a line of its own: the one in the title is a part of that, unless it is the same one."""
        if heading.title and self.title == heading.title and (heading.place or "") not in place:
            self.title = heading.whole
        self.place = place

    def _take_date(self, name: str, text: str) -> None:
        heading = read_heading(text, self.language, self.on, self.termbase)
        self.held_on = self.held_on or heading.held_on
        self.place = self.place or heading.place
        if name == "when_where" and not self.place:
            self.place = heading.title or None


def read_head(lines: list[Line], head: Head) -> int:
    """Fill the head from the first lines of a note; how many lines it takes up."""
    at = 0
    while at < len(lines):
        if lines[at].blank:
            at += 1
        elif taken := _take_line(lines, at, head):
            at += taken
        else:
            break
    return at


def _take_line(lines: list[Line], at: int, head: Head) -> int:
    """How many lines a head line takes; 0 when the head is over."""
    line = lines[at]
    if line.kind is not None:
        return 0
    if found := words.FIELD.match(line.body):
        return _take_field_lines(lines, at, head, found)
    if (alone := words.FIELD_ALONE.fullmatch(line.body)) and _opens_field(lines, at, alone["label"]):
        return _take_field_lines(lines, at, head, alone)
    is_heading = not head.name() and _is_heading(lines, at, head)
    if line.family or not (is_heading or _only_date_and_place(line.body, head)):
        return 0
    head.take_heading(line.body)
    return 1


def is_greeting(text: str) -> bool:
    """Whether a line only says hello, and so names nothing."""
    return bool(_GREETING.match(text)) and len(text.split()) <= _GREETING_WORDS


def _opens_field(lines: list[Line], at: int, label: str) -> bool:
    """Whether a label without colon ("Deltagere") heads the lines below it."""
    return words.field_of(label) in {"purpose", "participants"} and at + 1 < len(lines) and not lines[at + 1].labelled


def _take_field_lines(lines: list[Line], at: int, head: Head, found: re.Match[str]) -> int:
    label, first = found["label"], lines[at].body[found.end() :].strip()
    name = words.field_of(label)
    pieces = [first] if first else []
    taken = at + 1
    if name in {"purpose", "participants"}:
        taken = _run_on(lines, taken, pieces, people=name == "participants")
    head.take_field(label, "\n".join(pieces) if name == "participants" else join_wrapped(pieces))
    return taken - at


def _run_on(lines: list[Line], at: int, pieces: list[str], *, people: bool) -> int:
    """Collect the lines that go on with a purpose or a list of participants; where they end."""
    family: str | None = None if not pieces else ""
    while at < len(lines):
        line = lines[at]
        if line.blank or line.labelled or line.checkbox or line.is_title or words.FIELD.match(line.body):
            break
        family = line.family if family is None else family
        listed = line.family and line.family == family
        if not (listed or (not line.family and _goes_on(pieces, line, people=people))):
            break
        if not listed and people and pieces and pieces[-1].endswith(_SPLIT_LINE):
            pieces[-1] += " " + line.body
        else:
            pieces.append(line.body)
        at += 1
    return at


def _goes_on(pieces: list[str], line: Line, *, people: bool) -> bool:
    if not pieces:
        return True
    if people:
        return pieces[-1].endswith(_SPLIT_LINE) or bool(_SIDE_LINE.match(line.body)) or line.indent > 0
    return not pieces[-1].endswith(_ENDS)


def _is_heading(lines: list[Line], at: int, head: Head) -> bool:
    """Whether the first line of a note is its title and not already its text."""
    line = lines[at]
    if line.is_title:
        return True
    body = line.body
    longest = _LONGEST_TITLE_ZH if head.language == "zh" else _LONGEST_TITLE
    if (
        len(body) > longest
        or (body.endswith(_ENDS) and not _is_dated_meeting(body, head))
        or body.startswith("|")
        or is_greeting(body)
    ):
        return False
    below = next((other for other in lines[at + 1 :] if not other.blank), None)
    if below is None:
        return False
    structured = bool(below.family or below.kind or below.is_title or words.FIELD.match(below.body))
    if structured or lines[at + 1].blank:
        return True
    held_on, rest = cut_date(body, head.language, head.on)
    return (
        names_meeting(body.split()[0])
        or (held_on is not None and names_meeting(rest))
        or _only_date_and_place(body, head)
    )


def _is_dated_meeting(body: str, head: Head) -> bool:
    """Whether a line with a full stop is a title all the same: "Møde med NIRAS, d. 28/4-2023."."""
    opened = names_meeting(body.split(maxsplit=1)[0]) and body.endswith((".", "。"))
    return opened and cut_date(body, head.language, head.on)[1].rstrip(" .。").endswith("\0")


def _only_date_and_place(body: str, head: Head) -> bool:
    """Whether a line holds a date, with a place or nothing beside it."""
    if len(body) > _LONGEST_TITLE:
        return False
    heading = read_heading(_BOLD.sub("", body), head.language, head.on, head.termbase)
    return heading.held_on is not None and not heading.title
