"""The ways in which one thing that somebody looks for may stand in a text: a word, a run of characters, a phrase."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bot.domain.search_cut import cuts, english_stem, han_tokens
from bot.domain.search_danish import kin, last_parts, plain_letters, stems
from bot.domain.search_query import Way
from bot.domain.search_terms import ways_of_part
from bot.domain.termbase import Termbase

_SHORTEST_PART = 3  # characters of a part of a name


def as_typed(text: str) -> Iterator[Way]:
    """The words as they were typed, all in one line."""
    for stemmed in (lambda word: stems(word)[-1], lambda word: stems(word)[0], english_stem):
        found = [token for cut in cuts(text) for token in _han(cut.word) if cut.is_han] + [
            stemmed(cut.word) if cut.word.isalpha() else plain_letters(cut.word) for cut in cuts(text) if not cut.is_han
        ]
        yield Way(tuple(dict.fromkeys(found)))


def han_parts(run: str, termbases: Sequence[Termbase]) -> Iterator[tuple[str, list[Way]]]:
    """The words of a run, the longest part of a body's name first (环保厅), with the ways in which that is said."""
    for size in range(len(run), _SHORTEST_PART - 1, -1):
        for at in range(len(run) - size + 1):
            part = run[at : at + size]
            if ways := [way._replace(weight=1) for base in termbases for way in ways_of_part(part, base)]:
                yield from han_parts(run[:at], termbases)
                yield part, ways
                yield from han_parts(run[at + size :], termbases)
                return
    yield from ((word, []) for word in han_words(run))


def word_ways(word: str) -> Iterator[Way]:
    """How a word of Latin letters may stand there: in its forms, as verb or noun, as the parts of a compound."""
    if not word.isalpha():
        yield Way((plain_letters(word),))
        return
    yield from (Way((stem,)) for stem in (*stems(word), english_stem(word)))
    yield from (Way((stems(other)[-1],), weight=1) for other in kin(word))
    if parts := last_parts(word):
        yield Way(tuple(stems(part)[-1] for part in parts), weight=1)


def han_ways(word: str) -> Iterator[Way]:
    """How a Chinese word may stand there: as it is, one of four characters in its two halves too."""
    yield Way(_han(word))
    if len(word) == len("环境监测"):
        yield Way((word[:2], word[2:]), weight=1)


def _han(word: str) -> tuple[str, ...]:
    """The tokens that make sure of a word: its pairs, or the one character."""
    return tuple(token for token in han_tokens(word) if len(token) > 1) or (word,)


def unique(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Each way once, with the greatest weight it has."""
    found: dict[tuple[object, ...], Way] = {}
    for way in ways:
        key = (frozenset(way.tokens), way.beside, way.without)
        if way.tokens and (key not in found or found[key].weight < way.weight):
            found[key] = way
    return tuple(found.values())


def han_words(run: str) -> tuple[str, ...]:
    """The words of a run of Chinese characters."""
    return tuple(_cutter().cut(run)) if run else ()


@cache
def _cutter():  # type: ignore[no-untyped-def]  # noqa: ANN202  the library has no types
    import rjieba  # noqa: PLC0415  only who looks for something needs it

    return rjieba
