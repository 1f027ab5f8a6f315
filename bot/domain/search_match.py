"""Whether a note is what somebody looks for, how well, and which of its items say so."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.domain.search_query import Need, Query, Span

_HEADS = 3  # lines before those of the items: number, title, head
_TITLE, _HEAD, _ITEM, _TOGETHER = 8, 2, 4, 9
MOST_LINES = 3


class Found(NamedTuple):
    """A note that is meant: how well it fits, and the places of the items that say so, the best ones first."""

    score: int
    items: tuple[int, ...]


def match(lines: str, query: Query) -> Found | None:
    """Look at the lines of a note (`bot.domain.search_layout`); None where it is not meant."""
    split = lines.split("\n")
    levels = [[_level(need, line, lines) for line in split] for need in query.needs]
    if not all(any(found) for found in levels):
        return None
    places = range(_HEADS, len(split))
    held_then = _is_held(split[1] + split[2], query.spans)
    narrowed = bool(query.kinds or query.statuses)
    fits = [
        place
        for place in places
        if _is_kind(split[place], query)
        and (held_then or _is_due(split[place], query.spans))
        and (not narrowed or _says(place, query.needs, levels))
    ]
    if not fits and (narrowed or not held_then):
        return None
    return Found(_score(levels, fits), _best(levels, fits, narrowed=narrowed or bool(query.spans and not held_then)))


def _level(need: Need, line: str, lines: str) -> int:
    """How well a line says what is needed: 0 where it does not."""
    best = 0
    for way in need.ways:
        if way.weight > best and all(f" {token} " in line for token in way.tokens):
            there = all(f" {token} " in lines for token in way.beside)
            if there and not any(f" {token} " in lines for token in way.without):
                best = way.weight
    return best


def _says(place: int, needs: Sequence[Need], levels: Sequence[Sequence[int]]) -> bool:
    """Whether an item says everything itself, or the head of its note does where that is enough."""
    return all(
        found[place] or (not need.strict and (found[1] or found[2])) for need, found in zip(needs, levels, strict=True)
    )


def _is_kind(line: str, query: Query) -> bool:
    kinds, statuses = query.kinds, query.statuses
    return (not kinds or any(f" k.{kind} " in line for kind in kinds)) and (
        not statuses or any(f" s.{status} " in line for status in statuses)
    )


def _is_held(head: str, spans: Sequence[Span]) -> bool:
    if not spans:
        return True
    day = _day(head[head.index(" d.") + 3 :][:8])
    return any(span.holds(day, day) or (span.also and all(f" {one} " in head for one in span.also.tokens)) for span in spans)


def _is_due(line: str, spans: Sequence[Span]) -> bool:
    if any(span.also and all(f" {one} " in line for one in span.also.tokens) for span in spans):
        return True
    at = line.find(" u.")
    if at < 0:
        return False
    first, last = _day(line[at + 3 :][:8]), _day(line[at + 12 :][:8])
    return any(span.holds(first, last) for span in spans)


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
