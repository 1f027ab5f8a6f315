"""Numbers as Danes write them (1.234,5) and as Chinese and English do (1,234.5)."""

import re

from bot.domain.language import Language
from bot.domain.pair import Pair

NUMBER = re.compile(
    r"(?<!\d)\d{1,3}(?:[.,\u00a0 ]\d{3}(?!\d)){1,5}(?:[.,]\d{1,15})?|\d{1,15}(?:[.,]\d{1,15})?"  # grouped, or not
)
_PERCENT = re.compile(r"(?<=\d)\s*(?=[%‰])")
_MARKS: dict[Language, tuple[str, str]] = {"da": (".", ","), "zh": (",", "."), "en": (",", ".")}  # thousands, decimal


def value_of(number: str, language: Language) -> str:
    """A number in plain digits with a decimal point, without trailing zeros: "1.234,50" → "1234.5".

    A point between three digits is what the language says: 1.250 is 1250 in Danish and 1.25 in
    English and Chinese, whose decimal comma cannot be told from a thousands mark.
    """
    thousands, decimal = _MARKS[language]
    if re.fullmatch(rf"\d{{1,3}}(?:[{re.escape(thousands)}\u00a0 ]\d{{3}})+(?:{re.escape(decimal)}\d+)?", number):
        plain = re.sub(rf"[{re.escape(thousands)}\u00a0 ]", "", number).replace(decimal, ".")
    else:
        plain = re.sub(r"[\u00a0 ]", "", number).replace(",", ".")
    whole, point, rest = plain.partition(".")
    rest = rest.rstrip("0")
    return f"{whole.lstrip('0') or '0'}{point if rest else ''}{rest}"


def localised(quantity: str, pair: Pair) -> str:
    """A quantity in the target's notation: "1.234,5 %" is "1,234.5%" in Chinese. Nothing but marks changes."""
    source, target = _MARKS[pair.source], _MARKS[pair.target]
    if source != target:
        quantity = NUMBER.sub(lambda found: _turned(found[0], source, target), quantity)
    return _PERCENT.sub(" " if pair.target == "da" else "", quantity)


def _turned(number: str, source: tuple[str, str], target: tuple[str, str]) -> str:
    """Marks exchanged, unless the number is not written as its language writes it: then nothing is known."""
    thousands, decimal = map(re.escape, source)
    if not re.fullmatch(rf"\d{{1,3}}(?:[{thousands}\u00a0 ]\d{{3}})*(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?", number):
        return number
    marks = dict(zip(source, target, strict=True))
    return "".join(marks.get(character, character) for character in number)
