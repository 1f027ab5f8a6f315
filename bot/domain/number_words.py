"""How numbers and months are written in words, for telling whether a translation kept them."""

import re
from collections.abc import Iterator

from bot.domain import chinese_numbers
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
        r"to|begge|anden|andet|dobbelt\w*|par",
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
        "two|both|second|twice|double|couple",
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
_IN_COMPOUND: dict[Language, str] = {  # femårsplan, trepartsaftale, five-year
    "da": r"(?:års?|årig|dages?|dags|måneders?|ugers?|parts?|delt|sidet|sproget|trins|cifret)",
    "en": r"-",
    "zh": "",
}
_SAID_OTHERWISE: dict[Language, dict[str, str]] = {
    "da": {"2": r"(?:14|fjorten) dage", "14": r"(?:to|2) uger", "6": r"halvt? år", "0.5": r"halv", "1": r"hvert?\b"},
    "en": {
        "2": r"fortnight|14 days|fourteen days",
        "14": r"(?:two|2) weeks|fortnight",
        "6": r"half a year|half-year",
        "0.5": r"half|halv",
        "1": r"every|each",
    },
    "zh": {"14": r"[两二2]\s*(?:周|个?星期)", "6": r"半年", "1": r"每|上半年|上旬", "2": r"(?:14|十四)天|下半年"},
}
_HALVES = {"da": r"og en halv|og et halvt", "en": r"and a half", "zh": r"半"}
_TO_NINETEEN: dict[Language, str] = {
    "da": "- - to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
    "en": "- - two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
    "zh": "",
}
_TENS: dict[Language, dict[str, int]] = {
    "da": {
        "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50,
        "tres": 60, "halvfjerds": 70, "firs": 80, "halvfems": 90,
    },
    "en": {
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    },
    "zh": {},
}  # fmt: skip
_ODD: dict[Language, dict[str, str]] = {
    "da": {"halvanden": "1.5", "halvandet": "1.5", "dusin": "12", "snes": "20"},
    "en": {"dozen": "12"},
    "zh": {},
}
_ONES: dict[Language, str] = {"da": "en|et|én|ét", "en": "an?|one", "zh": ""}
_SCALES: dict[Language, dict[str, int]] = {
    "da": {"hundrede": 10**2, "tusind": 10**3, "million": 10**6, "milliard": 10**9},
    "en": {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9},
    "zh": {},
}


def _word_pattern(language: Language) -> re.Pattern[str]:
    """Numbers from two on in words, and one where a hundred or a million follows."""
    to_nineteen = "|".join(sorted(_TO_NINETEEN[language].split()[2:], key=len, reverse=True))
    tens = "|".join(_TENS[language])
    odd = "|".join(_ODD[language])
    scales = "|".join(_SCALES[language])
    compound = rf"(?P<ones>(?:{_ONES[language]}|{to_nineteen}))og(?P<tens1>{tens})" if language == "da" else (
        rf"(?P<tens1>{tens})-(?P<ones>one|{to_nineteen})"
    )  # fmt: skip
    return re.compile(
        rf"\b(?:{compound}|(?P<tens>{tens})|(?P<plain>{to_nineteen})|(?P<odd>{odd})"
        rf"|(?P<one>{_ONES[language]})(?=\s*(?:{scales})))"
        rf"(?:\s*(?P<scale>{scales})(?:e|er|s)?)?\b",
        re.IGNORECASE,
    )


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
_LATIN: tuple[Language, ...] = ("da", "en")
_WORD_PATTERNS = {language: _word_pattern(language) for language in _LATIN}


def months(text: str, language: Language) -> list[int]:
    """The months a text names in words, from 1, in the order of the text, as often as it does."""
    pattern = _MONTH_PATTERNS[language]
    return [int((found.lastgroup or "m0")[1:]) for found in pattern.finditer(text)] if pattern else []


def in_words(text: str, language: Language) -> Iterator[str]:
    """The numbers a text says in words beyond doubt: "tre", "femogtyve", "halvanden", 十五, 两次."""
    if language == "zh":
        yield from chinese_numbers.surely(text)
        return
    for found in _WORD_PATTERNS[language].finditer(text):
        yield _read(found, language)


def _read(found: re.Match[str], language: Language) -> str:
    said = {name: word.lower() for name, word in found.groupdict().items() if word}
    if "odd" in said:
        return _ODD[language][said["odd"]]
    plain = _TO_NINETEEN[language].split()
    value = _TENS[language].get(said.get("tens") or said.get("tens1") or "", 0)
    for name in ("ones", "plain", "one"):
        if name in said:
            value += plain.index(said[name]) if said[name] in plain else 1
    return str(value * _SCALES[language].get(said.get("scale", ""), 1))


def stands_in_words(number: str, text: str, language: Language) -> bool:
    """Whether a number may stand in a text in words: "anden", "femårsplan", 双方, or two weeks for 14 days."""
    if (other := _SAID_OTHERWISE[language].get(number)) and re.search(other, text, re.IGNORECASE):
        return True
    if number.endswith(".5") and re.search(_HALVES[language], text):
        return True
    if language == "zh":
        return number in chinese_numbers.perhaps(text)
    words = _TO_TWELVE[language]
    if not number.isdecimal() or not 0 < int(number) <= len(words):
        return False
    return bool(re.search(rf"\b(?:{words[int(number) - 1]})(?:\b|{_IN_COMPOUND[language]})", text, re.IGNORECASE))
