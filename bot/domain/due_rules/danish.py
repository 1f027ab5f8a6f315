"""How Danish names days and spans of days."""

import re
from functools import cache

from bot.domain.due_rules import builders as build
from bot.domain.due_rules import relative
from bot.domain.due_rules.danish_words import COUNT, ORDINAL, SHORT, UNITS, vocabulary
from bot.domain.due_rules.grammar import Build, Grammar, Rule, verbose

_PIECES = {
    "END": r"(?![a-zæøåé0-9])",
    "WD": r"(?P<wd>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)",
    "D": r"(?P<d>\d{1,2}|<ORD>)(?:\.|(?:st|nd|rd|th|ste|te|de|ende)\b|(?<=[a-z])|(?=\s))",
    "Q": r"(?P<q>\d|<ORD>)\.?",
    "H": r"(?P<h>\d|<ORD>)\.?",
    "ORD": "|".join(sorted(ORDINAL, key=len, reverse=True)),
    "M": r"(?P<m>[a-zæøå]{3,10})(?![a-zæøåé])<DOT>",
    "DOT": "(?:(?:" + "|".join(f"(?<=\\b{short})" for short in SHORT) + r")\.)?",
    "Y": r"(?:[-.]?,?\s*(?:af\s+)?(?P<y>(?:19|20)\d\d|'\d\d)(?!\d)"
    r"|\.?\s+(?P<yw>til\snæste\sår|næste\sår|dette\sår|i\sår|sidste\sår|i\sfjor|d\.å\.?)<END>)",
    "N": r"(?:(?:ca\.?|cirka|omkring)\s*)?(?P<n>\d{1,4}|" + "|".join(sorted(COUNT, key=len, reverse=True)) + ")",
    "N2": r"(?P<n2>\d{1,4}|" + "|".join(sorted(COUNT, key=len, reverse=True)) + ")",
    "U": r"(?P<u>(?:" + "|".join(UNITS) + ")(?:ers|ene|erne|es|en|et|er|ne|[esnr])?)<END>",
    "ART": r"(?:(?:den|d|dag|dags)\b\.?\s*)?",
    "WDP": r"(?:(?P<wd>mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag|man|tirs|ons|tors|fre|lør|søn)\.?,?\s+)?",
    "REL": r"(?P<rel>næste|denne|dette|indeværende|den\skommende|kommende|sidste|forrige)",
    "S": r"(?P<s>(?:forår|sommer|efterår|vinter)(?:et|en)?s?)",
    "HAPPENING": r"(?:[a-zæøå]*(?:møde|modtagels|underskriv|underskrift|godkend|vedtagels|lever"
    r"|afslutning|besøg|konference"
    r"|drøftels|høring|behandling|tilbud|svar)[a-zæøå]*)(?:\s+(?:af|fra|med|i)\s+[^\s,.;:()!?]+){0,2}",
    "GATHERING": r"(?:[a-zæøå]*(?:møde|konference|workshop|seminar|besøg|underskrivelse|godkendelse|rejse)"
    r"(?:t|et|n|en|pen)?|kursusstart|opstart(?:en)?)",
    "FEAST": r"(?:jul(?:en)?|påsken?|pinsen?|skærtorsdag|langfredag|grundlovsdag|nytår"
    r"|sankthans|(?:sommer|efterårs|vinter|jule|påske|forårs)?ferien?"
    r"|weekenden|kinesisk\s+nytår)",
    "EVENT": r"(?:(?:den|det|de|vores|deres|jeres|at|et|en)\s+)?(?!nu\b)(?:[^\s,.;:()!?]{3,}s\s+)?[^\s,.;:()!?]+"
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
            r"<WDP><ART>(?P<d>\d{1,2})([./-])\s?(?P<m>\d{1,2})(?:(?:\3|[-.\s,]\s?)(?P<y>(?:19|20)\d\d)|[-./](?P<y2>\d\d))(?!\d|[./]\d)",
            build.numeric,
        ),
        _rule("day/month", r"<WDP><ART>(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])", build.numeric, weak=True),
        _rule("day.month", r"(?<=[\s(])<WDP><ART>(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.?(?![\d.])", build.numeric, weak=True),
        _rule("day", r"<WDP>(?:den|d\.)\s*<D>(?!\s*[\w/])", relative.day_only),
        _rule(
            "day of a relative month", r"<WDP><ART><D>\s*(?P<rel>ds|dennes|d\.m)\b\.?", relative.day_of_relative_month
        ),
        _rule(
            "day of a relative month", r"<WDP><ART><D>\s*(?:i\s+)?<REL>\s+måned<END>", relative.day_of_relative_month
        ),
        _rule("day word", r"(?P<dw>i\s?dag|i\s?morgen|i\s?overmorgen|i\s?går|i\s?forgårs)<END>", relative.day_word),
    ]


def _spans() -> list[Rule]:
    return [
        _rule("month", r"<M>(?:\s+måned)?<Y>?(?!-[a-zæøå])", build.month),
        _rule("month", r"<M>(?=-[a-zæøå])", build.month, weak=True),
        _rule(
            "month",
            rf"(?:(?<=\bprimo\s)|(?<=\bmedio\s)|(?<=\bultimo\s))(?P<m>{'|'.join(SHORT)})<END>\.?",
            build.short_month,
        ),
        _rule(
            "week", r"uge(?:rne)?\.?\s*(?:nr\.?\s*)?(?P<w>\d{1,2})(?!\d|\.\d)(?:<Y>|[/-](?P<y2>20\d\d))?", build.week
        ),
        _rule(
            "weeks",
            r"uge(?:rne)?\s*(?P<w>\d{1,2})\s*(?:-|/|til|og)\s*(?:uge\s*)?(?P<w2>\d{1,2})(?!\d)<Y>?",
            build.weeks,
        ),
        _rule("week", r"(?P<y>20\d\d)-?w(?P<w>\d\d)(?!\d)", build.week),
        _rule("quarter", r"<Q>\s*(?:kvartal|kvt|kv)(?:et|s)?\b<Y>?", build.quarter),
        _rule("quarter", r"q(?P<q>[1-4])(?!\d)<Y>?", build.quarter),
        _rule("half-year", r"<H>\s*halvår(?:et)?s?<END><Y>?", build.half),
        _rule("half-year", r"h(?P<h>[12])(?!\d)<Y>", build.half),
        _rule("season", r"<S>(?:(?:\s+i)?<Y>(?:\s?[/-]\s?\d\d(?:\d\d)?)?|<END>)", build.season),
        _rule("next season", r"næste\s+<S><END>", relative.next_named),
        _rule("next month name", r"næste\s+<M><END>", relative.next_named),
        _rule("year", r"(?P<y>20\d\d)(?![\d-])(?!\s*(?:kr|m|kg|stk|ton))", build.year, weak=True),
        _rule(
            "year",
            r"(?P<yw>det\snye\sår|(?:til\s)?næste\sår|i\sår|dette\sår|indeværende\sår|sidste\sår)<END>",
            build.year,
        ),
    ]


def _relative() -> list[Rule]:
    return [
        _rule(
            "weekday",
            r"(?:på\s+|nu\s+på\s+|førstkommende\s+|kommende\s+|den\skommende\s+)?<WD><END>(?!\s+(?:den|d\.)?\s*\d)",
            relative.weekday,
        ),
        _rule("weekday of a week", r"(?:på\s+)?<WD>\s+(?:i\s+)?<REL>\s+uge<END>", relative.weekday),
        _rule("weekday of a week", r"(?:på\s+)?<WD>\s+(?:i\s+)?uge\s+(?P<w>\d{1,2})(?!\d)<Y>?", build.weekday_of_week),
        _rule("next weekday", r"(?:på\s+)?næste\s+<WD><END>", relative.next_weekday),
        _rule("this or next", r"<REL>\s+(?P<u>uge|måned|kvartal|halvår|år)<END>", relative.relative_unit),
        _rule("this", r"(?P<u>ugen|måneden|kvartalet|halvåret|året)<END>", relative.relative_unit, weak=True),
        _rule(
            "end of this",
            r"(?P<u>ugens|månedens|kvartalets|halvårets|årets)\s+(?:udgang|udløb|slutning|afslutning)<END>",
            relative.end_of_unit,
        ),
        _rule("turn of the year", r"årsskiftet(?:\s+\d{4}\s?[/-]\s?\d{2,4})?<END>", build.end_of_year),
        _rule("in so long", r"(?:først\s+|allerede\s+)?om\s+<N>\s+<U>", relative.after),
        _rule("in so long", r"om\s+et\s+(?P<half>halvt)\s+<U>", relative.after),
        _rule(
            "within",
            r"(?:inden\s+for|indenfor|inden|senest|i\s+løbet\s+af|senest\s+om|senest\s+inden\s+for)\s+(?:de\s+|den\s+)?(?:næste\s+|kommende\s+|første\s+)?<N>\s+<U>",
            relative.within,
        ),
        _rule("within", r"(?:inden\s+for|indenfor|inden|senest)\s+(?:et\s+)?(?P<half>halvt)\s+<U>", relative.within),
        _rule(
            "within",
            r"(?:inden\s+for|indenfor|i\s+løbet\s+af)\s+(?:den|det)\s+(?:næste|kommende)\s+<U>",
            relative.within,
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
            "before an event",
            r"(?:senest|inden|før|forud\s+for)\s+(?:ved\s+|til\s+)?(?:(?:det|den|vores)\s+)?"
            r"(?:(?:næste|kommende|førstkommende)\s+)?<GATHERING><END>",
            build.event,
        ),
        _rule(
            "after an event",
            r"når\s+(?:(?:der|den|det|de|vi|alle)\s+)?(?:[a-zæøå]+\s+){1,3}?(?:er|har|foreligger)\s+(?:blevet\s+)?"
            r"(?:underskrevet|modtaget|godkendt|afsluttet|klar|færdige?|vedtaget|indgået|leveret|afholdt)<END>",
            build.event,
        ),
        _rule("after an event", r"(?:(?:umiddelbart|straks|lige|kort)\s+)?efter\s+<HAPPENING>", build.event, weak=True),
        _rule(
            "week of a month",
            r"(?:i\s+)?(?:den\s+)?(?:<ORD>|sidste|\d\.)\s+uge\s+(?:af|i)\s+<M><Y>?",
            build.unclear_month,
        ),
        _rule(
            "weekday of a month",
            r"(?:den\s+)?(?:(?P<nth><ORD>|\d\.)|(?P<last>sidste))\s+<WD>\s+i\s+<M><Y>?",
            build.nth_weekday,
        ),
        _rule("in so long", r"<N>\s+<U>\s+fra\s+nu<END>", relative.after),
        _rule("in so long", r"om\s+<N>\s*(?:-|til|eller)\s*<N2>\s+<U>", relative.after_range),
        _rule(
            "within",
            r"(?:inden\s+for|indenfor|inden|senest\s+om|i\s+løbet\s+af)\s+<N>\s*(?:-|til|eller)\s*<N2>\s+<U>",
            relative.within_range,
        ),
        _rule("vaguely in so long", r"(?:om|inden\s+for|i\s+løbet\s+af)\s+halvand(?:en|et)\s+<U>", build.unclear),
        _rule(
            "vaguely in so long",
            r"(?:om|inden\s+for|i\s+løbet\s+af)\s+(?:et\s+par|nogle|få|flere)\s+<U>",
            build.unclear,
        ),
        _rule("named day", r"<FEAST><END>", build.unclear, weak=True),
        _rule(
            "vague",
            r"(?:snart|snarligt|i\s+nær\s+fremtid|inden\s+længe|på\s+sigt|løbende|senere|efter\s+aftale)<END>",
            build.unclear,
            weak=True,
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
    return Grammar(
        language="da",
        words=vocabulary(),
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
        length=_rule("length", r"<N>\s+<U>", relative.within),
        counted_from=_rule(
            "so long after a day",
            r"(?:(?P<by>senest|inden\s+for|indenfor|inden)\s+)?<N>\s+<U>\s+(?:efter|fra)\s+",
            relative.after,
        ),
        beside_before=_pattern(
            r"(?:\b\d\.?\s+(?:og|eller|til)|\b\d{1,2}\.?|\b(?:arbejdsdage?|hverdage?|dage?n?|uger?|måned(?:er)?)\s+(?:efter|før|fra|i|af)|\btidligere\send)\s+(?:den\s|d\.\s?)?$"
        ),
        beside_after=_pattern(r"\s+(?:eller\s+(?:senere|før|tidligere)|kvartal|uge)<END>|\s*(?:[-/]|til)\s*\d"),
        joint=_pattern(r"(?:den|i|ved|til|pr\.?|med|med\s+udgangen\s+af|om)\s+"),
        by_before=_pattern(
            r"(?:allerede\s+)?(?:senest|inden(?!\s+for\b)|før|forinden|ikke\s+senere\s+end|til\s+og\s+med|t\.o\.m\.|indtil|frem\s+til|inden\s+for)"
            r"\s+"
        ),
        by_after=_pattern(r"\s+(?:som\s+det\s+)?(?:senest|seneste)<END>(?!\s+\d)"),
        part_before=_pattern(
            r"(?:ved\s+)?(?:(primo|medio|ultimo)|(starten|begyndelsen|midten|slutningen|udgangen|afslutningen|udløbet|enden|(?:første|anden|sidste|1\.|2\.)\s+halvdel)\s+af"
            r"|(start|slut)(?=\s)|(først|sidst|tidligt|sent|midt)\s+(?:i|på)|(?:det\s+|den\s+)?(tidlige|sene))\s+(?:den\s+)?"
        ),
        range_before=_pattern(r"(?:fra(?:\s+og\s+med)?|mellem|i\s+perioden(?:\s+fra)?|i\s+dagene)\s+"),
        range_join=_pattern(r"\s*(?:-|/|\s(?:til\s+og\s+med|til|og|eller)\s)\s*"),
        open_before=_pattern(
            r"(?:(?:efter|fra(?:\s+og\s+med)?|tidligst|ikke\s+før|først\s+efter|ikke\s+inden)\s+)(?:i\s+)?(?!.{1,30}?\s(?:til|og)\s)"
        ),
        tail=_pattern(
            r"\s+(?:formiddag|eftermiddag|middag|aften)(?![a-zæøå])|,?\s*(?:kl\.?|klokken)\s*\d{1,2}(?:[.:]\d\d)?(?:\s*-\s*\d{1,2}(?:[.:]\d\d)?)?"
        ),
    )
