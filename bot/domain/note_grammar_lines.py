"""One line of a note taken apart: list mark, checkbox, label, hashtags, and what is left."""

import re
from dataclasses import dataclass

from bot.domain import note_grammar_words as words
from bot.domain.meeting import Kind

_EDGE = (
    " \t\r\n\v\f\x1c\x1d\x1e\u0085\u00a0\u2028\u2029\u3000"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_LEAD = re.compile(rf"[{_EDGE}]*")
_QUOTE = re.compile(r"(?:>|&gt;)[ \t]*")
_HASHES = re.compile(r"#{1,6}[ \t\u3000]+")
_WORD = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"[0-9]+")
_BOLD_START = re.compile(r"^([*_]{1,3})(?=\S)([^*_\n]{1,60}?)\1")
_LABEL_LIMIT = 40
_WIDTHS = {"\t": 4, "\u3000": 2, " ": 1, "\u00a0": 1}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source and what its marks say.

    `raw` is the exact slice. `family` names the list mark ("1.", "一、", "•"; "" for none), `rank`
    how deep such a mark usually stands. `heading` is a kind label with nothing after it.
    """

    raw: str
    body: str = ""
    indent: int = 0
    family: str = ""
    rank: int = 0
    is_title: bool = False  # "## …"
    kind: Kind | None = None
    labelled: bool = False  # the kind comes from a label or hashtag, not from a checkbox
    checkbox: bool = False
    checked: bool = False
    heading: bool = False
    hand: tuple[int, ...] = ()  # the number written before it, (2, 1) for "2.1"

    @property
    def blank(self) -> bool:
        """Whether the line says nothing: no letter and no digit."""
        return not _WORD.search(self.body) and not self.heading

    @property
    def marked(self) -> bool:
        """Whether the line opens an item by itself."""
        return bool(self.family or self.checkbox or (self.labelled and not self.heading))


def read_line(raw: str, *, numbered: bool = True, labelled: bool = True) -> Line:
    """Take one line apart; nothing is judged by what stands around it.

    Args:
        raw: the line with its end.
        numbered: False to leave a number at the start in the text ("3.5 tons").
        labelled: False to leave a label in the text.
    """
    rest = raw.strip(_EDGE)
    if not _WORD.search(rest):
        return Line(raw=raw)
    rest = _QUOTE.sub("", rest, count=1) if rest[0] in ">&" else rest
    lead = _LEAD.match(raw)
    indent = sum(_WIDTHS.get(c, 0) for c in (lead.group() if lead else ""))
    is_title = bool(hashes := _HASHES.match(rest))
    rest = rest[hashes.end() :] if hashes else rest
    before = rest
    family, rank, rest = _marker(rest) if numbered else ("", 0, rest)
    rest_of_marker = rest
    checkbox, checked, rest = _checkbox(rest)
    kind, heading, body = _label(rest) if labelled else (None, False, rest)
    return Line(
        raw=raw,
        body=body.strip(_EDGE),
        indent=indent,
        family=family,
        rank=rank,
        is_title=is_title,
        kind=kind or ("action" if checkbox else None),
        labelled=kind is not None,
        checkbox=checkbox,
        checked=checked,
        heading=heading,
        hand=tuple(int(n) for n in _DIGITS.findall(before[: len(before) - len(rest_of_marker)])),
    )


def _marker(text: str) -> tuple[str, int, str]:
    for family, rank, pattern in words.MARKERS:
        if (found := pattern.match(text)) and not _is_date(text, found):
            return family, rank, text[found.end() :]
    if found := words.BULLET.match(text):
        return text[0], 5, text[found.end() :]
    return "", 0, text


def _is_date(text: str, mark: re.Match[str]) -> bool:
    """Whether "10. januar" is a day and not the tenth item; nothing after the mark is no item either."""
    ordinal = mark.group().rstrip().endswith(".") and words.ORDINAL_OF.match(text, mark.end())
    return bool(ordinal) or not _WORD.search(text, mark.end())


def _checkbox(text: str) -> tuple[bool, bool, str]:
    found = words.CHECKBOX.match(text)
    if not found:
        return False, False, text
    mark = found.group(1) or found.group(2) or ""
    return True, mark in words.CHECKED, text[found.end() :]


def _label(text: str) -> tuple[Kind | None, bool, str]:
    """The kind a label or hashtag gives, whether it stands alone, and the text without it."""
    if len(text) <= _LABEL_LIMIT:
        for kind, pattern in words.KIND_HEADINGS:
            if pattern.fullmatch(text):
                return kind, True, ""
    tagged, text = _hashtags(text)
    if shouted := words.SHOUTED_TODO.match(text):
        return "action", False, text[shouted.end() :]
    for candidate in (_BOLD_START.sub(r"\2", text), text):
        for kind, pattern in words.KIND_LABELS:
            if (found := pattern.match(candidate)) and found.end():
                return kind, False, candidate[found.end() :]
    return tagged, False, text


def _hashtags(text: str) -> tuple[Kind | None, str]:
    kind: Kind | None = None
    while (found := words.HASHTAG_FRONT.match(text)) and (known := words.HASHTAGS.get(found.group(1).lower())):
        kind, text = kind or known, text[found.end() :]
    while (found := words.HASHTAG_BACK.search(text)) and (known := words.HASHTAGS.get(found.group(1).lower())):
        kind, text = kind or known, text[: found.start()]
    return kind, text
