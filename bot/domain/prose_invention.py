"""How much of a sentence is in none of its items."""

import re
from functools import lru_cache

import snowballstemmer

from bot.domain.language import Language
from bot.domain.prose_words import LINKS_DA, LINKS_EN, LINKS_ZH

_WORD = re.compile(r"[^\W\d_]{3,}")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_ROOM = 1 / 3  # of the words that say something
_STEMMERS = {"da": "danish", "en": "english"}
_COMMON = 5  # letters that two words of one compound share


def mostly_new(sentence: str, words: str, language: Language) -> bool:
    """Whether more than a third of what a sentence says is in none of the words it rests on."""
    new, told = _han(sentence, words) if language == "zh" else _latin(sentence, words, language)
    return new > max(told * _ROOM, 1 if language != "zh" else 2)


def is_said(word: str, words: str, language: Language) -> bool:
    """Whether a Danish or English word stands in the words, whatever its ending; False for Chinese."""
    if language == "zh":
        return False
    stem = _stem(word.lower(), language)
    return any(_stem(one, language) == stem for one in _WORD.findall(words.lower()))


def _latin(sentence: str, words: str, language: Language) -> tuple[int, int]:
    links = LINKS_DA if language == "da" else LINKS_EN
    known = {_stem(word, language) for word in _WORD.findall(words.lower())}
    said = [word for word in _WORD.findall(sentence.lower()) if word not in links]
    new = sum(1 for word in said if not _is_known(_stem(word, language), known))
    return new, len(said)


def _is_known(stem: str, known: set[str]) -> bool:
    """Whether a word, or a part of a compound, is among the known ones."""
    return stem in known or any(
        min(len(stem), len(one)) >= _COMMON and (stem.startswith(one[:_COMMON]) or one in stem or stem in one)
        for one in known
    )


def _han(sentence: str, words: str) -> tuple[int, int]:
    new = told = 0
    for run in _HAN.findall(sentence):
        bare = [part for part in LINKS_ZH.split(run) if part]
        told += sum(map(len, bare))
        new += sum(len(part) for part in bare if not _stands(part, words))
    return new, told


def _stands(part: str, words: str) -> bool:
    pairs = [part[i : i + 2] for i in range(len(part) - 1)] or [part]
    return sum(pair in words for pair in pairs) * 2 >= len(pairs)


@lru_cache(maxsize=8192)
def _stem(word: str, language: Language) -> str:
    return str(snowballstemmer.stemmer(_STEMMERS[language]).stemWord(word))
