"""The days that are named in what somebody looks for: "19. januar 2017", "2017年3月", "efter 1. marts"."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from bot.domain.due import Due, read_due
from bot.domain.language import Language
from bot.domain.search_cut import HAN, cuts, han_tokens
from bot.domain.search_danish import plain_letters
from bot.domain.search_query import Span, Way

Direction = Literal["after", "since", "before", "until"]
DIRECTIONS: tuple[Direction, ...] = ("after", "since", "before", "until")

_MOST_WORDS = 6  # of a day that is named in Danish or English
_NAMED = frozenset({"day", "week", "third", "month", "quarter", "half", "season", "year"})
_YEARLESS = frozenset({"day", "third", "month", "season"})
_APART = (100, 200)  # days: what is named without a year falls on the same days, seen from there
_YEARS_BACK, _YEARS_AHEAD, _EVER_BACK, _EVER_AHEAD = 5, 1, 40, 10
_WORD = re.compile(rf"[^\s{HAN}]+")
_TELLS = re.compile(r"\d|[^\W\d_]{3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CHINESE = re.compile(
    r"(?:\d{4}|\d{2}(?=年)|今|去|明)年?(?:第?[一二三四1-4]季度|[上下]半年|[春夏秋冬]天?季?|\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[初底])?)?"
    r"|\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[初底])?|[本上下]个?[周月]|[今昨前]天"
)
_SHORTEST = 2
_TELLING = 3  # words: day, month and year


class Dated(NamedTuple):
    """The intervals of days that were named, any of which is meant, and what else was said."""

    spans: tuple[Span, ...]
    rest: str


class _Named(NamedTuple):
    start: int
    end: int
    spans: tuple[Span, ...]


def read_dates(text: str, words: Mapping[str, Direction], today: date) -> Dated:
    """Find the days named in a text.

    Args:
        text: as it was typed.
        words: the words before a day, or Chinese ones behind it, that say on which side of it; in lower case.
        today: what "last week" is counted from.
    """
    sides: list[tuple[Direction, Span]] = []
    spans: list[Span] = []
    rest = text
    while (named := _first(rest, today)) is not None:
        direction, start, end = _direction(rest, named, words)
        if direction:
            sides.append((direction, named.spans[-1]))
        else:
            spans += named.spans
        rest = f"{rest[:start]} {rest[end:]}"
    return Dated((*spans, *((_between(sides, today),) if sides else ())), rest)


def _first(text: str, today: date) -> _Named | None:
    return next((one for one in (*_chinese(text, today), *_latin(text, today))), None)


def _chinese(text: str, today: date) -> Iterator[_Named]:
    for found in _CHINESE.finditer(text):
        if len(found[0]) >= _SHORTEST and not found[0].isdigit() and (spans := _spans(found[0], "zh", today)):
            yield _Named(*found.span(), spans)


def _latin(text: str, today: date) -> Iterator[_Named]:
    words = list(_WORD.finditer(text))
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        for first, last in zip(words, words[count - 1 :], strict=False):
            said = text[first.start() : last.end()].rstrip(",;?!")
            if not _TELLS.search(said):
                continue
            spans = _spans(said, "da", today) or _spans(said, "en", today)
            if spans:
                yield _Named(first.start(), first.start() + len(said), spans)


def _spans(said: str, language: Language, today: date) -> tuple[Span, ...]:
    """What a few words name as a whole: an interval, or one of several years where they say none."""
    due = _due(said, language, today)
    if due is None or due.end is None or due.start is None or due.precision not in _NAMED:
        return ()
    also = Way(_literal(said)) if _is_telling(said, due) else None
    if due.precision not in _YEARLESS or not _is_yearless(said, language, today, due):
        return (Span(due.start, due.end, also),)
    years = range(today.year - _YEARS_BACK, today.year + _YEARS_AHEAD + 1)
    moved = [_moved(due, year) for year in years]
    return tuple(Span(*one, Way(_literal(said))) for one in moved if one)


def _is_telling(said: str, due: Due) -> bool:
    """Whether the words of a day are enough to know it by where a text says them: "uge 40", "2019年10月9日"."""
    count = len(set(_literal(said)) - {"月", "日", "号"})
    return due.precision == "week" or (bool(_YEAR.search(said)) and (due.precision == "year" or count >= _TELLING))


def _due(said: str, language: Language, on: date) -> Due | None:
    found = read_due(said, language, on)
    return found.due if found and found.start == 0 and found.end == len(said) else None


def _is_yearless(said: str, language: Language, today: date, due: Due) -> bool:
    if _YEAR.search(said) or due.end is None:
        return False
    others = [_due(said, language, today + timedelta(days=apart)) for apart in _APART]
    return all(one and one.end and (one.end.month, one.end.day) == (due.end.month, due.end.day) for one in others)


def _moved(due: Due, year: int) -> tuple[date, date] | None:
    """The same days of another year; None where they do not exist."""
    if due.start is None or due.end is None:
        return None
    try:
        return due.start.replace(year=year), due.end.replace(year=year + due.end.year - due.start.year)
    except ValueError:
        return None


def _literal(said: str) -> tuple[str, ...]:
    found = [one for cut in cuts(said) for one in (han_tokens(cut.word) if cut.is_han else (cut.word,))]
    return tuple(plain_letters(one) for one in found if one != "年")


def _direction(text: str, named: _Named, words: Mapping[str, Direction]) -> tuple[Direction | None, int, int]:
    """On which side of a day, and where in the text that and the day stand."""
    before = re.search(r"(\S+)\s*$", text[: named.start])
    if before and (found := words.get(before[1].lower())):
        ends = any(words.get(word.lower()) == "until" for word in text[named.start : named.end].split())
        return (None if ends else found), before.start(1), named.end
    behind = text[named.end :].lstrip()
    gone = len(text) - named.end - len(behind)
    for word in sorted(words, key=len, reverse=True):
        if not word.isascii() and re.match(f"[{HAN}]", word) and behind.startswith(word):
            return words[word], named.start, named.end + gone + len(word)
    return None, named.start, named.end


def _between(sides: list[tuple[Direction, Span]], today: date) -> Span:
    """What lies on the sides of some days that are meant: from the one and until the other."""
    first, last = date(today.year - _EVER_BACK, 1, 1), date(today.year + _EVER_AHEAD, 12, 31)
    for direction, span in sides:
        if direction == "after":
            first = span.last + timedelta(days=1)
        elif direction == "since":
            first = span.first
        elif direction == "before":
            last = span.first - timedelta(days=1)
        else:
            last = span.last
    return Span(min(first, last), max(first, last))
