"""How Danish names days and spans of days."""

import re
from functools import cache

from bot.domain.due_rules import builders as build
from bot.domain.due_rules.grammar import Build, Grammar, Rule, Vocabulary, verbose
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
_SHORT = {"jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9}
_SHORT |= {"okt": 10, "nov": 11, "dec": 12, "march": 3, "june": 6, "july": 7, "mai": 5}
_ORDINARY = frozenset({"marks", "parts", "mats", "marta", "maria", "marie", "mart", "starts", "juno"})

_COUNT = {"en": 1, "et": 1, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7, "otte": 8}
_COUNT |= {"ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15, "tyve": 20}
_COUNT |= {"seksten": 16, "sytten": 17, "atten": 18, "nitten": 19, "tredive": 30, "halvfems": 90, "tres": 60}
_ORDINALS = "første anden tredje fjerde femte sjette syvende ottende niende tiende ellevte tolvte trettende fjortende"
_ORDINALS += " femtende sekstende syttende attende nittende tyvende enogtyvende toogtyvende treogtyvende fireogtyvende"
_ORDINALS += " femogtyvende seksogtyvende syvogtyvende otteogtyvende niogtyvende tredivte enogtredivte"
_ORDINAL = {word: index for index, word in enumerate(_ORDINALS.split(), 1)} | {"andet": 2}

_UNITS = {"arbejdsdag": "workday", "hverdag": "workday", "dag": "day", "døgn": "day", "uge": "week"}
_UNITS |= {"måned": "month", "kvartal": "quarter", "halvår": "half", "år": "year"}
_ENDINGS = ("", "e", "s", "er", "n", "en", "et", "r", "ne", "ene", "erne", "es", "ers", "ens", "ets", "ts")
_UNIT_WORDS: dict[str, str] = {stem + ending: unit for stem, unit in _UNITS.items() for ending in _ENDINGS}

_RELATIVES = {
    "næste": 1,
    "kommende": 1,
    "den kommende": 1,
    "førstkommende": 1,
    "denne": 0,
    "dette": 0,
    "indeværende": 0,
}
_RELATIVES |= {"i år": 0, "næste år": 1, "til næste år": 1, "sidste år": -1, "i fjor": -1, "dette år": 0, "d.å": 0}
_RELATIVES |= {"sidste": -1, "forrige": -1, "ds": 0, "dennes": 0, "d.m": 0, "samme år": 0, "kommende år": 1}

_WEEKDAYS = {
    word: index
    for index, stem in enumerate(("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"))
    for word in (stem, f"{stem}en", stem[:3])
}
_SEASONS = {
    word: start
    for stem, start in (("forår", 3), ("sommer", 6), ("efterår", 9), ("vinter", 12))
    for word in (stem, f"{stem}et", f"{stem}en", f"{stem}s", f"{stem}ets", f"{stem}ens")
} | {"sommeren": 6, "vinteren": 12}
_PARTS = {"primo": 0, "medio": 1, "ultimo": 2, "først": 0, "tidligt": 0, "midt": 1, "sidst": 2, "sent": 2}
_PARTS |= {"starten": 0, "begyndelsen": 0, "midten": 1, "slutningen": 2, "udgangen": 2, "afslutningen": 2}
_PARTS |= {"udløbet": 2, "enden": 2, "start": 0, "slut": 2}

_PIECES = {
    "END": r"(?![a-zæøåé0-9])",
    "WD": r"(?P<wd>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)",
    "D": r"(?P<d>\d{1,2}|<ORD>)(?:\.|(?:st|nd|rd|th|ste|te|de|ende)\b|(?<=[a-z])|(?=\s))",
    "Q": r"(?P<q>\d|<ORD>)\.?",
    "H": r"(?P<h>\d|<ORD>)\.?",
    "ORD": "|".join(sorted(_ORDINAL, key=len, reverse=True)),
    "M": r"(?P<m>[a-zæøå]{3,10})(?![a-zæøåé])<DOT>",
    "DOT": "(?:(?:" + "|".join(f"(?<=\\b{short})" for short in _SHORT) + r")\.)?",
    "Y": r"(?:\.?,?\s*(?P<y>(?:19|20)\d\d|'\d\d)(?!\d)|\.?\s+(?P<yw>til\snæste\sår|næste\sår|dette\sår|i\sår|sidste\sår|i\sfjor|d\.å)<END>)",
    "N": r"(?P<n>\d{1,4}|" + "|".join(sorted(_COUNT, key=len, reverse=True)) + ")",
    "U": r"(?P<u>(?:" + "|".join(_UNITS) + ")(?:ers|ene|erne|es|en|et|er|ne|[esnr])?)<END>",
    "ART": r"(?:(?:den|d|dag|dags)\b\.?\s*)?",
    "WDP": r"(?:(?P<wd>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirs|ons|tors|fre|lør|søn)\.?,?\s+)?",
    "REL": r"(?P<rel>næste|denne|dette|indeværende|den\skommende|kommende|sidste|forrige)",
    "S": r"(?P<s>(?:forår|sommer|efterår|vinter)(?:et|en)?s?)",
    "EVENT": r"(?:(?:den|det|de|vores|deres|jeres|at|et|en)\s+)?[^\s,.;:()!?]+"
    r"(?:\s+(?:af|fra|til|med|hos|på|i)\s+(?:(?:den|det|de|en|et)\s+)?(?!\d)[^\s,.;:()!?]+){0,2}",
}


def _pattern(pattern: str) -> "re.Pattern[str]":
    for _ in range(4):  # pieces may name pieces
        for name, piece in _PIECES.items():
            pattern = pattern.replace(f"<{name}>", piece)
    return verbose(pattern)


def _rule(name: str, pattern: str, make: Build, *, weak: bool = False) -> Rule:
    return Rule(name, _pattern(pattern), make, weak)


def _dates() -> list[Rule]:
    return [
        _rule("day and month", r"<WDP><ART><D>\s*<M><Y>?", build.day_month),
        _rule(
            "days of a month",
            r"<WDP><ART><D>\s*(?:-|til|og|/)\s*<ART>(?P<d2>\d{1,2})\.?\s*<M><Y>?",
            build.days_of_month,
        ),
        _rule("year-month-day", r"(?P<y>(?:19|20)\d\d)([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", build.numeric),
        _rule(
            "day/month year",
            r"<WDP><ART>(?P<d>\d{1,2})([./-])\s?(?P<m>\d{1,2})(?:(?:\3|[-.\s,]\s?)(?P<y>(?:19|20)\d\d)|[-./](?P<y2>\d\d))(?![\d./])",
            build.numeric,
        ),
        _rule("day/month", r"<WDP><ART>(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])", build.numeric, weak=True),
        _rule("day.month", r"(?<=[\s(])<WDP><ART>(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.?(?![\d.])", build.numeric, weak=True),
        _rule("day", r"<WDP>(?:den|d\.)\s*<D>(?!\s*[\w/])", build.day_only),
        _rule("day of a relative month", r"<WDP><ART><D>\s*(?P<rel>ds|dennes|d\.m)\b\.?", build.day_of_relative_month),
        _rule("day of a relative month", r"<WDP><ART><D>\s*(?:i\s+)?<REL>\s+måned<END>", build.day_of_relative_month),
        _rule("day word", r"(?P<dw>i\s?dag|i\s?morgen|i\s?overmorgen|i\s?går|i\s?forgårs)<END>", build.day_word),
    ]


def _spans() -> list[Rule]:
    return [
        _rule("month", r"<M>(?:\s+måned)?<Y>?(?!-[a-zæøå])", build.month),
        _rule("month", r"<M>(?=-[a-zæøå])", build.month, weak=True),
        _rule(
            "week", r"uge(?:rne)?\.?\s*(?:nr\.?\s*)?(?P<w>\d{1,2})(?!\d|\.\d)(?:<Y>|[/-](?P<y2>20\d\d))?", build.week
        ),
        _rule("weeks", r"uge(?:rne)?\s*(?P<w>\d{1,2})\s*(?:-|/|til|og)\s*(?:uge\s*)?(?P<w2>\d{1,2})(?!\d)<Y>?", build.weeks),
        _rule("week", r"(?P<y>20\d\d)-?w(?P<w>\d\d)(?!\d)", build.week),
        _rule("quarter", r"<Q>\s*(?:kvartal|kvt|kv)(?:et|s)?\b<Y>?", build.quarter),
        _rule("quarter", r"q(?P<q>[1-4])(?!\d)<Y>?", build.quarter),
        _rule("half-year", r"<H>\s*halvår(?:et)?s?<END><Y>?", build.half),
        _rule("half-year", r"h(?P<h>[12])(?!\d)<Y>", build.half),
        _rule("season", r"<S>(?:(?:\s+i)?<Y>(?:\s?[/-]\s?\d\d(?:\d\d)?)?|<END>)", build.season),
        _rule("next season", r"næste\s+<S><END>", build.next_named),
        _rule("next month name", r"næste\s+<M><END>", build.next_named),
        _rule("year", r"(?P<y>20\d\d)(?![\d-])(?!\s*(?:kr|m|kg|stk|ton))", build.year, weak=True),
        _rule("year", r"(?P<yw>(?:til\s)?næste\sår|i\sår|dette\sår|indeværende\sår|sidste\sår)<END>", build.year),
    ]


def _relative() -> list[Rule]:
    return [
        _rule(
            "weekday",
            r"(?:på\s+|nu\s+på\s+|førstkommende\s+|kommende\s+|den\skommende\s+)?<WD><END>(?!\s+(?:den|d\.)?\s*\d)",
            build.weekday,
        ),
        _rule("weekday of a week", r"(?:på\s+)?<WD>\s+(?:i\s+)?<REL>\s+uge<END>", build.weekday),
        _rule("weekday of a week", r"(?:på\s+)?<WD>\s+(?:i\s+)?uge\s+(?P<w>\d{1,2})(?!\d)<Y>?", build.weekday_of_week),
        _rule("next weekday", r"(?:på\s+)?næste\s+<WD><END>", build.next_weekday),
        _rule("this or next", r"(?:i\s+)?<REL>\s+(?P<u>uge|måned|kvartal|halvår|år)<END>", build.relative_unit),
        _rule("this", r"(?P<u>ugen|måneden|kvartalet|halvåret|året)<END>", build.relative_unit, weak=True),
        _rule(
            "end of this",
            r"(?P<u>ugens|månedens|kvartalets|halvårets|årets)\s+(?:udgang|udløb|slutning|afslutning)<END>",
            build.end_of_unit,
        ),
        _rule("turn of the year", r"årsskiftet(?:\s+\d{4}\s?[/-]\s?\d{2,4})?<END>", build.end_of_year),
        _rule("in so long", r"(?:først\s+|allerede\s+)?om\s+<N>\s+<U>", build.after),
        _rule("in so long", r"om\s+et\s+(?P<half>halvt)\s+<U>", build.after),
        _rule(
            "within",
            r"(?:inden\s+for|indenfor|inden|senest|i\s+løbet\s+af|senest\s+om|senest\s+inden\s+for)\s+(?:de\s+|den\s+)?(?:næste\s+|kommende\s+|første\s+)?<N>\s+<U>",
            build.within,
        ),
        _rule("within", r"(?:inden\s+for|indenfor|inden|senest)\s+(?:et\s+)?(?P<half>halvt)\s+<U>", build.within),
        _rule(
            "within",
            r"(?:inden\s+for|indenfor|i\s+løbet\s+af)\s+(?:den\s+|det\s+)?(?:næste|kommende)\s+<U>",
            build.within,
        ),
        _rule(
            "after an event",
            r"(?:(?:senest|inden\s+for|indenfor|inden|om)\s+)?<N>\s+<U>\s+(?:efter|fra|regnet\s+fra)\s+<EVENT>",
            build.event,
        ),
        _rule(
            "before an event", r"(?:(?:senest|inden)\s+)?<N>\s+<U>\s+(?:før|inden|forud\s+for)\s+<EVENT>", build.unclear
        ),
        _rule(
            "as soon as possible",
            r"(?:hurtigst|snarest)\s*(?:muligt)?<END>|så\s+(?:snart|hurtigt)\s+som\s+muligt|asap<END>|straks<END>|med\s+det\s+samme|omgående<END>|nu<END>(?!\S)",
            build.asap,
        ),
    ]


@cache
def grammar() -> Grammar:
    """The grammar of Danish, compiled on first use."""
    words = Vocabulary(
        months=MonthNames(_MONTHS, _SHORT, _ORDINARY),
        weekdays=_WEEKDAYS,
        seasons=_SEASONS,
        numbers=number_reader(_COUNT | _ORDINAL),
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
            "iforgårs": -2,
        },
        parts=_PARTS,
    )
    return Grammar(
        language="da",
        words=words,
        rules=(*_dates(), *_spans(), *_relative()),
        spaced=True,
        label=_pattern(
            r"\b(?:\w*frist(?:en)?|deadline|forfald(?:er|sdato|sdag)?|tidspunkt|termin|due)\s*(?:er|[:=]|-\s)\s*"
        ),
        nothing=_pattern(r"(?:ingen|intet|-)\s*$"),
        preposition=_pattern(
            r"\b(?:den|d\.|til|pr\.?|frist|deadline|dato)\s*$|[(:]\s*$|\s-\s*$"
            r"|\b(?:\w{3,}es|skal|vil|bør|sker|\w+et|færdig\w*|klar)\b[^.;:()]*\bi\s*$"
        ),
        lead=_pattern(
            r"(?:(?:forventes|ventes|forventeligt|forventet|planlagt|planlægges|afleveres|leveres|færdig|klar|sker|engang|"
            r"i|den|d\.|til|pr\.?|på|ca\.?|cirka|omkring|formentlig|helst|gerne)[\s:]+)*"
        ),
        skipped=_pattern(
            r"hver(?:t)?<END>\s+(?:(?:anden|andet|tredje|fjerde|\d+\.)\s+)?(?:[a-zæøå]+)(?:\s+i\s+[a-zæøå]+)?"
            r"|(?:(?:den\s+)?<ORD>\s+)?<WD>\s+i\s+(?:hver|måneden)\b|om\s+(?:mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)en<END>"
            r"|i\s+(?:mandags|tirsdags|onsdags|torsdags|fredags|lørdags|søndags)<END>"
            r"|siden\s+(?:den\s+)?(?:\d+\.\s*)?[a-zæøå]+(?:\s+(?:19|20)\d\d)?"
        ),
        length=_rule("length", r"(?:ca\.\s*)?<N>\s+<U>", build.within),
        joint=_pattern(r"(?:i|ved|til|pr\.?|med|med\s+udgangen\s+af|om)\s+"),
        by_before=_pattern(
            r"(?:allerede\s+)?(?:senest|inden(?!\s+for\b)|før|forinden|ikke\s+senere\s+end|til\s+og\s+med|t\.o\.m\.|indtil|frem\s+til|inden\s+for)"
            r"\s+"
        ),
        by_after=_pattern(r"\s+(?:som\s+det\s+)?(?:senest|seneste)<END>(?!\s+\d)"),
        part_before=_pattern(
            r"(?:(?:i|ved|på)\s+)?(?:(primo|medio|ultimo)|(starten|begyndelsen|midten|slutningen|udgangen|afslutningen|udløbet|enden)\s+af"
            r"|(start|slut)(?=\s)|(først|sidst|tidligt|sent|midt)\s+(?:i|på))\s+(?:den\s+)?"
        ),
        range_before=_pattern(r"(?:fra(?:\s+og\s+med)?|mellem|i\s+perioden(?:\s+fra)?|i\s+dagene)\s+"),
        range_join=_pattern(r"\s*(?:-|/|\s(?:til\s+og\s+med|til|og|eller)\s)\s*"),
        open_before=_pattern(
            r"(?:(?:efter|fra(?:\s+og\s+med)?|tidligst|ikke\s+før|først\s+efter|ikke\s+inden)\s+)(?:i\s+)?(?!.{1,30}?\s(?:til|og)\s)"
        ),
        tail=_pattern(r",?\s*(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*-\s*\d{1,2}(?:[.:]\d\d)?)?"),
    )
