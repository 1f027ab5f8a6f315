"""The lines of a note grouped into numbered items, with every character kept."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.meeting import Kind
from bot.domain.note_grammar_lines import Line, read_line
from bot.domain.note_grammar_owner_words import NAME_SHAPE, OWN_LABEL
from bot.domain.note_grammar_words import OWNED_HEADING
from bot.domain.wrapped import join_wrapped

_ENDS = (".", "!", "?", "。", "！", "？", "…", ";", "；")
_COLONS = (":", "：")
_NESTED_INDENT = 2
_WORDS_OF_A_NAME = 4
_WRAPPED_AT = 60  # a line of prose shorter than this was ended by a person
_WRAPPED_AT_LOWER = 40  # the same where the next line begins in lower case
_LEADS_ON = re.compile(r"(?:,|，|、|\b(?:og|eller|at|for|med|til|af|i|på|som|der|the|and|or|to|of|in|with))$")
_WRAPPED_AT_ZH = 25
_TOP_RANKS = 4  # bullets are no level below numbers unless a colon or an indent says so


@dataclass(slots=True)
class Draft:
    """An item in the making."""

    kind: Kind
    number: str = ""
    raws: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    marked: bool = False
    done: bool = False
    family: str = ""
    rank: int = 0
    indent: int = 0
    parent: "Draft | None" = None
    owner_hint: str | None = None
    children: int = 0
    hand: tuple[int, ...] = ()
    inherited: bool = False  # the kind is that of the heading above it

    @property
    def text(self) -> str:
        """What was written, wrapped lines joined."""
        return join_wrapped(self.pieces)

    @property
    def open_ended(self) -> bool:
        """Whether it announces a list."""
        return bool(self.pieces) and self.pieces[-1].rstrip().endswith(_COLONS)


class Grouper:
    """Takes the lines of a note one by one and says which item each belongs to."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._waiting: list[str] = []  # headings and blank lines before the item they introduce
        self._heading: Kind | None = None
        self._heading_family = ""
        self._heading_owner: str | None = None
        self._plain_list: bool | None = None  # the list under a heading is of lines without marks
        self._gap = False
        self._top: Draft | None = None
        self._sub_family: str | None = None
        self._tops = 0

    def begin(self, kind: Kind) -> None:
        """A list of one kind starts, as under a heading that stands elsewhere."""
        self._heading, self._plain_list = kind, None
        self._top, self._sub_family = None, None

    def skip(self, raw: str) -> None:
        """A line that is no item: blank, or understood as something else. Its characters stay."""
        if self._waiting or not self.drafts:
            self._waiting.append(raw)
        else:
            self.drafts[-1].raws.append(raw)

    def blank(self, raw: str) -> None:
        """An empty line; it ends a paragraph."""
        self._gap = True
        self.skip(raw)

    def take(self, line: Line) -> None:
        """Any line with words in it."""
        if line.family == "1.1" and not self._counts_on(line):
            line = read_line(line.raw, numbered=False)
        owned = None if line.kind else OWNED_HEADING.fullmatch(line.body)
        if (line.heading and line.kind) or owned:
            self._open_heading(line, (owned["owner"] or owned["owner_zh"]) if owned else None)
        elif line.marked or line.is_title:
            self._open_marked(line)
        elif self._continues(line):
            draft = self.drafts[-1]
            draft.raws.append(line.raw)
            draft.pieces.append(line.body)
        else:
            self._open_plain(line)
        self._gap = False

    def finish(self) -> None:
        """No more lines: a heading nothing came under is an item of its own."""
        if self._waiting and self.drafts:
            self.drafts[-1].raws += self._waiting
            self._waiting = []

    @property
    def rest(self) -> str:
        """What no item holds: blank lines and headings of a note without items."""
        return "".join(self._waiting)

    def _counts_on(self, line: Line) -> bool:
        """Whether "2.3" comes after "2.2", or begins a count; "3.5 tons" does neither."""
        before = next((draft.hand for draft in reversed(self.drafts) if draft.family == "1.1"), ())
        return line.hand[-1:] == (1,) or line.hand == (*before[:-1], (before or (0,))[-1] + 1)

    def _open_heading(self, line: Line, owner: str | None) -> None:
        self._heading, self._heading_owner = line.kind or "action", owner
        self._heading_family = line.family
        self._plain_list = None
        self._top, self._sub_family = None, None
        self._waiting.append(line.raw)

    def _close_heading(self) -> None:
        self._heading = self._heading_owner = self._plain_list = None
        self._heading_family = ""

    def _open_marked(self, line: Line) -> None:
        same_level = self._heading_family and line.family == self._heading_family
        if line.is_title or same_level or (self._plain_list and self._gap and not line.family):
            self._close_heading()
        elif self._heading and self._plain_list is None:
            self._plain_list = False
        parent = self._parent_of(line)
        self._add(line, parent)

    def _open_plain(self, line: Line) -> None:
        if self._heading and self._plain_list is None:
            self._plain_list = True
        elif self._heading and (self._gap or not self._plain_list):
            self._close_heading()
        self._add(line, None)

    def _add(self, line: Line, parent: Draft | None) -> None:
        hint = self._heading_owner or (_bare_owner(parent) if parent else None)
        draft = Draft(
            kind=line.kind or self._heading or "paragraph",
            raws=[*self._waiting, line.raw],
            pieces=[line.body],
            marked=line.marked,
            done=line.checked,
            family=line.family,
            rank=line.rank,
            indent=line.indent,
            parent=parent,
            owner_hint=hint,
            hand=line.hand,
            inherited=line.kind is None and self._heading is not None,
        )
        self._waiting = []
        if parent is None:
            self._tops += 1
            draft.number = str(self._tops)
            self._top = draft if not line.is_title else None
            self._sub_family = None
        else:
            parent.children += 1
            draft.number = f"{parent.number}.{parent.children}"
        self.drafts.append(draft)

    def _parent_of(self, line: Line) -> Draft | None:
        """The item a marked line stands under: by indent, by "1.1", after a colon, or by its rank."""
        top = self._top
        if top is None or line.is_title:
            return None
        announced = top.open_ended
        if line.indent >= top.indent + _NESTED_INDENT and (top.marked or announced):
            return top
        if line.family == "1.1" and top.family == "1.":
            return top if top.hand == line.hand[:1] else None
        if line.labelled or line.family == top.family or not line.family:
            return None
        if self._sub_family == line.family or (announced and not top.children):
            self._sub_family = line.family
            return top
        deeper = top.family and top.rank < line.rank <= _TOP_RANKS
        return top if deeper else None

    def _continues(self, line: Line) -> bool:
        """Whether a line without marks belongs to the item before it."""
        if not self.drafts or self._waiting:
            return False
        last = self.drafts[-1]
        if self._gap:
            return last.marked and line.indent > last.indent and line.indent >= _NESTED_INDENT
        if line.indent <= last.indent and OWN_LABEL.match(line.body):
            return False
        if last.marked:
            return not line.body.endswith(_COLONS) or not last.text.endswith(_ENDS)
        return last.family == "" and _is_wrapped(last.pieces[-1], line.body)


def group(lines: Sequence[Line]) -> Grouper:
    """All lines grouped."""
    grouper = Grouper()
    for line in lines:
        if line.blank:
            grouper.blank(line.raw)
        else:
            grouper.take(line)
    grouper.finish()
    return grouper


def _is_wrapped(before: str, line: str) -> bool:
    """Whether a line of prose runs on in the next one."""
    if before.endswith((*_ENDS, *_COLONS)):
        return False
    if _LEADS_ON.search(before):
        return True
    if line[:1].islower():
        return len(before) >= _WRAPPED_AT_LOWER
    han = any("\u4e00" <= c <= "\u9fff" for c in before[-3:])
    return len(before) >= (_WRAPPED_AT_ZH if han else _WRAPPED_AT)


def _bare_owner(parent: Draft) -> str | None:
    """A name with a colon above a list: everything under it is theirs."""
    text = parent.text
    name = re.fullmatch(r"(?P<name>[^:：]{2,40})\s*[:：]", text)
    bare = name["name"].strip("*_ @＠") if name and len(text.split()) <= _WORDS_OF_A_NAME else ""
    return bare if NAME_SHAPE.fullmatch(bare) else None
