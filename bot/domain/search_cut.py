"""Texts cut into the tokens that the search index holds: the same ones on every database.

A token is lower-case letters and digits, or one or two Chinese characters. What the index says besides the words
of a text (see `bot.domain.search_layout`) has a point in it, which no word has.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.search_danish import compound_stems, plain_letters, stems
from bot.domain.stemming import snowball

VERSION = 3
"""One more for each change of what texts are cut into: every store makes its index anew then."""

HAN = "\u3400-\u9fff\uf900-\ufaff々〇"
_LETTER = rf"(?:(?![{HAN}])[^\W_][\u0300-\u036f]*)"  # with the accents behind it, where they are letters of their own
_AMOUNT = r"(?<![\d.,])\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?![.,]?\d)"  # 1.250.000, 1,250,000
_PIECE = re.compile(rf"[{HAN}]+|{_AMOUNT}|{_LETTER}+(?:['’]{_LETTER}+)?")
_IN_AMOUNT = str.maketrans("", "", ".,\u00a0\u202f")
_IS_HAN = re.compile(rf"[{HAN}]")
_HYPHENS = frozenset("-\u2010\u2011")
_LONGEST = 100  # letters of a word: more is no word, and no database has to keep it
_LONG_TEXT = 200_000  # letters of a text that are looked at


class Cut(NamedTuple):
    """A word, or a run of Chinese characters, at `text[start:end]`."""

    start: int
    end: int
    word: str  # in lower case, in simplified characters
    is_han: bool


def cuts(text: str) -> Iterator[Cut]:
    """The words of a text and its runs of Chinese characters, from left to right."""
    for found in _PIECE.finditer(text[:_LONG_TEXT]):
        written = found[0]
        if _IS_HAN.match(written):
            yield Cut(*found.span(), simplified(written), is_han=True)
        elif word := lowered(written)[:_LONGEST]:  # of a mark that stands by itself nothing is left
            yield Cut(*found.span(), word, is_han=False)


@lru_cache(maxsize=8_192)  # a note is cut again for each sentence that is translated, and names stand in many
def tokens(text: str, language: Language) -> tuple[str, ...]:
    """Everything a text is found by, each once, in the order in which it stands there."""
    found: dict[str, None] = {}
    before: Cut | None = None
    for cut in cuts(text):
        if cut.is_han:
            found.update(dict.fromkeys(han_tokens(cut.word)))
        else:
            found.update(dict.fromkeys(word_tokens(cut.word, language)))
            if before and text[before.end : cut.start] in _HYPHENS and cut.word.isalpha():  # pilot-projekt
                found.update(dict.fromkeys(stems(before.word + cut.word)))
        before = None if cut.is_han else cut
    return tuple(found)


def han_tokens(run: str) -> tuple[str, ...]:
    """Every character of a run, and every two that stand together."""
    return (*run, *(run[place : place + 2] for place in range(len(run) - 1)))


@lru_cache(maxsize=100_000)
def word_tokens(word: str, language: Language) -> tuple[str, ...]:
    """What a word of a text in a language is found by; names in a Chinese text are of any language."""
    if not word.isalpha():
        return (plain_letters(word),)
    danish = (*stems(word), *compound_stems(word)) if language != "en" else ()
    english = (english_stem(word),) if language != "da" else ()
    return tuple(dict.fromkeys((*danish, *english)))


@lru_cache(maxsize=100_000)
def english_stem(word: str) -> str:
    """What an English word in lower case is compared by."""
    return snowball(plain_letters(word), "english")


def lowered(word: str) -> str:
    """A word in lower case, in letters of one width and without accents; a genitive's apostrophe goes."""
    if word.isascii():
        return word.lower().removesuffix("'s").replace("'", "").translate(_IN_AMOUNT)
    whole = unicodedata.normalize("NFKC", word).lower().replace("’", "'").removesuffix("'s").replace("'", "")
    return "".join(_without_accent(letter) for letter in whole if letter.isalnum())


def _without_accent(letter: str) -> str:
    return letter if letter in "æøåäöü" else unicodedata.normalize("NFD", letter)[0]


def simplified(run: str) -> str:
    """Chinese characters as they are written on the mainland."""
    plain = unicodedata.normalize("NFKC", run)
    found = str(_converter().convert(plain))
    return found if len(found) == len(run) else run


def simplified_in(text: str) -> str:
    """A text whose Chinese characters are those of the mainland."""
    return _PIECE.sub(lambda found: simplified(found[0]) if _IS_HAN.match(found[0]) else found[0], text)


@cache
def _converter():  # type: ignore[no-untyped-def]  # noqa: ANN202  the library has no types
    from opencc import OpenCC  # noqa: PLC0415  only who cuts texts needs it

    return OpenCC("t2s")
