"""How English names days, weeks, months and years."""

from bot.domain.due_rules import days, lengths, relative, said, stretches, weekdays
from bot.domain.due_rules.english_pieces import PIECES
from bot.domain.due_rules.grammar import Rule

_rule = PIECES.rule
_AND = r"(?:-|to|until|till|through|(?P<listed>and|or|/|&))"


def dates() -> list[Rule]:
    """Rules for days with their figures or a word of their own."""
    return [
        _rule("day and month", r"<WDP>(?:the\s+)?<D>\.?\s*(?:of\s+)?<M><YD>?", days.day_month),
        _rule("day and month", r"<WDP><D>-<M>\.?(?:<Y>|-(?P<y2>\d\d)(?!\d))?(?![-\d])", days.day_month),
        _rule("month and day", r"<WDP><M>\.?\s+(?:the\s+)?<D>(?![\d:])<YD>?", days.day_month),
        _rule(
            "days of a month",
            rf"(?:the\s+)?<D>\s*{_AND}\s*(?:the\s+)?(?P<d2>\d{{1,2}})<TH>?\s+(?:of\s+)?<M><YD>?",
            days.days_of_month,
        ),
        _rule(
            "days of a month",
            rf"<M>\.?\s+<D>\s*{_AND}\s*(?:the\s+)?(?P<d2>\d{{1,2}})<TH>?(?!\d)<Y>?",
            days.days_of_month,
        ),
        _rule(
            "days of a month",
            r"(?:the\s+)?(?P<days>\d{1,2}<TH>?(?:,\s*\d{1,2}<TH>?){1,9}\s*(?:,\s*)?(?:and|or|&)\s*\d{1,2})<TH>?\s+(?:of\s+)?<M><YD>?",
            days.listed_days,
        ),
        _rule(
            "days of a month",
            r"<M>\.?\s+(?P<days>\d{1,2}<TH>?(?:,\s*\d{1,2}<TH>?){1,9}\s*(?:,\s*)?(?:and|or|&)\s*\d{1,2})<TH>?(?!\d)<Y>?",
            days.listed_days,
        ),
        _rule("yearmonthday", r"(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)", days.numeric, weak=True),
        _rule("year-month-day", r"(?P<y>(?:19|2[01])\d\d)([-/.])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?!\d)", days.numeric),
        _rule(
            "day/month/year",
            r"<WDP>(?P<a>\d{1,2})([-/.])(?P<b>\d{1,2})\3(?P<y>(?:19|2[01])\d\d|\d\d)(?!\d)",
            days.either_order,
        ),
        _rule("day/month", r"<WDP>(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])", days.either_order, weak=True),
        _rule("day", r"<WDP>(?:the\s+)?(?P<d>\d{1,2})<TH><END>(?!\s+[a-z])", days.day_only),
        _rule("day of a relative month", r"(?:the\s+)?<D>\s+(?:of\s+)?<REL>\s+month<END>", days.day_of_relative_month),
        _rule(
            "day word",
            r"(?:the\s+)?(?P<dw>today|tomorrow|day\safter\stomorrow|yesterday|tonight|this\s(?:morning|afternoon|evening))<END>",
            relative.day_word,
        ),
    ]


def spans() -> list[Rule]:
    """Rules for weeks, months, quarters, halves, seasons and years."""
    return [
        _rule("month", r"(?!(?:may|march)<END>)<M><Y>?", stretches.month),
        _rule("month", r"(?P<m>may|march)<END><Y>", stretches.month),
        _rule(
            "month",
            r"(?:(?<=\bearly\s)|(?<=\bmid[\s-])|(?<=\blate\s)|(?<=\bend\sof\s))"
            r"(?P<m>jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)<END>\.?",
            stretches.short_month,
        ),
        _rule("month", r"(?<=\bin\s)(?P<m>may|march)<END>", stretches.month),
        _rule("month", r"(?P<m>may|march)<END>", stretches.month, weak=True),
        _rule(
            "week",
            r"(?:calendar\s+)?(?:week|wk|cw)\s*(?:no\.?\s*)?(?P<w>\d{1,2})(?!\d)(?:(?:\s+of)?<Y>|[/-](?P<y2>20\d\d))?",
            stretches.week,
        ),
        _rule(
            "weeks",
            rf"(?:weeks?|wks?)\s*(?P<w>\d{{1,2}})\s*{_AND}\s*(?:week\s+)?(?P<w2>\d{{1,2}})(?!\d)<Y>?",
            stretches.weeks,
        ),
        _rule(
            "week of a day",
            r"(?:the\s+)?(?:(?:week|wk)\s+(?:of|beginning|commencing|starting|ending)|w/[a-z])\s+<WDP>(?:the\s+)?<D>\s*(?:of\s+)?<M><YD>?",
            days.week_of_day,
        ),
        _rule(
            "week of a day",
            r"(?:the\s+)?(?:(?:week|wk)\s+(?:of|beginning|commencing|starting|ending)|w/[a-z])\s+<WDP><M>\.?\s+<D>(?![\d:])<Y>?",
            days.week_of_day,
        ),
        _rule(
            "weeks",
            r"(?:weeks?|wks?)\s*(?P<days>\d{1,2}(?:,\s*\d{1,2}){1,9},?\s*(?:and|or|&)\s*\d{1,2})(?![\d.])<Y>?",
            stretches.listed_weeks,
        ),
        _rule("week", r"(?P<y>20\d\d)-?w(?P<w>\d\d)(?!\d)", stretches.week),
        _rule("week", r"w(?P<w>\d\d)(?![\d.])<Y>?", stretches.week, weak=True),
        _rule("quarter", r"(?:the\s+)?q(?P<q>[1-4])<END>(?:\s+of)?<Y>?", stretches.quarter),
        _rule("quarter", r"(?P<q>[1-4])q\s?(?P<y>20\d\d|'?\d\d)(?!\d)", stretches.quarter),
        _rule("quarters", rf"q(?P<q>[1-4])\s*{_AND}\s*q(?P<q2>[1-4])<END>(?:\s+of)?<Y>?", stretches.quarters),
        _rule(
            "quarter",
            r"(?:the\s+)?(?P<q>[1-4]<TH>|first|second|third|fourth)\s+quarter<END>(?:\s+of)?(?:<Y>|\s+the\s+year<END>)?",
            stretches.quarter,
        ),
        _rule(
            "last quarter",
            r"(?:the\s+)?(?:last|final)\s+quarter\s+of(?:<Y>"
            r"|\s+the\s+year<END>)",
            stretches.last_quarter,
        ),
        _rule(
            "half-year",
            r"(?:the\s+)?(?P<h>first|second|1st|2nd)\s+half(?:\s+of)?(?:\s+the\s+year<END>|<Y>)",
            stretches.half,
        ),
        _rule("half-year", r"h(?P<h>[12])<END>(?:\s+of)?<Y>?", stretches.half),
        _rule("half-year", r"(?P<h>[12])h\s?(?P<y>20\d\d|'?\d\d)(?!\d)", stretches.half),
        _rule(
            "season",
            r"(?:the\s+)?(?!fall)<S><END>(?!\s+(?:holiday|break|vacation|festival|school|term))(?:(?:\s+of)?<Y>)?",
            stretches.season,
        ),
        _rule("season", r"(?:the\s+)?(?P<s>fall)<END>(?:\s+of)?<Y>", stretches.season),
        _rule("season", r"(?:the|this)\s+(?P<s>fall)<END>", stretches.season),
        _rule("season", r"this\s+<S><END>", stretches.season),
        _rule(
            "winter",
            r"(?:the\s+)?<S>\s+(?:of\s+)?(?P<y>(?:19|2[01])\d\d)\s?[/-]\s?(?P<to>\d\d(?:\d\d)?)(?!\d)",
            stretches.winter,
        ),
        _rule("next season", r"next\s+<S><END>", relative.next_named),
        _rule("coming season", r"(?:the\s+|this\s+)?coming\s+<S><END>", relative.coming_named),
        _rule("next month name", r"next\s+<M>", relative.next_named),
        _rule("year", r"(?P<y>(?:19|2[01])\d\d)(?![\d-])", stretches.year, weak=True),
        _rule(
            "years",
            r"(?P<y>(?:19|2[01])\d\d)\s?(?:-|/|\sto\s|\sand\s)\s?(?P<to>(?:19|2[01])\d\d|1[3-9]|[2-9]\d)(?![\d-])",
            stretches.years,
            weak=True,
        ),
        _rule("year", r"(?P<yw>next\syear|this\syear|last\syear|the\snew\syear)<END>(?!['’])", stretches.year),
    ]


_OF_WEEK = r"(?:week\s+(?P<w>\d{1,2})(?!\d)<Y>?|<REL>\s+week<END>)"


def relatives() -> list[Rule]:
    """Rules for what is counted from the reference day."""
    return [
        _rule(
            "weekday",
            r"(?:on\s+|(?:this|the)\s+coming\s+|coming\s+|this\s+)?<WD><END>(?!\s+\d(?!\d?(?:[:.]\d\d|\s*(?:am|pm))))",
            weekdays.weekday,
        ),
        _rule(
            "weekday of a week",
            rf"(?:on\s+)?(?:the\s+)?<WD>,?\s+(?:of\s+"
            rf"|in\s+)?{_OF_WEEK}",
            weekdays.weekday_of_week,
        ),
        _rule("weekday of a week", r"<REL>\s+week,?\s+(?:on\s+)?<WD><END>", weekdays.weekday),
        _rule(
            "weekday of a week", r"week\s+(?P<w>\d{1,2})(?!\d)<Y>?,?\s+(?:on\s+)?<WD><END>", weekdays.weekday_of_week
        ),
        _rule("weekdays", rf"<WD>\s*{_AND}\s*<WD2>\s+(?:of\s+|in\s+)?{_OF_WEEK}", weekdays.weekdays_of_week),
        _rule("next weekday", r"next\s+<WD><END>", weekdays.next_weekday),
        _rule("weekend", r"(?:the|this)\s+(?:coming\s+)?weekend<END>", weekdays.weekend),
        _rule("week after next", r"(?:the\s+)?week\s+after\s+next<END>", relative.week_after_next),
        _rule("month after next", r"(?:the\s+)?month\s+after\s+next<END>", relative.month_after_next),
        _rule("this or next", r"<REL>\s+(?P<u>week|month|quarter|year)<END>", relative.relative_unit),
        _rule("this", r"the\s+(?P<u>week|month|quarter|year)<END>", relative.relative_unit, weak=True),
        _rule(
            "end of this",
            r"(?:eow|(?P<u>week|month|quarter|year)[\s-]end|eo(?P<x>[mqy]))<END>",
            relative.end_of_abbreviated,
        ),
        _rule(
            "end of today",
            r"(?:cob|eod|close\s+of\s+business)(?:\s+today)?<END>(?!\s+(?:on|<DAYS>|tomorrow|\d))",
            relative.today,
        ),
        _rule(
            "day of a month",
            r"(?:the\s+)?(?:(?P<nth><ORD>)|(?P<last>last|final))\s+(?P<u>day|(?:working|business)\s+day|weekday)\s+(?:of|in)\s+"
            r"(?:(?P<rel>this|next)\s+month<END>|(?P<this>the\s+month)<END>|<M><Y>?)",
            weekdays.nth_day,
        ),
        _rule(
            "weekday of a month",
            r"(?:on\s+)?(?:the\s+)?(?:(?P<nth><ORD>)|(?P<last>last))\s+<WD>\s+(?:of|in)\s+<M><Y>?",
            weekdays.nth_weekday,
        ),
        _rule("week of a month", r"(?:the\s+)?(?:<ORD>|last)\s+week\s+(?:of|in)\s+<M><Y>?", stretches.unclear_month),
    ]


def from_now() -> list[Rule]:
    """Rules for lengths of time from now, and for what names no day."""
    return [
        _rule("in so long", r"in\s+<LENGTH>(?:['’]?s?['’]?\s+time<END>|\s+from\s+(?:now|today)<END>)?", lengths.after),
        _rule("in so long", r"<LENGTH>\s+(?:from\s+now|hence)<END>", lengths.after),
        _rule("within", r"(?:within|inside|in\s+under|in\s+less\s+than)\s+(?:the\s+next\s+)?<LENGTH>", lengths.within),
        _rule("within", r"(?:over|during|in)\s+the\s+(?:next|coming|following)\s+<LENGTH>", lengths.within),
        _rule("within", r"no\s+later\s+than\s+<LENGTH>\s+from\s+(?:now|today)<END>", lengths.within),
        _rule("within", r"(?:within|over|during)\s+the\s+(?:next|coming)\s+<U>", lengths.within),
        _rule(
            "vaguely in so long",
            r"(?:in|within|over|during)\s+(?:the\s+(?:next|coming)\s+)?(?:a\s+couple\s+of|a\s+few|few|couple\s+of|some|several|the\s+coming)\s+<U>",
            said.unclear,
        ),
        _rule(
            "vaguely in so long",
            r"(?:in|within)\s+(?:one|a)\s+(?:and\s+a\s+half|\w+\s+and\s+a\s+half)(?:\s+<U>)?",
            said.unclear,
        ),
        _rule("named day", r"<FEAST><END>", said.unclear, weak=True),
        _rule(
            "vague",
            r"(?:soon|shortly|in\s+due\s+course|in\s+the\s+(?:very\s+)?near\s+future|later|ongoing|when\s+possible|in\s+time"
            r"|at\s+a\s+later\s+(?:date|stage))<END>",
            said.unclear,
            weak=True,
        ),
        _rule("as soon as possible", r"urgent(?:ly)?<END>", said.asap, weak=True),
        _rule(
            "as soon as possible",
            r"as\s+soon\s+as\s+(?:possible|practicable|practical|we\s+can|you\s+can|feasible)|asap<END>|a\.s\.a\.p\.|immediately"
            r"|without\s+(?:undue\s+)?delay|right\s+away|straight\s+away"
            r"|at\s+(?:your|the|their)\s+earliest\s+(?:convenience|opportunity)",
            said.asap,
        ),
    ]
