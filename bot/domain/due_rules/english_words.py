"""The English words for months, weekdays, seasons, numbers and units."""

from bot.domain.due_rules.grammar import Vocabulary
from bot.domain.due_rules.parts import Part
from bot.domain.due_rules.spelling import MonthNames, number_reader

_FULL = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = {name: number for number, name in enumerate(_FULL, 1)}
_SHORT = {name[:3]: number for name, number in _MONTHS.items()} | {"sept": 9}

_COUNT = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
NUMBERS = {word: number for number, word in enumerate(f"{_COUNT} eighteen nineteen twenty".split(), 1)}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = {word: number for word, number in NUMBERS.items() if number < 10}  # noqa: PLR2004  figures
NUMBERS |= {f"{ten}-{one}": tens + number for ten, tens in _TENS.items() for one, number in _ONES.items()} | _TENS
NUMBERS |= {"a": 1, "an": 1, "one hundred": 100, "a hundred": 100}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
_ORDINAL = {word: number for number, word in enumerate(_ORDINALS, 1)}

_UNITS = {
    "day": "day",
    "week": "week",
    "month": "month",
    "quarter": "quarter",
    "year": "year",
    "fortnight": "fortnight",
    "hour": "hour",
}
_UNIT_WORDS = {f"{word}{ending}": unit for word, unit in _UNITS.items() for ending in ("", "s")}
_UNIT_WORDS |= {
    f"{kind}{gap}day{s}": "workday"
    for kind in ("working", "business", "work", "bank", "banking")
    for gap in (" ", "-", "")
    for s in ("", "s")
}
_UNIT_WORDS |= {f"calendar{gap}day{s}": "day" for gap in (" ", "-") for s in ("", "s")}
_UNIT_WORDS |= {"weekday": "workday", "weekdays": "workday"}
_RELATIVES = {"next": 1, "the coming": 1, "coming": 1, "this": 0, "the current": 0, "current": 0, "last": -1}
_RELATIVES |= {"the new year": 1, "next year": 1, "this year": 0, "last year": -1, "the following": 1}
_WEEKDAYS = {
    word: number
    for number, name in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    for word in (name, name[:3])
} | {"tues": 1, "thur": 3, "thurs": 3}
_PARTS: dict[str, Part] = {
    **dict.fromkeys(("early", "beginning", "start"), "beginning"),
    **dict.fromkeys(("mid", "middle"), "middle"),
    **dict.fromkeys(("late", "end", "close"), "end"),
    "first half": "first half",
    "second half": "second half",
}


def vocabulary() -> Vocabulary:
    """The words of English with their numbers."""
    ordinals = {f"{n}{end}": n for n in range(1, 32) for end in ("st", "nd", "rd", "th")}
    return Vocabulary(
        months=MonthNames(_MONTHS, _SHORT, frozenset({"match", "marsh"})),
        weekdays=_WEEKDAYS,
        seasons={"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12},
        numbers=number_reader(NUMBERS | _ORDINAL | ordinals),
        units=_UNIT_WORDS,
        relatives=_RELATIVES,
        days=dict.fromkeys(("tonight", "this morning", "this afternoon", "this evening"), 0)
        | {"today": 0, "tomorrow": 1, "day after tomorrow": 2, "yesterday": -1},
        parts=_PARTS,
    )
