"""Where in a text that a person reads the words stand that they looked for."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.domain.fold import fold
from bot.domain.language import Language
from bot.domain.search_cut import Cut, cuts, word_tokens
from bot.domain.search_query import Query

Mark = tuple[int, int]
"""`text[start:end]` is what was looked for."""

_BESIDE = 90  # characters that are shown before the first mark, and three times as many behind it
_WORD_END = re.compile(r"[\s，。；、：！？,.;:!?]")
_NO_LETTER = r"[^\W_\u3400-\u9fff]"
_LATIN = re.compile(_NO_LETTER)
_REACH = 15  # characters in which the beginning of a word is looked for


class Excerpt(NamedTuple):
    """A part of a text, with the marks in it; `cut_before` and `cut_behind` where the text goes on."""

    content: str
    marks: tuple[Mark, ...]
    cut_before: bool = False
    cut_behind: bool = False


def marks(text: str, language: Language, query: Query) -> tuple[Mark, ...]:
    """Where it stands, from left to right; what touches is one mark.

    Args:
        text: as it is shown.
        language: which it is in.
        query: what was looked for.
    """
    pieces = [(cut, frozenset(_tokens(cut, language))) for cut in cuts(text)]
    there = frozenset(token for _, found in pieces for token in found)
    wanted = {
        token for need in query.needs for way in need.ways if there.issuperset(way.tokens) for token in way.tokens
    }
    found = [mark for cut, has in pieces if not wanted.isdisjoint(has) for mark in _within(cut, wanted)]
    return _joined([*found, *_phrases(text, query.phrases)], text)


def excerpt(text: str, found: tuple[Mark, ...]) -> Excerpt:
    """The part of a text around the first mark; all of it where it is short."""
    if len(text) <= 4 * _BESIDE:
        return Excerpt(text, found)
    first = found[0][0] if found else 0
    start = _begin(text, max(0, first - _BESIDE))
    end = min(len(text), start + 4 * _BESIDE)
    moved = tuple((max(a, start) - start, min(b, end) - start) for a, b in found if a < end and b > start)
    return Excerpt(text[start:end], moved, start > 0, end < len(text))


def has_phrase(text: str, phrase: str) -> bool:
    """Whether some folded words stand so in a text, and no longer word around them."""
    return next(_phrases(text, (phrase,)), None) is not None


def _tokens(cut: Cut, language: Language) -> Iterator[str]:
    if cut.is_han:
        yield from cut.word
        yield from (cut.word[place : place + 2] for place in range(len(cut.word) - 1))
    else:
        yield from word_tokens(cut.word, language)


def _within(cut: Cut, wanted: set[str]) -> Iterator[Mark]:
    if not cut.is_han:
        yield cut.start, cut.end
        return
    for place in range(len(cut.word)):
        for size in (1, 2):
            if cut.word[place : place + size] in wanted and place + size <= len(cut.word):
                yield cut.start + place, cut.start + place + size


def _phrases(text: str, phrases: Iterable[str]) -> Iterator[Mark]:
    source = fold(text)
    for phrase in phrases:
        begin, end = (_NO_LETTER if _LATIN.match(letter) else "" for letter in (phrase[:1], phrase[-1:]))
        pattern = re.compile(f"{begin and '(?<!' + begin + ')'}{re.escape(phrase)}{end and '(?!' + end + ')'}")
        yield from (source.span(*found.span()) for found in pattern.finditer(source.text))


def _joined(found: Iterable[Mark], text: str) -> tuple[Mark, ...]:
    """Marks in their order; two that touch, or between which there is only a blank or a hyphen, are one."""
    joined: list[Mark] = []
    for start, end in sorted(found):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] in {" ", "-"}):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _begin(text: str, at: int) -> int:
    """Where the next word begins."""
    found = _WORD_END.search(text, at, at + _REACH) if at else None
    return found.end() if found else at
