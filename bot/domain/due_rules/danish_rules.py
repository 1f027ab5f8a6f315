"""How Danish names days, weeks, months and years."""

from bot.domain.due_rules import days, lengths, relative, said, stretches, weekdays
from bot.domain.due_rules.danish_pieces import PIECES
from bot.domain.due_rules.danish_words import SHORT
from bot.domain.due_rules.grammar import Rule, any_of

_rule = PIECES.rule


def dates() -> list[Rule]:
    """Rules for days with their figures or a word of their own."""
    return [
        _rule("day and month", r"<WDP><ART><D>\s*<M><YD>?", days.day_month),
        _rule(
            "days of a month",
            r"<WDP><ART><D>\s*(?:-|til|(?P<listed>og|eller|/))\s*<ART>(?P<d2>\d{1,2})\.?\s*<M><YD>?",
            days.days_of_month,
        ),
        _rule(
            "days of a month",
            r"<ART>(?P<days>\d{1,2}\.?(?:,\s*\d{1,2}\.?){1,9}\s*(?:og|eller)\s*\d{1,2})\.?\s*<M><YD>?",
            days.listed_days,
        ),
        _rule("year-month-day", r"(?P<y>(?:19|2[01])\d\d)([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", days.numeric),
        _rule("yearmonthday", r"(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)", days.numeric, weak=True),
        _rule(
            "day/month year",
            r"<WDP><ART>(?P<d>\d{1,2})([./-])\s?(?P<m>\d{1,2})"
            r"(?:(?:\3|[-.\s,]\s?)(?P<y>(?:19|2[01])\d\d)|[-./](?P<y2>\d\d))(?!\d|[./]\d)",
            days.numeric,
        ),
        _rule("day/month", r"<WDP><ART>(?P<d>\d{1,2})/(?P<m>\d{1,2})(?![\d/])", days.numeric, weak=True),
        _rule(
            "day/month",
            r"<WDP><ART>(?P<d>\d{1,2})/(?P<m>\d{1,2})\s+(?P<yy>\d\d)(?=\s*(?:$|[,;)!?]|\.(?!\d)))",
            days.numeric,
        ),
        _rule("day.month", r"(?<=[\s(])<WDP><ART>(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.?(?![\d.])", days.numeric, weak=True),
        _rule(
            "day.month",
            r"(?<![\s\S])<WDP><ART>(?P<d>\d{1,2})\.(?P<m>0[1-9]|1[0-2])\.?(?![\d.])",
            days.numeric,
            weak=True,
        ),
        _rule("day", r"<WDP>(?:den|d\.)\s*<D>(?!\s*[\w/])", days.day_only),
        _rule("day", r"(?:den|d\.)\s*<D>(?=\s+kl\.?\s)", days.day_only),
        _rule(
            "day of a relative month",
            r"<WDP><ART><D>\s*(?P<rel>ds|dennes|d\.m)\b\.?",
            days.day_of_relative_month,
        ),
        _rule("day of a relative month", r"<WDP><ART><D>\s*(?:i\s+)?<REL>\s+måned<END>", days.day_of_relative_month),
        _rule(
            "day word",
            r"(?P<dw>i\s?dag|dags\sdato|d\.d\.|i\s?morgen|i\s?overmorgen|i\s?går|i\s?forgårs|i\s?aften|i\s?eftermiddag|i\s?formiddag)<END>",
            relative.day_word,
        ),
    ]


def spans() -> list[Rule]:
    """Rules for weeks, months, quarters, halves, seasons and years."""
    return [
        _rule("month", r"<M>(?:\s+måned)?<Y>?(?!-[a-zæøå])", stretches.month),
        _rule("month", r"<M>(?=-[a-zæøå])", stretches.month, weak=True),
        _rule(
            "month",
            rf"(?:(?<=\bprimo\s)|(?<=\bmedio\s)|(?<=\bultimo\s))(?P<m>{any_of(SHORT)})<END>\.?",
            stretches.short_month,
        ),
        _rule(
            "week",
            r"uge(?:rne)?\.?\s*(?:nr\.?\s*)?(?P<w>\d{1,2})(?!\d|\.\d)(?:<Y>"
            r"|[/-](?P<y2>20\d\d))?",
            stretches.week,
        ),
        _rule(
            "weeks",
            r"uge(?:rne)?\s*(?P<w>\d{1,2})\s*(?:-|til|(?P<listed>/|og|eller))\s*(?:uge\s*)?(?P<w2>\d{1,2})(?!\d)<Y>?",
            stretches.weeks,
        ),
        _rule(
            "weeks",
            r"uge(?:rne)?\s*(?P<days>\d{1,2}(?:,\s*\d{1,2}){1,9}\s*(?:og|eller)\s*\d{1,2})(?![\d.])<Y>?",
            stretches.listed_weeks,
        ),
        _rule("week", r"(?P<y>20\d\d)-?w(?P<w>\d\d)(?!\d)", stretches.week),
        _rule("week", r"w(?P<w>\d\d)(?![\d.])<Y>?", stretches.week, weak=True),
        _rule(
            "week of a day",
            r"ugen\s+(?:(?:der|som)\s+)?(?:starter|begynder|slutter|omkring|med|fra|op\s+til)\s+<ART><D>\s*<M><YD>?",
            days.week_of_day,
        ),
        _rule("quarter", r"<Q>\s*(?:kvartal|kvt|kv)(?:et|s)?\b\.?<Y>?", stretches.quarter),
        _rule("quarter", r"q(?P<q>[1-4])(?!\d)<Y>?", stretches.quarter),
        _rule(
            "quarters",
            r"<Q>\s*(?:-|til|(?P<listed>og|eller|/))\s*(?P<q2>\d)\.?\s*(?:kvartal|kvt|kv)(?:et|s)?\b\.?<Y>?",
            stretches.quarters,
        ),
        _rule("half-year", r"<H>\s*halvår(?:et)?s?<END><Y>?", stretches.half),
        _rule("half-year", r"h(?P<h>[12])(?!\d)<Y>", stretches.half),
        _rule("season", r"<S>(?:<Y>|<END>)", stretches.season),
        _rule("winter", r"<S>\s*(?P<y>(?:19|2[01])\d\d)\s?[/-]\s?(?P<to>\d\d(?:\d\d)?)(?!\d)", stretches.winter),
        _rule("next season", r"næste\s+<S><END>", relative.next_named),
        _rule("coming season", r"(?:den\s+|det\s+)?kommende\s+<S><END>", relative.coming_named),
        _rule("next month name", r"næste\s+<M><END>", relative.next_named),
        _rule("year", r"(?P<y>(?:19|2[01])\d\d)(?![\d-])(?!\s*(?:kr|m|kg|stk|ton))", stretches.year, weak=True),
        _rule(
            "years",
            r"(?P<y>(?:19|2[01])\d\d)\s?(?:-|/|\stil\s|\sog\s)\s?(?P<to>(?:19|2[01])\d\d|1[3-9]|[2-9]\d)(?![\d-])",
            stretches.years,
            weak=True,
        ),
        _rule(
            "year",
            r"(?P<yw>det\snye\sår|(?:til\s)?næste\sår|i\sår|dette\sår|indeværende\sår|sidste\sår)<END>",
            stretches.year,
        ),
    ]


_OF_WEEK = r"(?:uge\s+(?P<w>\d{1,2})(?!\d)<Y>?|<REL>\s+uge<END>)"


def relatives() -> list[Rule]:
    """Rules for what is counted from the reference day."""
    return [
        _rule(
            "weekday",
            r"(?:på\s+|nu\s+på\s+|førstkommende\s+|kommende\s+|den\skommende\s+)?<WD><END>(?!\s+(?:den|d\.)?\s*\d(?!\d?[:.]\d\d))",
            weekdays.weekday,
        ),
        _rule("weekday of a week", r"(?:på\s+)?<WD>\s+(?:i\s+)?<REL>\s+uge<END>", weekdays.weekday),
        _rule("weekday of a week", r"<REL>\s+uge,?\s+(?:på\s+)?<WD><END>", weekdays.weekday),
        _rule("weekday of a week", rf"(?:på\s+)?<WD>,?\s+(?:i\s+)?{_OF_WEEK}", weekdays.weekday_of_week),
        _rule("weekday of a week", r"uge\s+(?P<w>\d{1,2})(?!\d)<Y>?,?\s+(?:på\s+)?<WD><END>", weekdays.weekday_of_week),
        _rule("weekdays", rf"<WD>\s*(?:-|til|og|eller)\s*<WD2>\s+(?:i\s+)?{_OF_WEEK}", weekdays.weekdays_of_week),
        _rule("next weekday", r"(?:på\s+)?næste\s+<WD><END>", weekdays.next_weekday),
        _rule("weekend", r"weekenden<END>|(?P<rel>denne)\s+weekend<END>", weekdays.weekend),
        _rule(
            "weekend",
            r"weekenden\s+i\s+(?:uge\s+(?P<w>\d{1,2})(?!\d)<Y>?"
            r"|<REL>\s+uge<END>)",
            weekdays.weekend_of_week,
        ),
        _rule("this or next", r"<REL>\s+(?P<u>uge|måned|kvartal|halvår|år)<END>", relative.relative_unit),
        _rule("this", r"(?P<u>ugen|måneden|kvartalet|halvåret|året)<END>", relative.relative_unit, weak=True),
        _rule(
            "end of this",
            r"(?P<u>ugens|månedens|kvartalets|halvårets|årets)\s+(?:udgang|udløb|slutning|afslutning)<END>",
            relative.end_of_unit,
        ),
        _rule("turn of the year", r"årsskiftet(?:\s+(?P<y>\d{4})\s?[/-]\s?\d{2,4})?<END>", days.end_of_year),
        _rule(
            "day of a month",
            r"(?:den\s+)?(?:(?P<nth><ORD>|\d\.)|(?P<last>sidste))\s+(?P<u>dag|arbejdsdag|hverdag)\s+"
            r"(?:i\s+|af\s+)?(?:(?P<rel>denne|næste|indeværende)\s+måned<END>|(?P<this>måneden)<END>|<M><Y>?)",
            weekdays.nth_day,
        ),
        _rule(
            "weekday of a month",
            r"(?:den\s+)?(?:(?P<nth><ORD>|\d\.)|(?P<last>sidste))\s+<WD>\s+i\s+<M><Y>?",
            weekdays.nth_weekday,
        ),
        _rule(
            "week of a month",
            r"(?:i\s+)?(?:den\s+)?(?:<ORD>|sidste|\d\.)\s+uge\s+(?:af|i)\s+<M><Y>?",
            stretches.unclear_month,
        ),
    ]


def from_now() -> list[Rule]:
    """Rules for lengths of time from now."""
    return [
        _rule("in so long", r"(?:først\s+|allerede\s+)?om\s+<LENGTH>", lengths.after),
        _rule("in so long", r"<N>\s+<U>\s+fra\s+nu<END>", lengths.after),
        _rule("in so long", r"i\s?dag\s+om\s+<LENGTH>", lengths.after),
        _rule(
            "within",
            r"(?:inden\s+for|indenfor|inden|senest(?:\s+om|\s+inden\s+for)?|i\s+løbet\s+af|højst\s+om)\s+"
            r"(?:de\s+|den\s+)?(?:næste\s+|kommende\s+|første\s+)?<LENGTH>",
            lengths.within,
        ),
        _rule(
            "within",
            r"(?:inden\s+for|indenfor|i\s+løbet\s+af)\s+(?:den|det)\s+(?:næste|kommende)\s+<U>",
            lengths.within,
        ),
        _rule("vaguely in so long", r"(?:om|inden\s+for|i\s+løbet\s+af)\s+halvand(?:en|et)\s+<U>", said.unclear),
        _rule(
            "vaguely in so long",
            r"(?:om|inden\s+for|i\s+løbet\s+af)\s+(?:et\s+par|nogle|få|flere|de\s+(?:næste|kommende)\s+par|ganske\s+få|de\s+kommende|de\s+næste|de\s+nærmeste|den\s+nærmeste)\s+<U>",
            said.unclear,
        ),
        _rule("named day", r"<FEAST><END>", said.unclear, weak=True),
        _rule(
            "vague",
            r"(?:snart|snarligt|i\s+(?:en\s+)?nær\s+fremtid|inden\s+(?:så\s+)?længe|på\s+sigt|på\s+længere\s+sigt|løbende|senere"
            r"|efter\s+(?:nærmere\s+)?aftale|ved\s+lejlighed)<END>",
            said.unclear,
            weak=True,
        ),
        _rule("as soon as possible", r"haster(?:\s+meget)?<END>", said.asap, weak=True),
        _rule(
            "as soon as possible",
            r"(?:hurtigst|snarest)\s*(?:muligt)?<END>|så\s+(?:snart|hurtigt|tidligt)\s+som\s+(?:(?:overhovedet\s+)?muligt|vi\s+kan)|asap<END>"
            r"|straks<END>|med\s+det\s+samme|omgående<END>|nu<END>(?!\S)",
            said.asap,
        ),
    ]
