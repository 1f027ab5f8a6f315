"""A text as the sentences it is translated by: cut, put together again, and followed through an edit."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from bot.domain.pair import Pair
from bot.domain.sentences import sentences

ALIKE = 50.0  # percent: a sentence less like the one in its place is another sentence
ALIKE_ELSEWHERE = 75.0  # percent: so is one that also stands elsewhere, unless it is very like
_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class Piece(NamedTuple):
    """A sentence, and the white space between it and the next; all of them joined give the text."""

    source: str
    gap: str


def pieces(text: str) -> tuple[Piece, ...]:
    """The sentences of a text, without the white space around it; a line end always ends one."""
    found: list[Piece] = []
    for line in text.strip().splitlines(keepends=True):
        for sentence in sentences(line):
            core = sentence.strip()
            before, after = sentence.split(core, 1) if core else (sentence, "")
            if found:
                found[-1] = Piece(found[-1].source, found[-1].gap + before)
            if core:
                found.append(Piece(core, after))
    return tuple(found)


def joined(translations: Sequence[str], gaps: Sequence[str], pair: Pair) -> str:
    """Translated sentences as one text: line ends stay, blanks are those of the target language.

    Args:
        translations: one for each gap, in order.
        gaps: the white space after each sentence in the source.
        pair: the direction.
    """
    parts: list[str] = []
    for translation, gap in zip(translations, gaps, strict=True):
        parts += (translation, _gap(translation, gap, pair))
    return "".join(parts).rstrip(" ") if translations else ""


def _gap(before: str, gap: str, pair: Pair) -> str:
    if _LINE_END.search(gap) or not before:
        return gap
    if pair.target == "zh":  # no blank after a Chinese mark, one after Latin letters
        return gap and " " if before[-1].isascii() else ""
    return " "


class _Stretch(NamedTuple):
    """What stands between two sentences that are the same in both."""

    old: range
    new: range


def matched(old: Sequence[str], new: Sequence[str]) -> Mapping[int, int]:
    """Which old sentence each new one was, wherever it stands now.

    The same words in the same order come first, then the same words elsewhere, then what is like it in
    its place, then what is very like it elsewhere.

    Returns:
        Position among the new ones → position among the old ones, each at most once; a new one that is
        like none is left out.
    """
    pairs: dict[int, int] = {}
    stretches: list[_Stretch] = []
    before, now = 0, 0
    for block in LCSseq.editops(old, new).as_matching_blocks():
        stretches.append(_Stretch(range(before, block.a), range(now, block.b)))
        pairs |= dict(zip(range(block.b, block.b + block.size), range(block.a, block.a + block.size), strict=True))
        before, now = block.a + block.size, block.b + block.size
    _moved(old, new, pairs)
    for stretch in stretches:
        _alike(old, new, stretch, ALIKE, pairs)
    _alike(old, new, _Stretch(range(len(old)), range(len(new))), ALIKE_ELSEWHERE, pairs)
    return pairs


def _moved(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Add what has the same words elsewhere."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for before in reversed(list(_left(range(len(old)), pairs.values()))):
        places[old[before]].append(before)
    for now in _left(range(len(new)), pairs):
        if places.get(new[now]):
            pairs[now] = places[new[now]].pop()


def _alike(old: Sequence[str], new: Sequence[str], stretch: _Stretch, least: float, pairs: dict[int, int]) -> None:
    """Add the likeliest pairs of a stretch, the best first, each sentence once."""
    olds, news = list(_left(stretch.old, pairs.values())), list(_left(stretch.new, pairs))
    likely = [(fuzz.ratio(old[before], new[now], score_cutoff=least), before, now) for before in olds for now in news]
    taken: set[int] = set()
    for likeness, before, now in sorted(likely, key=lambda one: (-one[0], abs(one[1] - one[2]))):
        if likeness >= least and now not in pairs and before not in taken:
            pairs[now] = before
            taken.add(before)


def _left(places: range, taken: Iterable[int]) -> Iterator[int]:
    """The places that nobody has yet."""
    gone = set(taken)
    return (place for place in places if place not in gone)
