"""How English names days and spans of days."""

from functools import cache

from bot.domain.due_rules import lengths
from bot.domain.due_rules.english_events import waiting
from bot.domain.due_rules.english_pieces import PIECES
from bot.domain.due_rules.english_rules import dates, from_now, relatives, spans
from bot.domain.due_rules.english_words import vocabulary
from bot.domain.due_rules.grammar import Grammar

_pattern, _rule = PIECES.pattern, PIECES.rule

_CLOSE = (
    r"(?:cob|eod|close\s+of\s+(?:business|play)|end\s+of\s+(?:business|day|the\s+day)|(?:12\s+)?noon|midday"
    r"|midnight|\d{1,2}(?:[:.]\d\d)?\s*(?:am|pm)?)"
)


_MONTH = r"(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"  # "2016, by 27 January" names no hour


@cache
def grammar() -> Grammar:
    """The grammar of English, compiled on first use."""
    return Grammar(
        language="en",
        words=vocabulary(),
        rules=(*dates(), *spans(), *relatives(), *from_now(), *waiting()),
        spaced=True,
        label=_pattern(r"\b(?:deadline|due(?:\s+date)?|target(?:\s+date)?)\s*(?:is|[:=]|-\s)\s*"),
        nothing=_pattern(r"(?:none|n/a|-)\s*$"),
        preposition=_pattern(
            r"\b(?:on|due|until|from|to|between)\s*$|[(:]\s*$|\s-\s*$"
            r"|\b(?:\w{2,}ed|be|will|should|must|to|is|are|planned|expected|complete|ready)\b[^.;:()]*\b(?:in|during)\s*$"
        ),
        lead=_pattern(
            r"(?:(?:expected|planned|due|is|to|be|ready|done|complete|probably|around|about|approximately|approx\.?|"
            r"sometime|some\s+time|in|on|at|during|for|over\s+the\s+course\s+of|in\s+the\s+course\s+of|likely|tentatively|hopefully)[\s:]+)*"
        ),
        skipped=_pattern(
            r"(?:every|each)\s+(?:other\s+|second\s+|\d+\s+)?[a-z]+|(?:<DAYS>)s<END>|since\s+(?:the\s+)?[a-z0-9]+(?:\s+\d+)?"
            r"|<N>\s+<U>\s+ago|may\s+(?:be|have|not|also|need|want|use|take|include|begin|start|send|join|come|contain)<END>"
        ),
        length=_rule("length", r"<LENGTH>", lengths.within),
        counted_from=_rule(
            "so long from a day",
            r"(?:(?P<by>within|by|no\s+later\s+than|not\s+later\s+than|at\s+least)\s+)?(?:<LENGTH>|the\s+(?P<one>day|(?:working|business)\s+day))\s+"
            r"(?:after|from|following|of|(?P<back>before|prior\s+to|ahead\s+of))\s+",
            lengths.counted,
        ),
        beside_before=_pattern(
            r"(?:\b\d{1,2}\.?|\b(?:early|mid|late)\s(?:to|or)|\b<TIME>(?:\s+(?:in|of|on|to))*)\s+(?:the\s)?$"
            r"|\b(?:after|since|following)\s+(?:(?!by|before|until|due|deadline)[^\W_][^\s,:;()]*\s+){1,2}(?:on\s|in\s|the\s)*$"
        ),
        beside_after=_pattern(
            r"\s*\(\s*(?:or|and)\s|\s*,\s*\d{1,2}\s*(?:,|and\s|or\s|&)\s*\d|\s+(?:or\s+(?:later|earlier)|week)<END>|\s*(?:-|/)\s*\d|\s+['’]?\d\d?(?=\s*(?:$|[,;)!?]))"
        ),
        time_after=_pattern(r"\s+(?:(?:in|of|on)\s+)*<TIME><END>"),
        joint=_pattern(rf"(?:(?:at|on|the|in|during)|{_CLOSE}(?:,?\s+(?:on|of))?(?:\s+the)?|on\s+the)\s+"),
        gathering=_pattern(r"<WHICH><GATHERING>(?:\s+(?:in|with)\s+[a-z]+)??(?:,?\s+(?:on|in|at|of))?\s+(?:the\s+)?"),
        by_before=_pattern(
            r"(?:on\s+or\s+before|by|no\s+later\s+than|not\s+later\s+than|at\s+the\s+latest\s+(?:by|on|in)|latest(?:\s+by|\s+on)?"
            r"|through|within|(?P<before>before|up\s+to|up\s+until|until|till|prior\s+to|ahead\s+of))\s+"
        ),
        over=_pattern(r"\s+(?:is\s+(?:over|out|up)|ends|has\s+ended)<END>"),
        by_after=_pattern(
            rf"(?P<before>(?!))|,?\s+(?:at\s+the\s+(?:very\s+)?)?latest<END>|,?\s+(?:by|before)\s+{_CLOSE}<END>(?!\s+{_MONTH})"
        ),
        part_before=_pattern(
            r"(?:(?:the\s+)?(?:very\s+)?(beginning|start|middle|end|close|(?:first|second)\s+half)\s+(?:of\s+)?"
            r"|(early|mid|beginning|middle)(?:\s?[/-]\s?|[\s-](?:to|or|and)[\s-])(mid|middle|late|end)[\s-]+(?:of\s+)?|(early|mid|late|end)[\s-]\s*(?:in\s+)?)"
        ),
        range_before=_pattern(r"(?:from|between)\s+"),
        range_join=_pattern(r"\s*(?:-|\s(?:to|until|through|till)\s|(?P<listed>/|&|\s(?:and|or)\s))\s*"),
        open_before=_pattern(
            r"(?:after|from|as\s+of|starting|not\s+before|no\s+earlier\s+than|not\s+until)\s+(?!.{1,30}?\s(?:to|until|through)\s)"
        ),
        open_after=_pattern(r"\s+(?:onwards?|and\s+(?:beyond|onwards?|later|after))<END>"),
        glue=_pattern(r"\s*(?:,\s*|\(\s*)?(?:(?:in|of|on|the)\s+)*"),
        left_over=_pattern(r"\b(?!(?:<WHICHONE>)<END>(?!\s+<TIME><END>))<TIME><END>"),
        tail=_pattern(
            r"\s+(?:morning|afternoon|evening)(?![a-z])|,?\s*(?:at\s+)?\d{1,2}(?:[.:]\d\d)?\s*(?:am|pm|a\.m\.|p\.m\.|o'clock)|,?\s+(?:at\s+)?\d{1,2}:\d\d"
            r"|,?\s+(?:at\s+)?(?:noon|midday|cob|eod|close\s+of\s+business)<END>"
        ),
    )
