"""Which sentences say most: a graph ranking over stems and character pairs, the same for all languages.

The method is TextRank (Mihalcea and Tarau 2004): sentences that share words with many others, which
in turn do, are the telling ones. Nothing is learned or downloaded, and the same input gives the same order.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from bot.domain.language import Language

_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_STEMMERS = {"da": "danish", "en": "english", "zh": "english"}  # Latin words in Chinese text are English ones
_DAMPING = 0.85
_ROUNDS = 30
_TOO_COMMON = 0.6  # a token in more than this share of the sentences tells nothing


def rank(sentences: Sequence[str], language: Language) -> list[int]:
    """The positions of sentences, the most telling first; equals stay in reading order."""
    bags = [_tokens(sentence, language) for sentence in sentences]
    counts: dict[str, int] = {}
    for token in (token for bag in bags for token in bag):
        counts[token] = counts.get(token, 0) + 1
    common = {token for token, count in counts.items() if count > max(2, _TOO_COMMON * len(bags))}
    scores = _scores([bag - common for bag in bags])
    return sorted(range(len(sentences)), key=lambda position: (-scores[position], position))


def _tokens(sentence: str, language: Language) -> frozenset[str]:
    pairs = (run[i : i + 2] for run in _HAN_RUN.findall(sentence) for i in range(len(run) - 1))
    latin = _WORD.findall(re.sub(r"[\u3400-\u9fff]+", " ", sentence.lower()))
    return frozenset(pairs) | frozenset(_stemmer(_STEMMERS[language]).stemWords(latin))


@lru_cache
def _stemmer(name: str):  # type: ignore[no-untyped-def]  # noqa: ANN202  the library has no types
    return snowballstemmer.stemmer(name)


def _scores(bags: Sequence[frozenset[str]]) -> list[float]:
    count = len(bags)
    weights = [
        [_likeness(left, right) if i != j else 0.0 for j, right in enumerate(bags)] for i, left in enumerate(bags)
    ]
    sums = [sum(row) for row in weights]
    scores = [1.0] * count
    for _ in range(_ROUNDS):
        scores = [
            (1 - _DAMPING) + _DAMPING * sum(weights[j][i] / sums[j] * scores[j] for j in range(count) if weights[j][i])
            for i in range(count)
        ]
    # among sentences nobody is like, the longer one says more
    return [score + math.log1p(len(bag)) * 1e-3 for score, bag in zip(scores, bags, strict=True)]


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    shared = len(left & right)
    return shared / (math.log(len(left) + 1) + math.log(len(right) + 1)) if shared else 0.0
