"""How Chinese names days, weeks, months and years."""

from bot.domain.due_rules import days, lengths, relative, said, stretches, weekdays
from bot.domain.due_rules.chinese_pieces import PIECES
from bot.domain.due_rules.grammar import Rule

_rule = PIECES.rule


def dates() -> list[Rule]:
    """Rules for days with their figures or a word of their own."""
    return [
        _rule("day and month", r"<YP>(?P<m><N>)\s*月份?\s*(?P<d><N>)\s*[日号]<PWD>", days.day_month),
        _rule(
            "day and month",
            r"<YP>(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})(?!\s*[\d个项份次家名%年周天点.])<PWD>",
            days.day_month,
        ),
        _rule(
            "day and month",
            r"<YP>(?P<m><N>)\s*月\s*(?P<d>[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)(?=\s*(?:$|[,。;:()!?\s]|<BEFORE>|<AFTER>))",
            days.day_month,
        ),
        _rule(
            "days of a month",
            r"<YP>(?P<m><N>)\s*月\s*(?P<d><N>)\s*[日号]?<PLAINWD>\s*(?:-|至|到|(?P<listed>和|或|、))\s*(?P<d2><N>)\s*[日号]<PLAINWD>",
            days.days_of_month,
        ),
        _rule(
            "year-month-day",
            r"(?P<y>(?:19|2[01])\d\d)\s?([-/.])\s?(?P<m>\d{1,2})\s?\2\s?(?P<d>\d{1,2})(?!\d)<PWD>",
            days.numeric,
        ),
        _rule("yearmonthday", r"(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>[0-3]\d)(?!\d)", days.numeric, weak=True),
        _rule("month/day", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])<PWD>", days.month_first, weak=True),
        _rule(
            "month.day",
            r"(?P<m>1[0-2]|0?[1-9])\.(?P<d>[12]\d|3[01]|0?[1-9])(?=\s*(?:<BEFORE>|[日号])|\s*\(?<WEEKDAY>)[日号]?<PWD>",
            days.numeric,
        ),
        _rule("day of a relative month", r"<REL>月\s*(?P<d><N>)\s*[日号]<PWD>", days.day_of_relative_month),
        _rule("day", r"(?P<d><N>)\s*号<PWD>", days.day_only),
        _rule("day", r"(?P<d><N>)\s*日(?=\s*(?:前|之前|以前))", days.day_only),
        _rule(
            "day word",
            r"(?P<dw>大后天|今[天日晚早]|即日(?=起)|明[天日晚早]|后[天日](?!内)|昨[天日晚]|前天)(?:<WEEKDAY>[一二三四五六日天])?",
            relative.day_word,
        ),
    ]


def spans() -> list[Rule]:
    """Rules for weeks, months, quarters, halves, seasons and years."""
    return [
        _rule("month", r"<YP>(?P<m><N>)\s*月份?(?!\s*\d)", stretches.month),
        _rule(
            "months",
            r"<YP>(?P<m><N>)\s*月?份?\s*(?:[-至到]|(?P<listed>[、和或]))\s*(?P<m2><N>)\s*月份?(?!\s*\d)",
            stretches.months,
        ),
        _rule(
            "months",
            r"<YP>(?P<m>[一二三四五六七八九]|十一(?=十二))(?P<m2>[二三四五六七八九]|十[一二]?)月份?(?!\s*\d)",
            stretches.months,
        ),
        _rule(
            "weeks",
            r"<YP>(?:第\s*)?(?P<w><N>)\s*周?\s*(?:[-至到]|(?P<listed>[、和或]))\s*第?\s*(?P<w2><N>)\s*周(?!内|后|前|之)",
            stretches.weeks,
        ),
        _rule(
            "year and month", r"(?P<y>(?:19|2[01])\d\d)\s?[-/.]\s?(?P<m>\d{1,2})(?![\d.])", stretches.month, weak=True
        ),
        _rule("week", r"w(?P<w>\d\d)(?![\d.])", stretches.week, weak=True),
        _rule(
            "week of a day",
            r"<YP>(?P<m><N>)\s*月\s*(?P<d><N>)\s*[日号]?(?:那|当|这|所在的?)一?个?<WEEKDAY>(?![一二三四五六日天])",
            days.week_of_day,
        ),
        _rule("week", r"<YP>第\s*(?P<w><N>)\s*(?:周|星期)(?![一二三四五六日天])", stretches.week),
        _rule("weekday of a week", r"<YP>第\s*(?P<w><N>)\s*周的?\s*<WD>", weekdays.weekday_of_week),
        _rule(
            "week of a month",
            r"<YP>(?:<N>\s*月份?|<REL>月)的?(?:第\s*<N>|最后一|首)\s*个?(?:周|星期|礼拜)(?![一二三四五六日天])",
            said.unclear,
        ),
        _rule("quarter", r"<YP>(?:第\s*)?(?P<q>[一二三四1-4])\s*季度", stretches.quarter),
        _rule("quarter", r"<YP>q(?P<q>[1-4])(?![a-z\d])", stretches.quarter),
        _rule(
            "quarters",
            r"<YP>(?:第\s*)?(?P<q>[一二三四1-4])\s*(?:季度)?\s*(?:[-至到]|(?P<listed>[、和或]))?\s*第?\s*(?P<q2>[一二三四1-4])\s*季度",
            stretches.quarters,
        ),
        _rule("half-year", r"<YP>(?P<h>[上下])半年度?", stretches.half),
        _rule("season", r"<YP>(?P<s>[春夏秋冬])[季天]", stretches.season),
        _rule("season", r"<YEAR>(?P<s>[春夏秋冬])(?!节)", stretches.season),
        _rule("season", r"(?P<yw>今|明)(?P<s>[春夏秋冬])(?!节)季?", stretches.season),
        _rule(
            "winter",
            r"(?P<y>(?:19|2[01])\d\d)\s*年?\s*[-至到/]\s*(?P<to>(?:(?:19|2[01])\d\d|\d\d))\s*年?\s*的?(?P<s>[春夏秋冬])[季天]?",
            stretches.winter,
        ),
        _rule("seasons", r"今年?(?P<s>[夏秋冬])季?明年?(?P<s2>[春夏])季?", stretches.seasons),
        _rule(
            "years",
            r"(?P<y>(?:19|2[01])\d\d)\s*年?\s*[-至到]\s*(?P<to>(?:19"
            r"|20)\d\d)\s*年度?",
            stretches.years,
            weak=True,
        ),
        _rule("year", r"<YEAR>", stretches.year, weak=True),
    ]


_NOT_COUNTED = r"(?<![\d一二三四五六七八九十两几数半每个本下上这当])"


def relatives() -> list[Rule]:
    """Rules for what is counted from the reference day."""
    return [
        _rule("weekday", r"(?<![每两双单几一二三四五六七八九十\d个])(?:<REL>)?<WD>(?!至|到|-)", weekdays.weekday),
        _rule("weekday", r"<REL>周的<WD>", weekdays.weekday),
        _rule("weekdays", r"<REL>?<WD>\s*(?:[-至到]|(?P<listed>[、和或]))\s*<WD2>", weekdays.weekdays),
        _rule("weekend", r"(?<![每])(?:<REL>)?周末", weekdays.weekend),
        _rule(
            "this or next", r"<REL>(?P<u>周|星期|礼拜|月|季度|年度|年)(?![一二三四五六日天])", relative.relative_unit
        ),
        _rule("part of this month", r"(?<![一二三四五六七八九十\d个每])(月初|月中|月底|月末)", relative.part_of_month),
        _rule("part of this month", r"(?<![一二三四五六七八九十\d月份个每的])(上旬|中旬|下旬)", relative.part_of_month),
        _rule(
            "part of this quarter",
            r"(?<![一二三四1-4第下上每个])(?:本|这个)?(?P<u>季度?)(?P<part>[末底初])(?!步|期)",
            relative.part_of_unit,
        ),
        _rule(
            "part of a year",
            r"<YP>(?<![个每\d月])(?P<part>年[底末终]|岁末|年[初中](?!步|国"
            r"|方))",
            stretches.part_of_year,
        ),
        _rule("within", r"年<IN>", relative.within_year),
        _rule("within this unit", _NOT_COUNTED + r"(?P<u>周|月|季度?|年度)<IN>", relative.within_unit),
        _rule(
            "day of a month",
            r"(?:<YP>(?P<m><N>)\s*月份?|<REL>月|(?<![\d一二三四五六七八九十])(?P<this>当月))的?\s*"
            r"(?:第\s*(?P<nth><N>)|(?P<last>最后一)|(?P<first>首))\s*个?\s*(?P<u>工作日|工作天|天|日)",
            weekdays.nth_day,
        ),
        _rule(
            "weekday of a month",
            r"<YP>(?P<m><N>)\s*月份?的?\s*(?:第\s*(?P<nth><N>)|(?P<last>最后一))\s*个\s*<WEEKDAY>(?P<wd>[一二三四五六日天])",
            weekdays.nth_weekday,
        ),
    ]


def from_now() -> list[Rule]:
    """Rules for lengths of time from now, and for what names no day."""
    return [
        _rule("in so long", r"<LENGTH>\s*<AFTER>", lengths.after),
        _rule("within", r"(?:(?:未来|今后|接下来的?|最近)\s*)?<LENGTH>\s*<IN>", lengths.within),
        _rule("in so long", r"<TWO>\s*(?P<n2><N>)\s*(?P<u><UNITS>)\s*<AFTER>", lengths.after),
        _rule("within", r"<TWO>\s*(?P<n2><N>)\s*(?P<u><UNITS>)\s*<IN>", lengths.within),
        _rule(
            "vaguely in so long",
            r"(?:[几数]|若干)\s*个?\s*(?:工作日|天|日|周|星期|月|年)\s*(?:<AFTER>|<IN>)",
            said.unclear,
        ),
        _rule("vaguely in so long", r"<N>\s*(?:个半月|年半|个半星期|周半|天半)\s*(?:<IN>|<AFTER>)", said.unclear),
        _rule("vaguely in so long", r"提前\s*<LENGTH>", said.unclear),
        _rule("two days", r"今明(?:两|二)?天|明后(?:两|二)?天|今明(?:两|二)年", said.unclear),
        _rule("named day", r"<FEAST>", said.unclear, weak=True),
        _rule(
            "vague",
            r"(?:近期|适当(?:的?时[候机间])|合适(?:的?时[候机间])|近日|日内|适时|择机|择日|待定|待议|再议|另行通知|另行商定|随后|不日|稍后|日后|长期)",
            said.unclear,
            weak=True,
        ),
        _rule(
            "as soon as possible",
            r"尽快|越快越好|第一时间|尽早|尽速|从速|抓紧|即刻|即日|立即|立刻|马上|asap|加急|火速",
            said.asap,
        ),
    ]
