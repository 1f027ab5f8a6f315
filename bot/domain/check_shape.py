"""Whether a translation is whole: as long as it should be, not cut, and not the answer to another sentence."""

import re
import unicodedata
from collections.abc import Mapping

from rapidfuzz import fuzz

from bot.domain.language import Language
from bot.domain.pair import Pair

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_OTHER = re.compile(r"[^\W\d_\u3400-\u9fff]")
_WEIGHT = {"da": 1.0, "en": 1.0, "zh": 2.9}
"""Latin letters that say as much as one letter; 2.9 for a character is the median over reviewed pairs."""
_LEAST, _MOST = 0.55, 2.0
_SLACK = 10.0  # Latin letters: short sentences differ more
_AGAIN = re.compile(r"([^\W\d_][^\n]{3,60}?)\1{2}|([^\W\d_][^\n]{1,2}?)\2{3}")  # a machine that cannot stop
_END = "。.!！?？"
_CLOSERS = "”’」』）)】]\"'*_~ »"
_OPEN = "，,、；;（([【「“:："
_HANGING: dict[Language, str] = {
    "da": r"\b(?:og|eller|at|som|der|med|for|til|af|på|i|fra|om|ved|hos|samt|en|et|mellem|men|mod|uden|under)$",
    "en": r"\b(?:and|or|that|which|with|for|to|of|on|in|from|by|at|the|a|an|between|but|will|is|are|be|as)$",
    "zh": r"(?:和|与|及|或|的(?<!目的)|在|由|向|把|将|从|并|以及|因为|但|就|按|其)$",
}
_BRACKETS = (("（", "）"), ("(", ")"), ("【", "】"), ("[", "]"), ("“", "”"), ("「", "」"), ("«", "»"))
_ALIKE = 82.0  # percent: sources that differ less may well have one translation
_SHORT = 12  # Latin letters


def letters(text: str, language: Language) -> float:
    """How much a text says, in Latin letters of the languages that have them."""
    del language
    return len(_HAN.findall(text)) * _WEIGHT["zh"] + len(_OTHER.findall(text))


def length_differs(source: str, translation: str, pair: Pair) -> bool:
    """Whether a translation (names and markup taken out of both) is much too short or too long."""
    mine, theirs = letters(source, pair.source), letters(translation, pair.target)
    if _AGAIN.search(translation) and not _AGAIN.search(source):
        return True
    return theirs + _SLACK < mine * _LEAST + _SLACK * _LEAST or theirs > mine * _MOST + _SLACK


def cut(source: str, translation: str, pair: Pair) -> tuple[str, ...]:
    """Where a translation breaks off: its last words, or the bracket that is not closed; empty where it does not."""
    mine, theirs = source.rstrip(), translation.rstrip()
    if not theirs:
        return ()
    tail = (theirs[-12:],)
    if any(_unbalanced(theirs, *pair_of) and not _unbalanced(mine, *pair_of) for pair_of in _BRACKETS):
        return tail
    if _ends(mine, _END) and not _ends(theirs, _END):
        return tail
    if theirs[-1] in _OPEN and mine[-1:] not in _OPEN:
        return tail
    if theirs.endswith(("…", "...")) and not mine.endswith(("…", "...")):
        return tail
    hanging = re.search(_HANGING[pair.target], theirs) and not re.search(_HANGING[pair.source], mine)
    return tail if hanging else ()


def _ends(text: str, marks: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in set(marks)


def _unbalanced(text: str, opening: str, closing: str) -> bool:
    if closing == "”" and opening not in text:
        return text.count(closing) % 2 == 1  # Danes may open with the mark they close with
    return text.count(opening) != text.count(closing)


def same_as_other(source: str, translation: str, others: Mapping[str, str]) -> str | None:
    """The other sentence that has this very translation; None where there is none or it is no wonder."""
    other = others.get(translation)
    if other is None or len(_plain(translation)) * (_WEIGHT["zh"] if _HAN.search(translation) else 1) < _SHORT:
        return None
    mine, theirs = _plain(source), _plain(other)
    return None if fuzz.ratio(mine, theirs) >= _ALIKE or mine in theirs or theirs in mine else other


def _plain(text: str) -> str:
    """Letters and digits alone, in one case and width."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
