"""How Chinese names days and spans of days."""

import re
from functools import cache

from bot.domain.due_rules import builders as build
from bot.domain.due_rules import relative
from bot.domain.due_rules.chinese_words import vocabulary
from bot.domain.due_rules.grammar import Build, Grammar, Rule, verbose

# 两三(周), 2-3(周), 两到三(周): the second number follows
_TWO = (
    r"(?P<n>[一二两三四五六七八](?=[二三四五六七八九])|\d{1,3}(?=\s*[-至到])|[一二两三四五六七八九十]{1,3}(?=\s*[-至到]))"
    r"\s*[-至到]?"
)

_PIECES = {
    "N": r"(?:\d{1,4}|[一二三四五六七八九十两廿卅百零〇]{1,5})",
    "YP": r"(?:<YEAR>\s*的?\s*)?",
    "YEAR": r"(?:(?P<y>(?:19|20)\d\d|[一二][一二三四五六七八九〇零]{3})\s*年度?"
    r"|(?P<yw>明年|今年|去年|后年|来年|本年度?|当年))",
    "REL": r"(?P<rel>下下个?|上上个?|下一?个?|上一?个?|本|这个?|当)",
    "WD": r"(?:周|星期|礼拜)(?P<wd>[一二三四五六日天1-6])(?![个次种家期样般])",
    "PWD": r"(?:\s*\(?\s*(?:下个?|本|这)?(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])\s*\)?)?",
    "UN": r"(?P<n><N>)\s*个?\s*(?P<u>工作日|工作天|天|日|周|星期|礼拜|季度|年)",
    "UM": r"(?P<n><N>)\s*个\s*(?P<u>月|季度|星期|礼拜)",
    "HALF": r"(?P<half>半)\s*(?P<u>年)|(?P<half2>半)\s*个\s*(?P<u2>月)",
    "UNITS": "个?工作日|工作天|天|日|个?星期|个?礼拜|周|个月|个季度|年",
    "AFTER": r"(?:之后|以后|后)(?!续|期|面)",
    "IN": r"(?:之内|以内|内)(?!容|部|外)",
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
        _rule("day and month", r"<YP>(?P<m><N>)\s*月份?\s*(?P<d><N>)\s*[日号]<PWD>", build.day_month),
        _rule(
            "day and month",
            r"<YP>(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})(?!\s*[\d个项份次家名%年周天点.])<PWD>",
            build.day_month,
        ),
        _rule(
            "days of a month",
            r"<YP>(?P<m><N>)\s*月\s*(?P<d><N>)\s*[日号]?<PWD2>\s*(?:-|至|到|和|或|、)\s*(?P<d2><N>)\s*[日号]<PWD>".replace(
                "<PWD2>", r"(?:\(?周[一二三四五六日]\)?)?"
            ).replace("<PWD>", r"(?:\s*\(?周[一二三四五六日]\)?)?"),
            build.days_of_month,
        ),
        _rule(
            "year-month-day",
            r"(?P<y>(?:19|20)\d\d)\s?([-/.])\s?(?P<m>\d{1,2})\s?\2\s?(?P<d>\d{1,2})(?!\d)<PWD>",
            build.numeric,
        ),
        _rule("month/day", r"(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])", build.month_first, weak=True),
        _rule("day of a relative month", r"<REL>月\s*(?P<d><N>)\s*[日号]<PWD>", relative.day_of_relative_month),
        _rule("day", r"(?P<d><N>)\s*号", relative.day_only),
        _rule("day", r"(?P<d><N>)\s*日(?=\s*(?:前|之前|以前))", relative.day_only),
        _rule("day word", r"(?P<dw>大后天|今[天日晚]|明[天日]|后[天日](?!内)|昨[天日]|前天)", relative.day_word),
    ]


def _spans() -> list[Rule]:
    return [
        _rule("month", r"<YP>(?P<m><N>)\s*月份?(?!\s*\d)", build.month),
        _rule("months", r"<YP>(?P<m><N>)\s*月?份?\s*(?:[-至到、和])\s*(?P<m2><N>)\s*月份?(?!\s*\d)", build.months),
        _rule("months", r"<YP>(?P<m>[一二三四五六七八九])(?P<m2>[二三四五六七八九十])月份?(?!\s*\d)", build.months),
        _rule(
            "weeks", r"<YP>第?\s*(?P<w><N>)\s*周?\s*[-至到、和]\s*第?\s*(?P<w2><N>)\s*周(?!内|后|前|之)", build.weeks
        ),
        _rule("year and month", r"(?P<y>(?:19|20)\d\d)\s?[-/.]\s?(?P<m>\d{1,2})(?![\d.])", build.month, weak=True),
        _rule("week", r"<YP>第\s*(?P<w><N>)\s*(?:周|星期)", build.week),
        _rule(
            "week of a month",
            r"<YP><N>\s*月份?的?(?:第\s*<N>|最后一)\s*(?:周|个?星期|个?礼拜)(?![一二三四五六日天])",
            build.unclear,
        ),
        _rule("quarter", r"<YP>第?\s*(?P<q>[一二三四1-4])\s*季度", build.quarter),
        _rule("quarter", r"<YP>q(?P<q>[1-4])(?![a-z\d])", build.quarter),
        _rule("half-year", r"<YP>(?P<h>[上下])半年度?", build.half),
        _rule("season", r"<YP>(?P<s>[春夏秋冬])[季天]", build.season),
        _rule("season", r"<YEAR>(?P<s>[春夏秋冬])(?!节)", build.season),
        _rule("season", r"(?P<yw>今|明)(?P<s>[春夏秋冬])", build.season),
        _rule("seasons", r"今年?(?P<s>[夏秋冬])季?明年?(?P<s2>[春夏])季?", build.seasons),
        _rule("year", r"<YEAR>", build.year, weak=True),
    ]


def _relative() -> list[Rule]:
    return [
        _rule("weekday", r"(?<![每两双单几一二三四五六七八九十\d个])(?:<REL>)?<WD>(?!至|到|-)", relative.weekday),
        _rule("weekend", r"(?<![每])(?:<REL>)?周末", relative.weekend),
        _rule(
            "this or next", r"<REL>(?P<u>周|星期|礼拜|月|季度|年度|年)(?![一二三四五六日天])", relative.relative_unit
        ),
        _rule("end of this month", r"(?<![一二三四五六七八九十\d个每])(月初|月中|月底|月末)", relative.part_of_month),
        _rule(
            "part of a year", r"<YP>(?<![个每\d月])(?P<part>年[底末终]|岁末|年[初中](?!步|国|方))", build.part_of_year
        ),
        _rule("in so long", r"<UN>\s*<AFTER>", relative.after),
        _rule("in so long", r"<UM>\s*<AFTER>", relative.after),
        _rule("in so long", r"(?P<half>半)\s*个?\s*(?P<u>年|月)\s*<AFTER>", relative.after),
        _rule("within", r"(?:未来|今后|接下来的?)?(?:<UN>)\s*<IN>", relative.within),
        _rule("within", r"(?:未来|今后|接下来的?)?(?:<UM>)\s*<IN>", relative.within),
        _rule("within", r"(?P<half>半)\s*个?\s*(?P<u>年|月)\s*<IN>", relative.within),
        _rule("within", r"年<IN>", relative.within_year),
        _rule(
            "weekday of a month",
            r"<YP>(?P<m><N>)\s*月份?的?\s*(?:第\s*(?P<nth><N>)|(?P<last>最后一))\s*个\s*(?:周|星期|礼拜)(?P<wd>[一二三四五六日天])",
            build.nth_weekday,
        ),
        _rule(
            "vaguely in so long",
            r"[几数]\s*个?\s*(?:工作日|天|日|周|星期|月|年)\s*(?:之后|以后|后|<IN>)",
            build.unclear,
        ),
        _rule("in so long", _TWO + r"\s*(?P<n2><N>)\s*(?P<u><UNITS>)\s*<AFTER>", relative.after_range),
        _rule("within", _TWO + r"\s*(?P<n2><N>)\s*(?P<u><UNITS>)\s*<IN>", relative.within_range),
        _rule("vaguely in so long", r"<N>\s*(?:个半月|年半|个半星期|周半)\s*(?:<IN>|<AFTER>)", build.unclear),
        _rule("weekdays", r"<REL>?<WD>\s*[-至到]\s*(?:周|星期|礼拜)?(?P<wd2>[一二三四五六日天])", relative.weekdays),
        _rule(
            "within this unit",
            r"(?<![\d一二三四五六七八九十两几数半每个本下上这当])(?P<u>周|月)<IN>",
            relative.within_unit,
        ),
        _rule(
            "named day",
            r"(?:春节|国庆节?|元旦|中秋节?|五一|端午节?|清明节?|圣诞节?|劳动节|暑假|寒假|小长假)",
            build.unclear,
            weak=True,
        ),
        _rule("vague", r"(?:近期|近日|日内|适时|择机|待定|再议|另行通知|随后)", build.unclear, weak=True),
        _rule("as soon as possible", r"尽快|越快越好|第一时间|尽早|尽速|抓紧|即刻|立即|马上|asap", build.asap),
    ]


_CLAUSE = r"[^,。;:()!?\n\s在于自从-]"
_EVENT_TAIL = r"(?:之日起|后|之后|以后|之日后|起)(?:的)?\s*(?:的?第)?"


def _events() -> list[Rule]:
    length = r"\s*(?:<UN>|<UM>|<HALF>)(?:\s*<IN>)?".replace("<UM>", r"<N>\s*个\s*(?:月|季度|星期|礼拜)")
    length = length.replace("<UN>", r"<N>\s*个?\s*(?:工作日|工作天|天|日|周|年)").replace(
        "<HALF>", r"半\s*个?\s*(?:年|月)"
    )
    verbs = r"(?=收到|接到|签约|会后|签[订署]|获批|批准|验收)"
    plain = r"(?!.{1,19}?(?:收到|接到|签约|会后))"
    named = r"(?!(?:\d{4}年)?<N>月|春节|国庆|元旦|中秋|五一|端午|清明|圣诞|劳动节)"
    start = rf"{named}(?:(?<=[在于自从])|(?:(?<=[,。;:()\s、-])|(?<![\s\S])){plain}|{verbs})"
    return [
        _rule("after an event", rf"{start}{_CLAUSE}{{1,20}}?{_EVENT_TAIL}{length}", build.event),
        _rule("after an event", rf"{verbs}{_CLAUSE}{{1,12}}?(?:之后|以后|后)(?!续|期)", build.event, weak=True),
        _rule(
            "before an event",
            rf"(?:(?:在|于)\s*)?下一?[次届轮期]{_CLAUSE}{{1,8}}?(?:之前|以前|前)(?!往|来|去|赴|后|期|景)",
            build.event,
        ),
        _rule("before an event", rf"{start}{_CLAUSE}{{1,20}}?(?:前|之前|以前)\s*{length}", build.unclear),
    ]


@cache
def grammar() -> Grammar:
    """The grammar of Chinese, compiled on first use."""
    return Grammar(
        language="zh",
        words=vocabulary(),
        rules=(*_dates(), *_spans(), *_relative(), *_events()),
        spaced=False,
        label=_pattern(
            r"(?:期限|截止(?:日期|时间|日)?|时限|(?:完成|交付|提交|答复)(?:时间|日期|期限)|到期日?|deadline|due)\s*(?:为|是|:)\s*"
        ),
        nothing=_pattern(r"(?:无|没有|不限|-)\s*$"),
        preposition=_pattern(r"(?:于|在|预计|计划|力争|争取|拟|将|到|至|:|\()\s*$"),
        lead=_pattern(
            r"(?:(?:请|应|须|需|将|拟|预计|计划|力争|争取|务必|约|大约|大概|初步|暂|定|安排|于|在|到|至|:)\s*)*"
        ),
        skipped=_pattern(
            r"每(?:隔)?(?:<N>|半)?\s*个?\s*(?:工作日|年度?|月|季度|季|周|星期|礼拜|天|日)(?:第?<N>?[日号]?|[一二三四五六日天末]?)(?:前|之前|底|初|末|内)?"
            r"|(?:\d{1,2}|[一二三四五六七八九十两几]{1,3})\s*(?:个\s*月|个?\s*(?:天|周|星期|礼拜|年)|个\s*季度)\s*(?:之前|以前|前)"
        ),
        length=_rule("length", r"(?P<n><N>)\s*(?P<u>个工作日|个月|个星期|个季度|工作日|天|周|年|日)", relative.within),
        counted_after=_rule(
            "so long after a day",
            r"\s*(?:之日起|之后|以后|后|起)\s*的?\s*(?P<n><N>)\s*(?P<u>个?工作日|个月|个星期|天|日|周|年)\s*(?P<by><IN>)?",
            relative.after,
        ),
        beside_before=_pattern(r"(?:[今明春夏秋冬几数]|[节会年]后的?)$"),
        beside_after=_pattern(r"\s*[春夏秋冬]"),
        by_before=_pattern(r"(?:最迟|最晚|不(?:得)?[晚迟]于|至迟|截[至止]到?|赶在)\s*(?:于|在|到|至)?\s*"),
        by_after=_pattern(
            r"\s*(?:之前|以前|前(?!往|来|去|赴|后|期|景|沿|述|者|任|提[下是条])|之内|以内|内(?!容|部|外|蒙)|止|截止)"
        ),
        part_after=_pattern(
            r"\s*的?(上半月|下半月|中下旬|上中旬|中上旬|上旬|中旬|下旬|初(?!步|稿|审|次|始|期)|中期?(?!国|方|央|丹|心|文|间|午|秋)|底|末)"
        ),
        range_before=_pattern(r"(?:从|自)\s*"),
        range_join=_pattern(
            r"\s*(?:-|起?[至到]|和|或|、|/)\s*|(?<=[底末旬初])\s*(?=(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月)"
        ),
        open_before=_pattern(r"(?:不早于|最早)\s*"),
        open_after=_pattern(r"\s*(?:之后|以后|后(?!续|期)|起(?!草|步|点|见)|开始)"),
        skipped_after=_pattern(r"\s*以来"),
        tail=_pattern(
            r"\s*(?:(?:上午|下午|中午|晚上?)?\s*\d{1,2}\s*(?:点半?|时|:\d\d)(?:\d{1,2}分)?|上午|下午|中午|晚上|下班|左右|前后|\(含\S{0,3}?\))"
        ),
    )
