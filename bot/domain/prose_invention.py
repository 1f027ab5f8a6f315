"""What a sentence says that none of its items says: new words, and a name with what another did."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from bot.domain.language import Language
from bot.domain.prose_words import LINKS_DA, LINKS_EN, LINKS_ZH
from bot.domain.segments import pieces
from bot.domain.stemming import Rules, snowball
from bot.domain.termbase import Termbase

_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_STEMMERS: Mapping[Language, Rules] = {"da": "danish", "en": "english"}
_PART = 4  # letters of a part of a compound
_TURNED = frozenset({"u", "mis", "ikke", "af", "non", "un", "in", "dis"})  # before a word they say the contrary
_CLAUSES = {
    "da": re.compile(
        r";|, (?:og|men|mens|hvorefter|der|som) |(?<=\w) og (?=[A-ZÆØÅ][\w/ ]{1,40} (?:\w+er|\w+es|skal|vil) )"
    ),
    "en": re.compile(r";|, (?:and|but|while|which|who) "),
    "zh": re.compile(r"[；，;,]"),
}


def new_words(sentence: str, words: str, language: Language) -> set[str]:
    """Words of a sentence, beside those that only link, which are not among the words it rests on.

    An ending counts for nothing, and a part of a compound is known by the whole (konferencen by
    jordkonference), but not the other way round, and not without its "u-".
    """
    if language == "zh":
        return {part for run in _HAN.findall(sentence) for part in uncovered(run, words)}
    links = LINKS_DA if language == "da" else LINKS_EN
    known = {_stem(word, language) for word in _WORD.findall(words.lower())}
    said = {word for word in _WORD.findall(sentence.lower()) if word not in links}
    return {word for word in said if not _is_known(_stem(word, language), known)}


def uncovered(run: str, words: str) -> list[str]:
    """The stretches of a run of Chinese characters no pair of which stands in the words, without plain words."""
    known = [run in words] * len(run) if len(run) == 1 else [False] * len(run)  # 月 stands between numbers
    for place in range(len(run) - 1):
        if run[place : place + 2] in words:
            known[place] = known[place + 1] = True
    for link in LINKS_ZH.finditer(run):
        known[link.start() : link.end()] = [True] * (link.end() - link.start())
    marked = "".join("\x00" if is_known else character for character, is_known in zip(run, known, strict=True))
    return [part for part in marked.split("\x00") if part]


def is_said(word: str, words: str, language: Language) -> bool:
    """Whether a Danish or English word stands in the words, whatever its ending; False for Chinese."""
    if language == "zh":
        return False
    stem = _stem(word.lower(), language)
    return any(_stem(one, language) == stem for one in _WORD.findall(words.lower()))


def wrongly_attributed(sentence: str, cited: Sequence[str], language: Language, termbase: Termbase) -> bool:
    """Whether a clause has names that stand with its words in no one clause of the items."""
    known = [clause for text in cited for clause in _clauses(text, language)]
    names = [(clause, _names(clause, language, termbase)) for clause in known]
    for clause in _clauses(sentence, language):
        mine = _names(clause, language, termbase)
        if mine and not any(mine <= theirs and _mostly_in(clause, other, language) for other, theirs in names):
            return True
    return False


def _clauses(text: str, language: Language) -> list[str]:
    return [part for piece in pieces(text) for part in _CLAUSES[language].split(piece.source) if part.strip()]


def _names(clause: str, language: Language, termbase: Termbase) -> set[str]:
    return {match.term.form("da") for match in termbase.find(clause, language) if match.term.is_name}


def _mostly_in(clause: str, other: str, language: Language) -> bool:
    """Whether at least half of what a clause says is in another."""
    if language == "zh":
        told = "".join(_HAN.findall(LINKS_ZH.sub(" ", clause)))
        missing = sum(len(part) for run in _HAN.findall(clause) for part in uncovered(run, other))
        return missing * 2 <= len(told)
    links = LINKS_DA if language == "da" else LINKS_EN
    said = {word for word in _WORD.findall(clause.lower()) if word not in links}
    return len(new_words(clause, other, language)) * 2 <= len(said)


def _is_known(stem: str, known: set[str]) -> bool:
    """Whether a stem is among the known ones, or is a part of one that is a compound."""
    return stem in known or (len(stem) >= _PART and any(_is_part(stem, one) for one in known))


def _is_part(stem: str, whole: str) -> bool:
    return whole.startswith(stem) or (whole.endswith(stem) and whole.removesuffix(stem) not in _TURNED)


@lru_cache(maxsize=8192)
def _stem(word: str, language: Language) -> str:
    return snowball(word, _STEMMERS[language])
