"""Where a text may be cut: never inside what a reader takes for one letter."""

import unicodedata

LOOKED_BACK = 64  # characters: what hangs on a letter for longer is no letter of any language
_JOINER = "\u200d"


def edge(text: str, at: int) -> int:
    """The last place up to `at`, counted in characters, where a cut parts no letter from what belongs to it.

    Accents written by themselves, the parts of an emoji and the two halves of a flag stay together. Where
    that leaves nothing, `at` is the place after all.
    Source: Unicode Standard Annex 29, without the rules for scripts that nobody writes here.
    """
    if at >= len(text):
        return len(text)
    for place in range(at, max(at - LOOKED_BACK, 0), -1):
        if not _belongs_together(text, place):
            return place
    return max(at, 0)


def head(text: str, most: int) -> str:
    """At most so many characters of the beginning."""
    return text[: edge(text, most)]


def _belongs_together(text: str, place: int) -> bool:
    """Whether the letter at a place is part of the one before it."""
    before, letter = text[place - 1], text[place]
    if letter == "\n":
        return before == "\r"
    if _JOINER in {letter, before} or _hangs_on(letter):
        return True
    return _is_half_flag(letter) and _half_flags_before(text, place) % 2 == 1


def _hangs_on(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Me", "Mc"} or letter in _SKIN or letter in _TAGS


def _is_half_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _half_flags_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _is_half_flag(text[start - 1]):
        start -= 1
    return place - start


_SKIN = frozenset(map(chr, range(0x1F3FB, 0x1F400)))
_TAGS = frozenset(map(chr, range(0xE0020, 0xE0080)))
