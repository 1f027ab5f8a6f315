"""The Danish words for months, weekdays, seasons, numbers and units."""

from bot.domain.due_rules.grammar import Vocabulary
from bot.domain.due_rules.parts import Part
from bot.domain.due_rules.spelling import MonthNames, number_reader

_MONTHS = dict(
    zip(
        [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ],
        range(1, 13),
        strict=True,
    )
)
SHORT = {"jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9}
SHORT |= {"okt": 10, "nov": 11, "dec": 12, "march": 3, "june": 6, "july": 7, "mai": 5}
_ORDINARY = frozenset({"marks", "parts", "mats", "marta", "maria", "marie", "mart", "starts", "juno", "jule", "jury"})

COUNT = {"en": 1, "et": 1, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8}
COUNT |= {"ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "tyve": 20}
_TENS = {
    "tyve": 20,
    "tredive": 30,
    "fyrre": 40,
    "halvtreds": 50,
    "tres": 60,
    "halvfjerds": 70,
    "firs": 80,
    "halvfems": 90,
}
_ONES = {word: number for word, number in COUNT.items() if number < 10 and word != "et"}  # noqa: PLR2004  figures
COUNT |= {f"{one}og{ten}": number + tens for one, number in _ONES.items() for ten, tens in _TENS.items()} | _TENS
COUNT |= {"hundrede": 100, "et hundrede": 100}
COUNT |= {"seksten": 16, "sytten": 17, "atten": 18, "nitten": 19}
_ORDINALS = "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende"
_ORDINALS += " femtende sekstende syttende attende nittende tyvende enogtyvende toogtyvende treogtyvende fireogtyvende"
_ORDINALS += " femogtyvende seksogtyvende syvogtyvende otteogtyvende niogtyvende tredivte enogtredivte"
ORDINAL = {word: index for index, word in enumerate(_ORDINALS.split(), 1)} | {"andet": 2}

UNITS = {"arbejdsdag": "workday", "hverdag": "workday", "dag": "day", "døgn": "day", "uge": "week"}
UNITS |= {"bankdag": "workday", "kalenderdag": "day", "time": "hour", "kalenderuge": "week"}
UNITS |= {"måned": "month", "kvartal": "quarter", "halvår": "half", "år": "year"}
_ENDINGS = ("", "e", "s", "er", "n", "en", "et", "r", "ne", "ene", "erne", "es", "ers", "ns", "ens", "ets", "ts")
_UNIT_WORDS: dict[str, str] = {stem + ending: unit for stem, unit in UNITS.items() for ending in _ENDINGS}

_RELATIVES = {
    "næste": 1,
    "næstkommende": 1,
    "kommende": 1,
    "den kommende": 1,
    "det kommende": 1,
    "førstkommende": 1,
    "denne": 0,
    "dette": 0,
    "indeværende": 0,
}
_RELATIVES |= {
    "i år": 0,
    "næste år": 1,
    "det nye år": 1,
    "til næste år": 1,
    "sidste år": -1,
    "i fjor": -1,
    "dette år": 0,
    "d.å": 0,
    "d.å.": 0,
}
_RELATIVES |= {"sidste": -1, "forrige": -1, "ds": 0, "dennes": 0, "d.m": 0, "samme år": 0, "kommende år": 1}

_WEEKDAYS = {
    word: index
    for index, stem in enumerate(("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"))
    for word in (stem, f"{stem}en", stem[:3], stem[:-3])
}
_SEASONS = {
    word: start
    for stem, start in (("forår", 3), ("sommer", 6), ("efterår", 9), ("vinter", 12))
    for word in (stem, f"{stem}et", f"{stem}en", f"{stem}s", f"{stem}ets", f"{stem}ens")
} | {"sommeren": 6, "vinteren": 12}
_PARTS: dict[str, Part] = {
    **dict.fromkeys(("primo", "først", "tidlige", "tidligt", "starten", "begyndelsen", "start", "prim."), "beginning"),
    **dict.fromkeys(("medio", "midt", "midten", "med."), "middle"),
    **dict.fromkeys(
        (
            "ultimo",
            "sidst",
            "sene",
            "sent",
            "slutningen",
            "udgangen",
            "afslutningen",
            "udløbet",
            "enden",
            "slut",
            "ult.",
        ),
        "end",
    ),
    **dict.fromkeys(("første halvdel", "1. halvdel"), "first half"),
    **dict.fromkeys(("anden halvdel", "2. halvdel", "sidste halvdel"), "second half"),
}


def vocabulary() -> Vocabulary:
    """The words of Danish with their numbers."""
    return Vocabulary(
        months=MonthNames(_MONTHS, SHORT, _ORDINARY, dated_length=4),
        weekdays=_WEEKDAYS,
        seasons=_SEASONS,
        numbers=number_reader(COUNT | ORDINAL),
        units=_UNIT_WORDS,
        relatives=_RELATIVES,
        days={
            "i dag": 0,
            "idag": 0,
            "i morgen": 1,
            "imorgen": 1,
            "i overmorgen": 2,
            "iovermorgen": 2,
            "i går": -1,
            "igår": -1,
            "i forgårs": -2,
            "dags dato": 0,
            "d.d.": 0,
            "i aften": 0,
            "i eftermiddag": 0,
            "i formiddag": 0,
            "iforgårs": -2,
        },
        parts=_PARTS,
    )
