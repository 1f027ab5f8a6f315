"""How English names days and spans of days."""

import re
from functools import cache

from bot.domain.due_rules import builders as build
from bot.domain.due_rules import relative
from bot.domain.due_rules.english_words import NUMBERS, vocabulary
from bot.domain.due_rules.grammar import Build, Grammar, Rule, verbose

_PIECES = {
    "END": r"(?![a-z0-9])",
    "WD": r"(?P<wd>monday|tuesday|wednesday|thursday|friday|saturday|sunday)",
    "WDP": r"(?:(?P<wd>monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mon|tues?|wed|thur?s?|fri|sat|sun)\.?,?\s+(?:the\s+)?)?",
    "D": r"(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?",
    "M": r"(?P<m>[a-z]{3,10})(?![a-z])",
    "Y": r"(?:[-.]?,?\s*(?P<y>(?:19|20)\d\d)(?!\d)|\.?,?\s+(?:of\s+)?(?P<yw>next\syear|this\syear|last\syear)<END>)",
    "N": r"(?:(?:about|approx\.?|approximately|around)\s+)?(?P<n>\d{1,4}|"
    + "|".join(sorted(NUMBERS, key=len, reverse=True))
    + ")",
    "N2": r"(?P<n2>\d{1,4}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")",
    "U": r"(?P<u>(?:working|business|work)[\s-]?days?|days?|weeks?|months?|quarters?|years?|fortnights?)<END>",
    "REL": r"(?P<rel>next|this|the\scoming|coming|the\scurrent|current|last)",
    "S": r"(?P<s>spring|summer|autumn|fall|winter)",
    "Q": r"(?:q(?P<q>[1-4])|(?P<qo>\d(?:st|nd|rd|th)|first|second|third|fourth)\s+quarter)<END>",
    "ORD": r"(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth)",
    "HAPPENING": r"(?:(?:the|our|your|their|its)\s+)?(?:next\s+)?"
    r"(?:meeting|signing|signature|receipt|approval|visit|delivery|conference|review)s?"
    r"(?:\s+(?:ceremony|process|of\s+(?:the\s+)?[^\s,.;:()!?]+))?",
    "FEAST": r"(?:christmas|easter|(?:chinese\s+)?new\s+year|spring\s+festival"
    r"|(?:the\s+)?(?:\w+\s+)?(?:holidays?|vacation|break|weekend))",
    "EVENT": r"(?:(?:the|a|an|our|your|their|its)\s+)?(?!now\b|today\b)[^\s,.;:()!?]+"
    r"(?:\s+(?:(?:of|from|by|to|with|in)\s+(?:(?:the|a|an|our|your|their)\s+)?|the\s+)(?!\d)[^\s,.;:()!?]+){0,2}",
}


def _pattern(pattern: str) -> "re.Pattern[str]":
    for _ in range(2):  # pieces may name pieces
        for name, piece in _PIECES.items():
            pattern = pattern.replace(f"<{name}>", piece)
    return verbose(pattern)


def _rule(name: str, pattern: str, make: Build, *, weak: bool = False) -> Rule:
    return Rule(name, _pattern(pattern), make, weak)


def _dates() -> list[Rule]:
    return [
        _rule("day and month", r"<WDP>(?:the\s+)?<D>\s*(?:of\s+)?<M><Y>?", build.day_month),
        _rule("month and day", r"<WDP><M>\.?\s+(?:the\s+)?<D>(?![\d:])<Y>?", build.day_month),
        _rule(
            "days of a month",
            r"(?:the\s+)?<D>\s*(?:-|to|and|until)\s*(?:the\s+)?(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?<M><Y>?",
            build.days_of_month,
        ),
        _rule(
            "days of a month",
            r"<M>\.?\s+<D>\s*(?:-|to|and|until)\s*(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?!\d)<Y>?",
            build.days_of_month,
        ),
        _rule("year-month-day", r"(?P<y>(?:19|20)\d\d)([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", build.numeric),
        _rule("day/month/year", r"(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\2(?P<y>(?:19|20)\d\d)(?!\d)", build.either_order),
        _rule("day/month", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])", build.either_order, weak=True),
        _rule("day", r"<WDP>(?:the\s+)?(?P<d>\d{1,2})(?:st|nd|rd|th)<END>(?!\s+[a-z])", relative.day_only),
        _rule(
            "day of a relative month", r"(?:the\s+)?<D>\s+(?:of\s+)?<REL>\s+month<END>", relative.day_of_relative_month
        ),
        _rule("day word", r"(?:the\s+)?(?P<dw>today|tomorrow|day\safter\stomorrow|yesterday)<END>", relative.day_word),
    ]


def _spans() -> list[Rule]:
    return [
        _rule("month", r"(?!may|march)<M><Y>?", build.month),
        _rule("month", r"(?P<m>may|march)<END><Y>", build.month),
        _rule(
            "month",
            r"(?:(?<=\bearly\s)|(?<=\bmid[\s-])|(?<=\blate\s)|(?<=\bend\sof\s))"
            r"(?P<m>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)<END>\.?",
            build.short_month,
        ),
        _rule("month", r"(?<=\bin\s)(?P<m>may|march)<END>", build.month),
        _rule("month", r"(?P<m>may|march)<END>", build.month, weak=True),
        _rule("week", r"week\s*(?:no\.?\s*)?(?P<w>\d{1,2})(?!\d)<Y>?", build.week),
        _rule("weeks", r"weeks?\s*(?P<w>\d{1,2})\s*(?:-|/|to|and)\s*(?P<w2>\d{1,2})(?!\d)<Y>?", build.weeks),
        _rule(
            "week of a day",
            r"(?:the\s+)?week\s+(?:of|beginning|commencing|starting)\s+<WDP>(?:the\s+)?<D>\s*(?:of\s+)?<M><Y>?",
            build.week_of_day,
        ),
        _rule(
            "week of a day",
            r"(?:the\s+)?week\s+(?:of|beginning|commencing|starting)\s+<WDP><M>\.?\s+<D>(?![\d:])<Y>?",
            build.week_of_day,
        ),
        _rule("week", r"(?P<y>20\d\d)-?w(?P<w>\d\d)(?!\d)", build.week),
        _rule("quarter", r"(?:the\s+)?q(?P<q>[1-4])<END>(?:\s+of)?<Y>?", build.quarter),
        _rule(
            "quarter",
            r"(?:the\s+)?(?P<q>[1-4](?:st|nd|rd|th)|first|second|third|fourth)\s+quarter<END>(?:\s+of)?<Y>?",
            build.quarter,
        ),
        _rule(
            "half-year",
            r"(?:the\s+)?(?P<h>first|second|1st|2nd)\s+half(?:\s+of)?(?:\s+the\s+year<END>|<Y>)",
            build.half,
        ),
        _rule("half-year", r"h(?P<h>[12])<END><Y>?", build.half),
        _rule(
            "season",
            r"(?:the\s+)?(?!fall)<S><END>(?!\s+(?:holiday|break|vacation|festival|school|term))(?:(?:\s+of)?<Y>(?:\s?[/-]\s?\d\d(?:\d\d)?)?)?",
            build.season,
        ),
        _rule("season", r"(?:the\s+)?(?P<s>fall)<END>(?:\s+of)?<Y>", build.season),
        _rule("season", r"(?:the|this)\s+(?P<s>fall)<END>", build.season),
        _rule("season", r"this\s+<S><END>", build.season),
        _rule("next season", r"next\s+<S><END>", relative.next_named),
        _rule("next month name", r"next\s+<M>", relative.next_named),
        _rule("year", r"(?P<y>20\d\d)(?![\d-])", build.year, weak=True),
        _rule("year", r"(?P<yw>next\syear|this\syear|last\syear)<END>", build.year),
    ]


def _relative() -> list[Rule]:
    return [
        _rule("weekday", r"(?:on\s+|(?:this|the)\s+coming\s+|coming\s+|this\s+)?<WD><END>(?!\s+\d)", relative.weekday),
        _rule("weekday of a week", r"(?:on\s+)?<WD>\s+(?:of\s+)?<REL>\s+week<END>", relative.weekday),
        _rule(
            "weekday of a week", r"(?:on\s+)?<WD>\s+(?:of|in)\s+week\s+(?P<w>\d{1,2})(?!\d)<Y>?", build.weekday_of_week
        ),
        _rule("next weekday", r"next\s+<WD><END>", relative.next_weekday),
        _rule("this or next", r"<REL>\s+(?P<u>week|month|quarter|year)<END>", relative.relative_unit),
        _rule("this", r"the\s+(?P<u>week|month|quarter|year)<END>", relative.relative_unit, weak=True),
        _rule(
            "end of this",
            r"(?:eow|(?P<u>week|month|quarter|year)[\s-]end|eo(?P<x>[mqy]))<END>",
            relative.end_of_abbreviated,
        ),
        _rule("in so long", r"in\s+<N>\s*(?:-|to|or)\s*<N2>\s+<U>", relative.after_range),
        _rule("within", r"within\s+<N>\s*(?:-|to|or)\s*<N2>\s+<U>", relative.within_range),
        _rule("in so long", r"in\s+<N>\s+<U>(?:'?\s+time<END>)?", relative.after),
        _rule("in so long", r"<N>\s+<U>\s+(?:from\s+now|from\s+today|hence)<END>", relative.after),
        _rule("within", r"(?:within|inside)\s+(?:the\s+next\s+)?<N>\s+<U>", relative.within),
        _rule("within", r"within\s+(?:the\s+next\s+)<U>", relative.within),
        _rule(
            "after an event",
            r"(?:(?:within|in|no\s+later\s+than|by)\s+)?<N>\s+<U>\s+(?:after|of|from|following)\s+<EVENT>",
            build.event,
        ),
        _rule("before an event", r"<N>\s+<U>\s+(?:before|prior\s+to|ahead\s+of)\s+<EVENT>", build.unclear),
        _rule(
            "before an event",
            r"(?:before|by|prior\s+to|ahead\s+of|at)\s+(?:the|our|your)\s+(?:next|coming|following|upcoming)\s+"
            r"(?:[a-z]+\s+)?(?:meeting|conference|visit|workshop|signing|seminar|call)<END>",
            build.event,
        ),
        _rule(
            "after an event",
            r"(?:(?:immediately|shortly|right|soon)\s+)?(?:after|upon|following)\s+<HAPPENING>",
            build.event,
            weak=True,
        ),
        _rule("week of a month", r"(?:the\s+)?(?:<ORD>|last)\s+week\s+(?:of|in)\s+<M><Y>?", build.unclear_month),
        _rule(
            "weekday of a month",
            r"(?:on\s+)?(?:the\s+)?(?:(?P<nth><ORD>)|(?P<last>last))\s+<WD>\s+(?:of|in)\s+<M><Y>?",
            build.nth_weekday,
        ),
        _rule(
            "vaguely in so long",
            r"(?:in|within)\s+(?:a\s+couple\s+of|a\s+few|some|several|the\s+coming)\s+<U>",
            build.unclear,
        ),
        _rule("named day", r"<FEAST><END>", build.unclear, weak=True),
        _rule(
            "vague",
            r"(?:soon|shortly|in\s+due\s+course|in\s+the\s+near\s+future|later|ongoing)<END>",
            build.unclear,
            weak=True,
        ),
        _rule(
            "as soon as possible",
            r"as\s+soon\s+as\s+possible|asap<END>|immediately|at\s+(?:your|the)\s+earliest\s+convenience",
            build.asap,
        ),
    ]


@cache
def grammar() -> Grammar:
    """The grammar of English, compiled on first use."""
    return Grammar(
        language="en",
        words=vocabulary(),
        rules=(*_dates(), *_spans(), *_relative()),
        spaced=True,
        label=_pattern(r"\b(?:deadline|due(?:\s+date)?|target(?:\s+date)?)\s*(?:is|[:=]|-\s)\s*"),
        nothing=_pattern(r"(?:none|n/a|-)\s*$"),
        preposition=_pattern(
            r"\b(?:on|due|until|from|to|between)\s*$|[(:]\s*$|\s-\s*$"
            r"|\b(?:\w{2,}ed|be|will|should|must|to|is|are|planned|expected|complete|ready)\b[^.;:()]*\b(?:in|during)\s*$"
        ),
        lead=_pattern(
            r"(?:(?:expected|planned|due|is|to|be|ready|done|complete|probably|around|about|approximately|approx\.?|"
            r"sometime|in|on|at|during|for)[\s:]+)*"
        ),
        skipped=_pattern(
            r"(?:every|each)\s+(?:other\s+|second\s+|\d+\s+)?[a-z]+|<WD>s<END>|since\s+(?:the\s+)?[a-z0-9]+(?:\s+\d+)?"
            r"|<N>\s+<U>\s+ago|may\s+(?:be|have|not|also|need|want|use|take|include|begin|start|send|join|come|contain)<END>"
        ),
        length=_rule("length", r"<N>\s+<U>", relative.within),
        counted_from=_rule(
            "so long after a day",
            r"(?:(?P<by>within|by|no\s+later\s+than)\s+)?<N>\s+<U>\s+(?:after|from|following|of)\s+",
            relative.after,
        ),
        beside_before=_pattern(
            r"(?:\b\d{1,2}|\b(?:days?|weeks?|months?)\s+(?:after|before|from|of|in)|\b(?:early|mid|late)\s(?:to|or))\s+(?:the\s)?$"
        ),
        beside_after=_pattern(r"\s+(?:or\s+(?:later|earlier)|week)<END>|\s*(?:-|/)\s*\d"),
        joint=_pattern(r"(?:at|on|the|in)\s+"),
        by_before=_pattern(
            r"(?:by|before|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest\s+(?:by|on)|latest\s+(?:by\s+)?|until|till|prior\s+to|within)"
            r"\s+(?:cob\s+|close\s+of\s+business\s+(?:on\s+)?)?"
        ),
        by_after=_pattern(r",?\s+at\s+the\s+(?:very\s+)?latest<END>"),
        part_before=_pattern(
            r"(?:(?:the\s+)?(?:very\s+)?(beginning|start|middle|end|close|(?:first|second)\s+half)\s+(?:of\s+)?|(mid[\s-]to[\s-]late|early[\s-]to[\s-]mid|early|mid|late|end)[\s-]\s*(?:in\s+)?)"
        ),
        range_before=_pattern(r"(?:from|between)\s+"),
        range_join=_pattern(r"\s*(?:-|/|\s(?:to|and|until|through|till|or)\s)\s*"),
        open_before=_pattern(
            r"(?:after|from|as\s+of|starting|not\s+before|no\s+earlier\s+than)\s+(?!.{1,30}?\s(?:to|until|through)\s)"
        ),
        tail=_pattern(
            r"\s+(?:morning|afternoon|evening)(?![a-z])|,?\s*(?:at\s+)?\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o'clock)|,?\s+(?:at\s+)?\d{1,2}:\d\d"
        ),
    )
