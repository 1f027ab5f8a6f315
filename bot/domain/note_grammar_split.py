"""A file with several notes cut into notes."""

import re

from bot.domain import note_grammar_words as words
from bot.domain.note_grammar_lines import Line, read_line

_NUMERAL = "一二三四五六七八九十"
_NUMBERED = re.compile(
    r"(?:note|referat|mødereferat|notat|mødenotat|møde|besøg|minutes|meeting(?: notes?| minutes)?)"
    r"\s*(?:nr\.?|no\.?|#)?\s*\d{1,3}\b"
    rf"|(?:记录|会议记录|会议纪要|纪要|会谈纪要|会议)\s*[（(]?(?:[{_NUMERAL}]{{1,3}}|\d{{1,3}})[）)]?(?=\s|[·•:：|｜、.．]|$)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b\d{1,2}\.?\s*(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)\w*\.?,?\s*\d{4}"
    r"|\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}-\d{1,2}-\d{1,2}\b",
    re.IGNORECASE,
)
_SEVERAL = 2


def split_notes(text: str) -> list[str]:
    """The notes of a file, each an exact slice.

    A note begins at a heading ("## …") with a number or a date, or at lines like "Note 2 · …" and
    "记录二 · …" without "#" where there are several. The file's own title and introduction before
    the first note are left out; a text without such headings is one note.
    """
    raws = text.splitlines(keepends=True)
    lines = [read_line(raw) for raw in raws]
    starts = _starts(lines)
    if not starts:
        return [text] if text.strip() else []
    if not _is_introduction(lines[: starts[0]]):
        starts = [0, *starts]
    ends = [*starts[1:], len(raws)]
    return ["".join(raws[start:end]) for start, end in zip(starts, ends, strict=True)]


def _starts(lines: list[Line]) -> list[int]:
    levels: dict[int, list[int]] = {}
    plain: list[int] = []
    for i, line in enumerate(lines):
        if line.kind is not None:
            continue
        named = bool(_NUMBERED.match(line.body))
        if line.is_title and (named or _DATED.search(line.body)):
            levels.setdefault(_level(line), []).append(i)
        elif named and not line.family:
            plain.append(i)
    if levels:
        return max(sorted(levels.items()), key=lambda level: len(level[1]))[1]
    return plain if len(plain) >= _SEVERAL else []


def _level(line: Line) -> int:
    return len(line.raw.lstrip()) - len(line.raw.lstrip().lstrip("#"))


def _is_introduction(lines: list[Line]) -> bool:
    """Whether lines are a file's title and a few words, and no note of their own."""
    return not any(line.marked or line.heading or words.FIELD.match(line.body) for line in lines)
