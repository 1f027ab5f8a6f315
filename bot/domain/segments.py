"""A text as the sentences it is translated by: cut, put together again, and followed through an edit."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from rapidfuzz import fuzz

from bot.domain.pair import Pair
from bot.domain.sentences import sentences

ALIKE = 50.0  # percent: a sentence less like the one in its place is another sentence
_LATIN_END = ".!?:;,…"


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
            start = sentence.find(core)
            if found:
                found[-1] = Piece(found[-1].source, found[-1].gap + sentence[:start])
            if core:
                found.append(Piece(core, sentence[start + len(core) :]))
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
    if "\n" in gap or not before:
        return gap
    if pair.target == "zh":  # no blank after a Chinese mark, one after Latin letters
        return "" if before[-1] not in _LATIN_END and not before[-1].isascii() else gap and " "
    return " "


def matched(old: Sequence[str], new: Sequence[str]) -> Mapping[int, int]:
    """Which old sentence each new one was: the same words first, then what is like it in the same place.

    Returns:
        Position among the new ones → position among the old ones; a new one that is like none is left out.
    """
    pairs: dict[int, int] = {}
    for tag, old_start, old_end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs |= dict(zip(range(new_start, new_end), range(old_start, old_end), strict=True))
        elif tag == "replace":
            pairs |= _alike(old, new, range(old_start, old_end), range(new_start, new_end))
    return pairs


def _alike(old: Sequence[str], new: Sequence[str], olds: range, news: range) -> dict[int, int]:
    """The likeliest pairs of two stretches, the best first, each sentence once."""
    likely = sorted(((fuzz.ratio(old[o], new[n]), o, n) for o in olds for n in news), key=lambda one: -one[0])
    pairs: dict[int, int] = {}
    for likeness, before, now in likely:
        if likeness >= ALIKE and now not in pairs and before not in pairs.values():
            pairs[now] = before
    return pairs
