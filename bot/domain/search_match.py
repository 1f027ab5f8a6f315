"""Whether a note is what somebody looks for, how well, and which of its items say so."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.domain.search_query import Query, Span, Way

_HEADS = 3  # lines before those of the items: number, title, head
_TITLE, _HEAD, _ITEM, _TOGETHER = 8, 2, 4, 9
MOST_LINES = 3


class Found(NamedTuple):
    """A note that is meant: how well it fits, and the places of the items that say so, the best ones first."""

    score: int
    items: tuple[int, ...]


class _Way(NamedTuple):
    """A way as it is looked for: with the blanks that stand around tokens."""

    weight: int
    tokens: tuple[str, ...]
    beside: tuple[str, ...]
    without: tuple[str, ...]


class Matcher:
    """A query made ready to look at many notes."""

    def __init__(self, query: Query) -> None:
        self._query = query
        self._needs = [sorted(map(_ready, need.ways), reverse=True) for need in query.needs]
        self._narrowed = bool(query.kinds or query.statuses)

    def match(self, lines: str) -> Found | None:
        """Look at the lines of a note (`bot.domain.search_layout`); None where it is not meant."""
        there = [[way for way in ways if _stands(way, lines)] for ways in self._needs]
        if not all(there):
            return None
        split = lines.split("\n")
        levels = [[_level(ways, line) for line in split] for ways in there]
        if not all(any(found) for found in levels):
            return None
        spans = self._query.spans
        held_then = not spans or _is_held(split[1] + split[2], spans)
        fits = [
            place
            for place in range(_HEADS, len(split))
            if _is_kind(split[place], self._query)
            and (held_then or _is_due(split[place], spans))
            and (not self._narrowed or self._says(split[place], place, levels))
        ]
        if not fits and (self._narrowed or not held_then):
            return None
        return Found(_score(levels, fits), _best(levels, fits, narrowed=self._narrowed or not held_then))

    def _says(self, line: str, place: int, levels: Sequence[Sequence[int]]) -> bool:
        """Whether an item says everything itself, or the head of its note does where that is enough.

        A decision is that of all who took part.
        """
        of_all = " k.decision " in line
        return all(
            found[place] or ((of_all or not need.strict) and (found[1] or found[2]))
            for need, found in zip(self._query.needs, levels, strict=True)
        )


def _ready(way: Way) -> _Way:
    padded = (tuple(f" {token} " for token in some) for some in (way.tokens, way.beside, way.without))
    return _Way(way.weight, *padded)


def _stands(way: _Way, lines: str) -> bool:
    """Whether all of it stands somewhere in a note."""
    for token in way.tokens:
        if token not in lines:
            return False
    return all(token in lines for token in way.beside) and not any(token in lines for token in way.without)


def _level(ways: Sequence[_Way], line: str) -> int:
    """How well a line says what is needed, by the best of the ways: 0 where it does not."""
    for way in ways:
        if all(token in line for token in way.tokens):
            return way.weight
    return 0


def _is_kind(line: str, query: Query) -> bool:
    kinds, statuses = query.kinds, query.statuses
    return (not kinds or any(f" k.{kind} " in line for kind in kinds)) and (
        not statuses or any(f" s.{status} " in line for status in statuses)
    )


def _is_held(head: str, spans: Sequence[Span]) -> bool:
    day = _day(head[head.index(" d.") + 3 :][:8])
    return any(span.holds(day, day) or _says_also(span, head) for span in spans)


def _is_due(line: str, spans: Sequence[Span]) -> bool:
    if any(_says_also(span, line) for span in spans):
        return True
    at = line.find(" u.")
    if at < 0:
        return False
    first, last = _day(line[at + 3 :][:8]), _day(line[at + 12 :][:8])
    return any(span.holds(first, last) for span in spans)


def _says_also(span: Span, line: str) -> bool:
    return span.also is not None and all(f" {token} " in line for token in span.also.tokens)


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _score(levels: Sequence[Sequence[int]], fits: Sequence[int]) -> int:
    score = 0
    for found in levels:
        score += _TITLE * found[1] + _HEAD * found[2] + _ITEM * max((found[place] for place in fits), default=0)
    return score + _TOGETHER * max((sum(1 for found in levels if found[place]) for place in fits), default=0)


def _best(levels: Sequence[Sequence[int]], fits: Sequence[int], *, narrowed: bool) -> tuple[int, ...]:
    """The items that say most, at most three; all that fit count where only some are asked for."""
    said = {place: (sum(1 for one in levels if one[place]), sum(one[place] for one in levels)) for place in fits}
    chosen = [place for place in fits if said[place][0] or narrowed]
    chosen.sort(key=lambda place: (-said[place][0], -said[place][1], place))
    return tuple(place - _HEADS for place in chosen[:MOST_LINES])
