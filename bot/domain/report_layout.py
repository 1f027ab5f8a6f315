"""The lines of a report pasted from a PDF put together to paragraphs again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain import note_grammar_words as words
from bot.domain.note_grammar_lines import read_line
from bot.domain.wrapped import join_wrapped

_PAGE_MARK = re.compile(
    r"(?:side|page|s\.|p\.)\s*\d{1,3}(?:\s*(?:/|af|of)\s*\d{1,3})?|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
    r"|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}\s*/\s*\d{1,3}",
    re.IGNORECASE,
)
_ENDS = (".", "!", "?", ":", "。", "！", "？", "：", "；")
_CUT = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_FULL = 0.72  # of the widest lines: a line that long was ended by the page, not by the writer
_WIDEST_PAGE = 130  # letters, a Chinese one counting for two
_SHORT = 0.6  # a heading leaves much of its line empty


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or labelled line; `raw` is its exact slice of the source."""

    text: str
    raw: str
    is_page_mark: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    text: str
    raw: str  # with the blank lines that follow
    gap: int  # how many these are
    opens: bool  # a list mark or a label: it never goes on from the line before


def read_blocks(text: str) -> list[Block]:
    """The blocks of a pasted text, in order; their `raw`, joined, is the text from its first word on."""
    rows = list(_rows(text))
    body = [row for row in rows if not _PAGE_MARK.fullmatch(row.text)]
    layout = _Layout(body)
    blocks: list[Block] = []
    open_rows: list[_Row] = []
    for row in rows:
        if _PAGE_MARK.fullmatch(row.text):
            blocks += _closed(open_rows)
            open_rows = []
            blocks.append(Block(row.text, row.raw, is_page_mark=True))
        elif open_rows and layout.goes_on(open_rows[-1], row):
            open_rows.append(row)
        else:
            blocks += _closed(open_rows)
            open_rows = [row]
    return blocks + _closed(open_rows)


def _closed(rows: list[_Row]) -> list[Block]:
    if not rows:
        return []
    return [Block(join_wrapped(row.text for row in rows), "".join(row.raw for row in rows))]


def _rows(text: str) -> Iterator[_Row]:
    current: str | None = None
    raw, gap = "", 0
    for line in text.splitlines(keepends=True):
        plain = line.strip(" \t\r\n\f\v\u00a0\u3000\ufeff\u200b")
        if not plain:
            raw, gap = raw + line, gap + 1
            continue
        if current is not None:
            yield _row(current, raw, gap)
            raw = ""
        current, raw, gap = plain, raw + line, 0
    if current is not None:
        yield _row(current, raw, gap)


def _row(text: str, raw: str, gap: int) -> _Row:
    line = read_line(text)
    opens = bool(line.family or line.is_title or words.FIELD.match(line.body))
    return _Row(text, raw, gap, opens)


def _is_title(text: str) -> bool:
    """Whether a line begins like a heading and ends no sentence."""
    return not text[0].islower() and not text.endswith((".", "。", ",", "，", "-", ";", "；"))


def _width(text: str) -> int:
    return len(text) + sum(1 for c in text if c >= "\u2e80")


class _Layout:
    """How the page was set: how wide its lines are, and how many blank lines stand between them."""

    def __init__(self, rows: list[_Row]) -> None:
        lengths = sorted(_width(row.text) for row in rows) or [0]
        self._width = lengths[-2] if len(lengths) > 1 else lengths[0]  # one line may stick out
        full = [row for row in rows if self._is_full(row)]
        cut = any(not row.text.endswith(_ENDS) for row in full)
        self._wrapped = cut and self._width <= _WIDEST_PAGE
        self._gap = sorted(row.gap for row in full)[len(full) // 2] if full else 0

    def _is_full(self, row: _Row) -> bool:
        return _width(row.text) >= self._width * _FULL

    def goes_on(self, above: _Row, row: _Row) -> bool:
        """Whether a line continues the one above it."""
        if row.opens or above.gap > self._gap:
            return False
        if _CUT.search(above.text):
            return True
        if not self._wrapped:
            return row.text[0].islower() and not above.text.endswith(_ENDS)
        if above.text.endswith(_ENDS) and _width(row.text) < self._width * _SHORT and _is_title(row.text):
            return False
        return self._is_full(above) or (row.text[0].islower() and not above.text.endswith(_ENDS))
