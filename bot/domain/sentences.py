"""Sentences of Danish, English and Chinese text, cut so that the pieces joined give back the text.

A mark that may end a sentence is looked at with the word before it and the word after it. Nothing is
cut inside a quotation or a bracket that closes soon: half a quotation is no sentence to translate.
"""

import re
from typing import NamedTuple

from bot.domain.abbreviations import DOMAINS, ENUMERATIONS_END, MAYBE_LAST, NEVER_LAST, NUMBERED, STARTERS

_MARKS = re.compile(r"[.!?…。！？；]++")
_BLANKS = re.compile(r"\s*+")
_INSIDE = 200  # characters: longer quotations and brackets are cut like any other text
_PAIRED = re.compile(
    "|".join(
        f"{first}[^{both}\\n]{{1,{_INSIDE}}}{last}"
        for first, last, both in (
            ("“", "”", "“”"),
            ("„", "[“”]", "„“”"),
            ("”", "”", "”"),
            ("»", "«", "»«"),
            ("«", "»", "»«"),
            ("‘", "’", "‘’"),
            ('"', '"', '"'),
            ("「", "」", "「」"),
            ("『", "』", "『』"),
            ("《", "》", "《》"),
            ("【", "】", "【】"),
            ("（", "）", "（）()"),
            (r"\(", r"\)", "（）()"),
            (r"\[", r"\]", r"\[\]"),
        )
    )
)
_CLOSERS = frozenset("”’」』）】》〉)]")
_EITHER = frozenset("\"'«»“")  # a closing mark when a blank follows
_OPENERS = "\"'«»“”‘„「『（(《【[*_~"
_CHINESE_END = frozenset("。！？；")
_GOES_ON = frozenset("，、：。；,:;的等之是与和或及")  # after a quotation with its own mark: the sentence is not over
_LONGEST = 40  # characters of a word that matter
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*$")
_ROMAN = re.compile(r"[IVXL]+$")
_DOTTED = re.compile(r"[^\W\d_]{1,4}(?:\.[^\W\d_]{1,4})+$")
_WORD = re.compile(r"[\w/&-]+")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")


class _Spot(NamedTuple):
    """A place where a sentence may end: the sentence so far, its last word, what follows, and the mark."""

    so_far: str
    word: str
    rest: str  # without opening quotes and brackets
    mark: str
    blank: bool  # whether white space follows

    @property
    def starter(self) -> bool:
        """Whether what follows begins as sentences do."""
        found = _WORD.match(self.rest)
        if _is_han(self.rest):
            return self.rest[0] not in _GOES_ON
        return found is not None and found[0] in STARTERS


def sentences(text: str) -> list[str]:
    """Cut a line into sentences, each with the blanks that follow it; `"".join` gives the line."""
    found: list[str] = []
    start = 0
    inside = [match.span() for match in _PAIRED.finditer(text)]
    closing = {end for _, end in inside}
    at = 0  # the first quotation that is not behind us
    for mark in _MARKS.finditer(text):
        end = _past_closers(text, mark.end(), closing)
        while at < len(inside) and inside[at][1] <= end:
            at += 1
        within = at < len(inside) and inside[at][0] < end
        after = _after_blanks(text, end)
        if within or after == len(text) or not _ends(_spot(text, start, mark, end), closed=end > mark.end()):
            continue
        found.append(text[start:after])
        start = after
    if text[start:]:
        found.append(text[start:])
    return found


def _past_closers(text: str, at: int, closing: set[int]) -> int:
    """The place after the closing quotes and brackets that belong to a mark."""
    while at < len(text):
        loose = text[at] in _EITHER and not text[at + 1 : at + 2].strip()
        if not (text[at] in _CLOSERS or at + 1 in closing or loose):
            break
        at += 1
    return at


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def _spot(text: str, start: int, mark: re.Match[str], end: int) -> _Spot:
    so_far = text[max(start, mark.start() - _LONGEST) : mark.start()]
    word = so_far.split()[-1].lstrip(_OPENERS) if so_far.strip() else ""
    after = _after_blanks(text, end)
    rest = text[after : after + _LONGEST].lstrip(_OPENERS)
    return _Spot(so_far, word, rest, mark[0], after > end)


def _ends(spot: _Spot, *, closed: bool) -> bool:
    """Whether a sentence ends here."""
    if _CHINESE_END & set(spot.mark):
        return not (closed and spot.rest[:1] in _GOES_ON) and spot.rest[:1] not in "，、：,:"
    if not spot.blank:  # "3.5", "www.clean.dk", "CLEAN's …": only before and after Chinese characters
        return _ends_unspaced(spot)
    if spot.rest[:1].islower():
        return bool(set(spot.mark) & {"!", "?"}) and not closed
    if spot.mark == ".":
        return _dot_ends(spot)
    if "…" in spot.mark or spot.mark.startswith(".."):
        return not spot.so_far.endswith(" ") or spot.starter
    return True


def _ends_unspaced(spot: _Spot) -> bool:
    if "…" in spot.mark or spot.mark.startswith(".."):
        return False
    if _is_han(spot.word[-1:]):
        return spot.mark != "." or _is_han(spot.rest)
    return _is_han(spot.rest) and not _NUMBER.match(spot.word) and _dot_ends(spot)


def _dot_ends(spot: _Spot) -> bool:
    """Whether a single dot ends the sentence, and not just its last word."""
    word = spot.word.lower()
    if not word or word in NEVER_LAST or word in ENUMERATIONS_END:
        return word in ENUMERATIONS_END
    if _NUMBER.match(word):
        return not _is_label(spot) and not spot.rest[:1].isdigit() and not _MONTH.match(spot.rest)
    if len(word) == 1 or _ROMAN.match(spot.word):
        return _is_han(word) or _letter_ends(spot)
    if word in MAYBE_LAST or (_DOTTED.match(word) and word.rpartition(".")[2] not in DOMAINS):
        return spot.starter
    return True


def _letter_ends(spot: _Spot) -> bool:
    """A letter or a Roman numeral: not in a list ("a.", "IV.") nor an initial; "plan B." does end one."""
    words = spot.so_far.split()
    if len(words) == 1:
        return False
    return len(spot.word) > 1 or words[-2].lower() in NUMBERED


def _is_label(spot: _Spot) -> bool:
    """Whether the sentence so far is a list marker or a label: "1.", "1.2.", "§ 3.", "Bilag 3."."""
    words = spot.so_far.split()
    return len(words) == 1 or (words[0].lstrip(_OPENERS).lower() in NUMBERED and words[1:] == [spot.word])


def _is_han(text: str) -> bool:
    return bool(_HAN.match(text))
