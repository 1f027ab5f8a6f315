"""How numbers and months are written in words, for telling whether a translation kept them."""

import re

from bot.domain.language import Language

_MONTHS: dict[Language, str] = {
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "en": "january|february|march|april|may|june|july|august|september|october|november|december",
    "zh": "",
}
_ALSO_WORDS = {"may", "march"}  # months only where the word before or a number says so
_BEFORE_MONTH = r"(?:in|of|by|until|till|from|since|early|late|mid|to|and|or|before|after|during)\s+"
_TO_TWELVE: dict[Language, tuple[str, ...]] = {
    "da": (
        "en|et|én|ét|første|enkelt|halvandet",
        "to|begge|anden|andet",
        "tre|tredje",
        "fire|fjerde",
        "fem|femte",
        "seks|sjette",
        "syv|syvende",
        "otte|ottende",
        "ni|niende",
        "ti|tiende",
        "elleve|ellevte",
        "tolv|tolvte",
    ),
    "en": (
        "one|first|an?|single|once",
        "two|both|second|twice",
        "three|third",
        "four|fourth",
        "five|fifth",
        "six|sixth",
        "seven|seventh",
        "eight|eighth",
        "nine|ninth",
        "ten|tenth",
        "eleven|eleventh",
        "twelve|twelfth",
    ),
    "zh": (),
}
_HAN = "〇一二三四五六七八九"
_TEN = 10
_HUNDRED = 100


def _month_pattern(language: Language) -> re.Pattern[str] | None:
    """A pattern with a group m1 … m12 for each month, named in full or in short beside a number."""
    if not _MONTHS[language]:
        return None
    ways = []
    for number, name in enumerate(_MONTHS[language].split("|"), start=1):
        forms = rf"(?:{name}|{name[:4]}|{name[:3]})"
        alone = rf"{_BEFORE_MONTH}{name}\b" if name in _ALSO_WORDS else rf"{name}\b"
        ways.append(rf"(?P<m{number}>(?<=\d)\.?\s*{forms}\b|\b(?:{alone}|{forms}\.?\s*(?=\d)))")
    return re.compile("|".join(ways), re.IGNORECASE)


_MONTH_PATTERNS = {language: _month_pattern(language) for language in _MONTHS}


def months(text: str, language: Language) -> list[int]:
    """The months a text names in words, from 1, in the order of the text, as often as it does."""
    pattern = _MONTH_PATTERNS[language]
    return [int((found.lastgroup or "m0")[1:]) for found in pattern.finditer(text)] if pattern else []


def stands_in_words(number: str, text: str, language: Language) -> bool:
    """Whether a whole number below a hundred stands in a text in words; in Danish and English up to twelve."""
    if not number.isdecimal() or not 0 < int(number) < _HUNDRED:
        return False
    if language == "zh":
        return any(written in text for written in _chinese(int(number)))
    words = _TO_TWELVE[language]
    if int(number) > len(words):
        return False
    return bool(re.search(rf"\b(?:{words[int(number) - 1]})\b", text, re.IGNORECASE))


def _chinese(number: int) -> list[str]:
    """Ways to write a number from 1 to 99: 2 is 二, 两 and 双; 12 is 十二; 20 is 二十."""
    tens, ones = divmod(number, _TEN)
    written = (_HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (_HAN[ones] if ones else "")
    return [written, *{1: ("首", "单"), 2: ("两", "双", "半")}.get(number, ())]


def chinese_years(text: str) -> str:
    """二〇一七年 as 2017年; the rest as it is."""
    return re.sub(
        r"[〇零一二三四五六七八九]{4}(?=年)",
        lambda found: "".join(str(_HAN.index(digit)) for digit in found[0].replace("零", "〇")),
        text,
    )
