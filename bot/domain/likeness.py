"""How like two sentences are, and where they differ: Chinese by characters, Danish and English by words.

A number or a date in digits is one word, so that another year is another word and not a letter.
"""

import re
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from bot.domain.suggestion import Change

MOST_BUT_ALL = 99  # percent: what is not the same is never said to be

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_PART = re.compile(rf"[{_HAN}]|[^\W{_HAN}]+(?:[.,:'’/–—-][^\W{_HAN}]+)*+|\s+|.", re.DOTALL)
_REMEMBERED = 20_000  # sentences whose words are kept at hand: cutting them takes longer than comparing


def parts(text: str) -> tuple[str, ...]:
    """Words, numbers, Chinese characters, marks and blanks; joined they give the text."""
    return tuple(_PART.findall(text))


@lru_cache(maxsize=_REMEMBERED)
def units(text: str) -> tuple[str, ...]:
    """What is compared: words, numbers and Chinese characters in lower case, without marks and blanks."""
    return tuple(part for part in parts(text.lower()) if part[0].isalnum() or part[0] == "_")


def likeness(one: str, other: str, least: float = 0) -> int:
    """How like two sentences are, in percent: 100 for the same words, below `least` 0.

    Twice the words they share in the same order, of the words of both.
    """
    if one == other:
        return 100
    return min(MOST_BUT_ALL, int(fuzz.ratio(units(one), units(other), score_cutoff=least)))


def changes(sentence: str, remembered: str) -> tuple[Change, ...]:
    """Where a sentence differs from a remembered one.

    What is `same` or `new`, joined, is the sentence; what is `same` or `gone` is the remembered one.
    """
    new, old = parts(sentence), parts(remembered)
    blocks = LCSseq.editops(old, new).as_matching_blocks()
    solid = [block for block in blocks if "".join(new[block.b : block.b + block.size]).strip() or not block.size]
    found: list[Change] = []
    edges = [(0, 0, 0), *((block.a, block.b, block.size) for block in solid)]
    for (was, now, size), (next_was, next_now, next_size) in pairwise(edges):
        found += (
            Change("gone", "".join(old[was + size : next_was])),
            Change("new", "".join(new[now + size : next_now])),
            Change("same", "".join(new[next_now : next_now + next_size])),
        )
    return tuple(change for change in found if change.text)
