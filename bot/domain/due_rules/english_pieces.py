"""The pieces that the patterns of English are put together from."""

from bot.domain.due_rules.english_words import NUMBERS
from bot.domain.due_rules.grammar import Pieces, any_of

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_NOUNS = (
    "meeting|conference|visit|workshop|signing|seminar|call|ceremony|review|delivery|training|inspection|exhibition|"
    "kick-?off|presentation|audit|trip|tour|handover|forum|evaluation|hearing|launch|opening"
)

PIECES = Pieces(
    {
        "LETTER": r"[^\s,.;:()!?\"“”„»«]",
        "END": r"(?![a-z0-9])",
        "DAYS": _DAYS,
        "WD": rf"(?P<wd>{_DAYS})",
        "WD2": rf"(?P<wd2>{_DAYS})",
        "WDP": rf"(?:(?P<wd>{_DAYS}|mon|tues?|wed|thur?s?|fri|sat|sun)\.?,?\s+(?:the\s+)?)?",
        "D": r"(?P<d>\d{1,2})(?:\s?(?:st|nd|rd|th)\b)?",
        "TH": r"(?:st|nd|rd|th)",
        "M": r"(?P<m>[a-z]{3,10})(?![a-z])",
        "Y": r"(?:[-.]?,?\s*(?:in\s+)?(?P<y>(?:19|2[01])\d\d|['’]\d\d)(?!\d)"
        r"|\.?,?\s+(?:of\s+)?(?P<yw>next\syear|this\syear|last\syear)<END>)",
        # behind a day and a month two figures are a year, too
        "YD": r"(?:<Y>|\s+(?P<yy>\d\d)(?=\s*(?:$|[,;)!?]|\.(?!\d))))",
        "N": r"(?:(?:about|approx\.?|approximately|around|at\s+most|up\s+to|a\s+maximum\s+of)\s+)?(?P<n>\d{1,4}|"
        + any_of(NUMBERS)
        + ")",
        "N2": r"(?P<n2>\d{1,4}|" + any_of(NUMBERS) + ")",
        "U": r"(?P<u>(?:working|business|work|bank|banking|calendar)[\s-]?days?|weekdays?|days?|weeks?"
        r"|months?|quarters?|years?|fortnights?|hours?)<END>",
        "LENGTH": r"(?:(?P<half>half\s+an?|half)|<N>(?:\s*(?:-|to|or)\s*<N2>)?)\s+(?:\(\d{1,3}\)\s+)?<U>",
        "REL": r"(?P<rel>next|this|the\scoming|coming|the\scurrent|current|the\sfollowing|last)",
        "S": r"(?P<s>spring|summer|autumn|fall|winter)",
        "ORD": r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth)",
        "WHICH": r"(?:(?:the|a|an|our|your|their|its|this)\s+)?(?:(?:next|coming|upcoming|following|first"
        r"|second|final|last)\s+)?",
        "GATHERING": rf"(?:(?!(?:{_MONTHS}|{_DAYS}|each"
        rf"|every)\b)[a-z-]+\s+){{0,2}}?(?:{_NOUNS})s?(?:\s+ceremony|\s+call"
        rf"|\s+meeting)?",
        "HAPPENING": r"<WHICH>(?:[a-z-]+\s+){0,2}?(?:"
        + _NOUNS
        + r"|signature|receipt|receiving|approval|acceptance|publication|completion|confirmation"
        r"|submission|ratification|agreement|payment|sampling|installation)s?"
        r"(?:\s+(?:ceremony|process|call)|\s+(?:of|from|by|in)\s+(?:the\s+)?<LETTER>+)?",
        "FEAST": r"(?:(?:between\s+|over\s+)?christmas(?:\s+eve)?(?:\s+and\s+new\s+year)?|easter"
        r"|(?:the\s+)?(?:chinese\s+|lunar\s+)?new\s+year|(?:the\s+)?spring\s+festival|midsummer|whitsun"
        r"|golden\s+week|thanksgiving|(?:the\s+)?(?:[a-z]{3,12}\s+)?(?:holidays?|vacation|break))",
        "EVENT": r"(?:(?:the|a|an|our|your|their|its|this)\s+)?(?!now<END>|today<END>|tomorrow<END>"
        r"|(?:<DAYS>)<END>|\d|(?:next|this)\s+(?:week|month|year)<END>|<FEAST><END>)"
        r"(?:(?:we|you|they|he|she|it)\s+(?:have\s+|has\s+)?[a-z]+(?:\s+(?:the\s+|a\s+|an\s+|your\s+|their\s+)?<LETTER>+)?"
        r"|(?:<LETTER>+\s+){1,3}?(?:has|have|is|are|was|were)\s+(?:been\s+)?[a-z]+"
        r"|(?:(?:next|first|second|final|last|formal|official|written|kick-?off|steering|project|progress|annual|site|joint)\s+)*"
        r"<LETTER>+(?:\s+(?:(?:group|committee|project|board)\s+)?(?:meeting|visit|ceremony|conference|call|workshop|signature|signing|date|start|approval|delivery"
        r"|review|receipt|completion|award|period|results?|report|acceptance))?"
        r"(?:\s+(?:(?:of|from|by|to|with|in|at)\s+(?:(?:the|a|an|our|your|their)\s+)?|the\s+)(?!\d)<LETTER>+){0,2})",
        "CLAUSE": r"(?:(?!(?:you|each|every|what|whether|how|which)\s)<LETTER>+\s+){1,5}?"
        r"(?:(?:is|are|was|were|has|have|gets?)\s+(?:been\s+)?(?:[a-z]{2,}(?:ed|en|pt|nt|ld|id)|ready|available|complete|done|final|finished|in\s+place|in|out|known|met|through)"
        r"|(?:receives?|received|arrives?|signs?|signed|approves?|approved|confirms?|confirmed|gets?|obtains?)(?:\s+(?:the|a|an|your|their|our|its)\s+<LETTER>+)?)<END>",
        "WHICHONE": r"first|second|third|fourth|last|next|following|early|mid|late|end|half",
        "TIME": rf"(?:(?:{_DAYS}|{_MONTHS.replace('may|', '').replace('march|', '')})s?|(?:working\s"
        rf"|business\s|week)?days?|weeks?|months?|quarters?|years?|fortnights?|early|mid|late"
        r"|beginning|middle|end|half|half-?way|first|second|third|fourth|last|next|following|every|each|weekends?|morning|evening|later|since|after|before|by|until"
        r"|not|except|earliest|latest|towards|eve)",
    }
)
