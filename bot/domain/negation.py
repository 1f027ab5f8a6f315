"""Whether a sentence and its translation deny equally much: a lost "not" turns a decision round.

Each side is counted as a range: words that always deny count one, words that deny in one language and
not in the other (mangler, 缺, uafklaret, 非) count none or one. Where the ranges do not meet, a "not"
was lost or has come. Idioms that deny nothing (ikke mindst, 不断, not only) count none.

Before that, what answers each other is taken out of both sides: ideas that each language denies in its
own way (IDEAS, VERBS), and what only one of them says by a denial (PARAPHRASES).
"""

import re
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.negation_words import CHINESE_WAYS, IDEAS, IDIOMS, MAYBE, MORE, NO_MORE, PARAPHRASES, SURELY, VERBS
from bot.domain.pair import Pair


class Denied(NamedTuple):
    """How often a text denies, at least and at most, and the words that do so."""

    least: int
    most: int
    words: tuple[str, ...]


_ALSO_NOT = re.compile(r"(?<![谁么里个人次份点分样])也(?:尚?未|没有?|不|无)")
_NEITHER = re.compile(r"既(?:不|没|无|未|非)[^。]{0,60}?也(?:尚?未|没有?|不|无|非)")


_HALF_NEITHER = re.compile(
    r"既(?![不未没无非然])[^，。]{0,40}，?也[不未没无]|既[不未没无][^，。]{0,40}，也(?![^，。]{0,3}[不未没无])"
)


def _edged(words: str, language: Language) -> re.Pattern[str]:
    """The words as whole words; Chinese has neither edges nor capitals, and is searched faster without."""
    return re.compile(words) if language == "zh" else re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


def _pattern(language: Language) -> re.Pattern[str]:
    ideas = "" if language == "zh" else "|" + "|".join(idea[language] for idea in IDEAS[1:])
    groups = (("idiom", IDIOMS[language]), ("surely", SURELY[language] + ideas), ("maybe", MAYBE[language]))
    if language == "zh":
        groups = (groups[0], groups[2], groups[1])  # without edges the longer words come first
    edge = "" if language == "zh" else r"\b"
    return re.compile("|".join(f"(?P<{name}>{edge}(?:{words}){edge})" for name, words in groups), re.IGNORECASE)


_LANGUAGES: tuple[Language, ...] = ("da", "zh", "en")
_PATTERNS = {language: _pattern(language) for language in _LANGUAGES}
_IDEA_PATTERNS = [{language: _edged(idea[language], language) for language in _LANGUAGES} for idea in (*IDEAS, *VERBS)]
_PARAPHRASE_PATTERNS = [{one: _edged(way[one], one) for one in _LANGUAGES} for way in PARAPHRASES]
_WAY_PATTERNS = [{one: _edged(way[one], one) for one in _LANGUAGES} for way in CHINESE_WAYS]
_NO_MORE_PATTERNS = {language: _edged(words, language) for language, words in NO_MORE.items()}
_MORE_PATTERNS = {language: _edged(words, language) for language, words in MORE.items()}


def denied(text: str, language: Language) -> Denied:
    """How often a text denies something."""
    least = most = 0
    words: list[str] = []
    for found in _PATTERNS[language].finditer(text):
        if found.lastgroup == "idiom":
            continue
        most += 1
        if found.lastgroup == "surely":
            least += 1
            words.append(found[0])
    if language == "zh":
        least, most = max(least - len(_ALSO_NOT.findall(text)), min(least, 1)), most - len(_NEITHER.findall(text))
    return Denied(least, max(least, most), tuple(words))


def negation_differs(source: str, translation: str, pair: Pair) -> tuple[str, ...] | None:
    """The words that deny on the side that does so more; None where both deny equally much."""
    if turned := _turned(source, translation, pair):
        return turned
    source, translation = _without_shared(source, translation, pair)
    if "zh" in {pair.source, pair.target}:
        source, translation = _without_paraphrases(source, translation, pair)
    mine, theirs = denied(source, pair.source), denied(translation, pair.target)
    latin = theirs if pair.source == "zh" else mine
    spared = 0 if latin.least else _spared(source, translation, pair)  # else the two denials answer each other
    if mine.least - (spared if pair.source == "zh" else 0) > theirs.most:
        return mine.words
    if pair.target == "zh":
        theirs = theirs._replace(least=theirs.least - spared)
    return theirs.words if theirs.least > mine.most else None


def _without_shared(source: str, translation: str, pair: Pair) -> tuple[str, str]:
    """Both sides without the ideas that each denies in its own way."""
    for idea in _IDEA_PATTERNS:
        own, other = idea[pair.source], idea[pair.target]
        if not (other.search(translation) and own.search(source)):
            continue
        shared = min(len(own.findall(source)), len(other.findall(translation)))
        source, translation = own.sub(" ", source, count=shared), other.sub(" ", translation, count=shared)
    return source, translation


def _without_paraphrases(source: str, translation: str, pair: Pair) -> tuple[str, str]:
    """Both sides without what only Chinese says by denying: 不大 and "lille" go, the "ikke" of "ikke lille" stays."""
    for way in _PARAPHRASE_PATTERNS:
        mine = way[pair.source].search(source)
        theirs = way[pair.target].search(translation) if mine else None
        if mine and theirs:
            source, translation = _blanked(source, mine), _blanked(translation, theirs)
    return source, translation


def _blanked(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"


def _spared(source: str, translation: str, pair: Pair) -> int:
    """How many denials of the Chinese side need not stand on the other, which says the same without one."""
    return sum(
        min(len(way[pair.source].findall(source)), len(way[pair.target].findall(translation)))
        for way in _WAY_PATTERNS
        if "zh" in {pair.source, pair.target}
    )


def _turned(source: str, translation: str, pair: Pair) -> tuple[str, ...]:
    """A bound that became its opposite (不得超过40页 as "over 40 sider"), or a 既不 … 也 that lost its second 不."""
    sides = ((translation, pair.target, source, pair.source), (source, pair.source, translation, pair.target))
    for one, language, other, its in sides:
        if language != "zh":
            continue
        if half := _HALF_NEITHER.search(one):
            return (half[0],)
        more = _MORE_PATTERNS["zh"].search(one)
        if more and _NO_MORE_PATTERNS[its].search(other) and not _MORE_PATTERNS[its].search(other):
            return (more[0],)
    return ()
