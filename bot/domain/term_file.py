"""A file of terms, whatever it is: TBX or a table, in the encodings that partners' programs write."""

import codecs
from itertools import pairwise
from typing import Literal

from bot.domain.tbx import read_tbx, write_tbx
from bot.domain.term import Term
from bot.domain.term_csv import BrokenLine, LoadedTerms, read_termbase, write_termbase

Format = Literal["csv", "tbx"]
FORMATS: tuple[Format, ...] = ("csv", "tbx")

LARGEST = 10_000_000  # bytes; a table of 50,000 terms has five million
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_SENSIBLE = frozenset("，。、；：（）“”‘’《》·—…！？æøåÆØÅéü")


def read_terms(content: bytes | str) -> LoadedTerms:
    """The terms of a file or of what was pasted, and by number the lines or entries that cannot be read."""
    try:
        if _is_xml(content):
            return read_tbx(content)
        return read_termbase(content if isinstance(content, str) else _decoded(content))
    except BrokenLine as problem:
        return LoadedTerms((), (problem,))


def write_terms(terms: list[Term], form: Format) -> bytes:
    """Terms as a file; the table begins with a mark by which spreadsheets know its encoding."""
    if form == "tbx":
        return write_tbx(terms).encode()
    return write_termbase(terms).encode("utf-8-sig")


def _is_xml(content: bytes | str) -> bool:
    head = content[:200] if isinstance(content, str) else content[:400].replace(b"\0", b"").decode("latin-1")
    return head.lstrip("\ufeff \t\r\nþÿï»¿").startswith("<")


def _decoded(content: bytes) -> str:
    """The text of a table: by its mark, by the zeros of UTF-16, else UTF-8, else what Chinese programs write."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _by(content, encoding)
    if b"\0" in content[:200]:
        return _by(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _looks_chinese(text):
            return text
    return _by(content, "cp1252")


def _looks_chinese(text: str) -> bool:
    """Whether text read as GB18030 makes sense: Danish read so has lonely rare characters for its æ, ø and å."""
    beyond = [letter for letter in text if letter > "\x7f"]
    sensible = sum("\u4e00" <= letter <= "\u9fff" or letter in _SENSIBLE for letter in beyond)
    return sensible >= len(beyond) * 0.9 and _in_runs(text)


def _in_runs(text: str) -> bool:
    """Whether Chinese characters stand together, as they do in words."""
    pairs = sum(one > "\u3000" and two > "\u3000" for one, two in pairwise(text))
    alone = sum(letter > "\u3000" for letter in text)
    return pairs * 2 >= alone


def _by(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise BrokenLine(content[: problem.start].count(b"\n") + 1, "not_text") from problem
