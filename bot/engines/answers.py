"""Whether what an engine sent back is an answer to what it was asked."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from bot.engines.base import BadAnswer

_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_DIGITS = re.compile(r"\d+")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they turn what is read around them


def cleaned(text: str, answer: object) -> str | BadAnswer:
    """An answer that is a translation: words in one line, without the HTML some vendors leave in it.

    Control characters and halves of characters go: no database takes them, and nobody has typed them.

    Args:
        text: what was asked.
        answer: what the vendor's package gave back.
    """
    if not isinstance(answer, str):
        return BadAnswer("an empty answer")
    if _ENTITY.search(answer) and not _ENTITY.search(text):
        answer = html.unescape(answer)
    plain = " ".join("".join(_visible(character) for character in answer).split(" ")).strip()
    if not any(character.isalnum() for character in plain):
        return BadAnswer("an empty answer")
    if _TAG.search(plain) and not _TAG.search(text):
        return BadAnswer("an answer with HTML in it")
    return plain


def _visible(character: str) -> str:
    if character.isspace():
        return " " if character in "\n\r\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029" else character
    return "" if character in _TURNS or unicodedata.category(character) in {"Cc", "Cs"} else character


def in_order(texts: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether the answers can stand in the order of their texts.

    Placeholders and other digits tell: when each text's own are in some answer, but not in the answer in
    its place, the answers have changed places. Where an engine changes the digits nothing can be told.
    """
    if len(texts) != len(answers):
        return True
    asked, answered = ([tuple(sorted(_DIGITS.findall(one))) for one in own] for own in (texts, answers))
    return asked == answered or Counter(asked) != Counter(answered)
