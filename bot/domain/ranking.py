"""Which sentences say most: a graph ranking over stems and character pairs, the same for all languages.

The method is TextRank (Mihalcea and Tarau 2004): sentences that share words with many others, which
in turn do, are the telling ones. What a sentence is made of weighs it (Edmundson 1969): a duty, a consent
or a number more, a courtesy or a list of names less. Nothing is learned or downloaded, and the same input
gives the same order.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import mul

from bot.domain.language import Language
from bot.domain.stemming import Rules, snowball

_WORD = re.compile(r"[^\W\d_]{2,}")
_HAN_RUN = re.compile(r"[\u3400-\u9fff]{2,}")
_STEMMERS: Mapping[Language, Rules] = {
    "da": "danish",
    "en": "english",
    "zh": "english",
}  # Latin words in Chinese text are English ones
COMPARED = 120  # sentences: of more, those whose own words promise most
_DAMPING = 0.85
_ROUNDS = 30
_SETTLED = 1e-5
_TOO_COMMON = 0.6  # a token in more than this share of the sentences tells nothing
_SHORT = 4  # tokens
_COURTESY = re.compile(
    r"\b(?:tak(?:kede|ker|ke)?|velkom\w*|hilste|hils(?:en|ner)|frokost|middag|stemning|hyggelig\w*|glæde\w*|god tur|"
    r"thank(?:s|ed)?|welcom\w+|pleased|atmosphere|lunch|dinner|greet\w+|pleasant)\b"
    r"|感谢|致谢|欢迎|友好|气氛|愉快|问候|寒暄|合影|午餐|晚宴|祝愿|热情",
    re.IGNORECASE,
)
_SUBSTANCE = re.compile(
    r"\b(?:enig\w*|beslut\w*|aftal\w*|skal|ansvar\w*|underskr\w+|forpligt\w*|godkend\w*|ikke|frist|krav|kræv\w*|risiko\w*|"
    r"agree\w*|decid\w+|shall|must|responsib\w+|sign(?:ed)?|not|deadline|require\w*|risk\w*)\b"
    r"|同意|决定|一致|负责|签署|签订|必须|应当|不得|未|要求|承担|批准|风险|截止",
    re.IGNORECASE,
)
_ABOUT_RECORD = re.compile(r"\b(?:referat\w*|minutes)\b|纪要|记录", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"(?<![^\W_])[a-zæøå]{4,}|[\u3400-\u9fff]")


def rank(sentences: Sequence[str], language: Language) -> list[int]:
    """The positions of sentences, the most telling first; equals stay in reading order."""
    bags = [_tokens(sentence, language) for sentence in sentences]
    weights = [_weight(*pair) for pair in zip(sentences, bags, strict=True)]
    by_weight = sorted(range(len(bags)), key=lambda position: (-weights[position], position))
    chosen, others = sorted(by_weight[:COMPARED]), by_weight[COMPARED:]
    scores = _scores(_without_common([bags[position] for position in chosen]))
    worth = {position: score * weights[position] for position, score in zip(chosen, scores, strict=True)}
    return sorted(chosen, key=lambda position: (-worth[position], position)) + others


def _without_common(bags: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    counts = Counter(token for bag in bags for token in bag)
    common = {token for token, count in counts.items() if count > max(2, _TOO_COMMON * len(bags))}
    return [bag - common for bag in bags]


def _weight(sentence: str, bag: frozenset[str]) -> float:
    """What a sentence's own words make of its place among the others."""
    weight = 1.0
    if len(bag) < _SHORT or not _SAYS_SOMETHING.search(sentence):  # a name, a heading, a list of participants
        weight *= 0.2
    if _COURTESY.search(sentence):
        weight *= 0.2
    if _ABOUT_RECORD.search(sentence):
        weight *= 0.4
    if _SUBSTANCE.search(sentence):
        weight *= 1.4
    if any(character.isdigit() for character in sentence):
        weight *= 1.15
    return weight


def _tokens(sentence: str, language: Language) -> frozenset[str]:
    pairs = (run[i : i + 2] for run in _HAN_RUN.findall(sentence) for i in range(len(run) - 1))
    latin = _WORD.findall(re.sub(r"[\u3400-\u9fff]+", " ", sentence.lower()))
    return frozenset(pairs) | frozenset(_stem(word, language) for word in latin)


@lru_cache(maxsize=8192)  # a note says the same words again and again, and stemming one takes longer than all else
def _stem(word: str, language: Language) -> str:
    return snowball(word, _STEMMERS[language])


def _scores(bags: Sequence[frozenset[str]]) -> list[float]:
    weights = _weights(bags)
    sums = [sum(row) for row in weights]
    scores = [1.0] * len(bags)
    for _ in range(_ROUNDS):
        shares = [score / total if total else 0.0 for score, total in zip(scores, sums, strict=True)]
        before, scores = scores, [(1 - _DAMPING) + _DAMPING * sum(map(mul, row, shares)) for row in weights]
        if all(abs(score - was) < _SETTLED for score, was in zip(scores, before, strict=True)):
            break
    # among sentences nobody is like, the longer one says more
    return [score + math.log1p(len(bag)) * 1e-2 for score, bag in zip(scores, bags, strict=True)]


def _weights(bags: Sequence[frozenset[str]]) -> list[list[float]]:
    """How alike each two sentences are; likeness has no direction, so a row is a column."""
    weights = [[0.0] * len(bags) for _ in bags]
    for i, left in enumerate(bags):
        for j in range(i):
            weights[i][j] = weights[j][i] = _likeness(left, bags[j])
    return weights


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    shared = len(left & right)
    return shared / (math.log(len(left) + 1) + math.log(len(right) + 1)) if shared else 0.0
