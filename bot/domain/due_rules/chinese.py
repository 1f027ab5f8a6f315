"""How Chinese names days and spans of days."""

from functools import cache

from bot.domain.due_rules import lengths
from bot.domain.due_rules.chinese_events import waiting
from bot.domain.due_rules.chinese_pieces import PIECES
from bot.domain.due_rules.chinese_rules import dates, from_now, relatives, spans
from bot.domain.due_rules.chinese_words import vocabulary
from bot.domain.due_rules.grammar import Grammar

_pattern, _rule = PIECES.pattern, PIECES.rule


@cache
def grammar() -> Grammar:
    """The grammar of Chinese, compiled on first use."""
    return Grammar(
        language="zh",
        words=vocabulary(),
        rules=(*dates(), *spans(), *relatives(), *from_now(), *waiting()),
        spaced=False,
        label=_pattern(
            r"(?:期限|截止(?:日期|时间|日)?|时限|(?:完成|交付|提交|答复|反馈)(?:时间|日期|期限)|到期日?|deadline|due)\s*(?:为|是|:)\s*"
        ),
        nothing=_pattern(r"(?:无|没有|不限|-)\s*$"),
        preposition=_pattern(r"(?:于|在|预计|计划|力争|争取|拟|将|到|至|:|\()\s*$"),
        lead=_pattern(
            r"(?:(?:请|应|须|需|将|拟|预计|计划|力争|争取|务必|约|大约|大概|初步|暂|定|安排|于|在|到|至|:)\s*)*"
        ),
        skipped=_pattern(
            r"每(?:隔)?(?:<N>|半)?\s*个?\s*(?:工作日|年度?|月|季度|季|周|星期|礼拜|天|日)"
            r"(?:第?<N>?[日号]?|[一二三四五六日天末]?)(?:前|之前|底|初|末|内)?"
            r"|(?:\d{1,2}|[一二三四五六七八九十两几]{1,3})\s*(?:个\s*月|个?\s*(?:天|周|星期|礼拜|年)|个\s*季度)\s*(?:之前|以前|前)"
        ),
        length=_rule("length", r"<LENGTH>", lengths.within),
        counted_after=_rule(
            "so long from a day",
            r"\s*(?:的?<GATHERING>)?(?:(?:之日起|之后|以后|后|起|(?P<back>的?(?:之前|以前|前)(?=\s*(?:至少)?\s*<SPAN>(?!\s*<IN>))))"
            r",?\s*的?\s*(?:至少)?\s*<LENGTH>\s*(?P<by><IN>)?|的?(?P<one>次日|翌日|第二天))",
            lengths.counted,
        ),
        beside_before=_pattern(
            r"(?:[今明春夏秋冬几数前头每非除]|[节会年]后的?|[\d一二三四五六七八九十]、|农历|阴历|旧历|不早于|最早|第[一二三四五六七八九十\d]{1,2})$|(?:于|从)?(?:上|下)个?(?:周|月)的?$"
        ),
        beside_after=_pattern(
            r"\s*(?:初[一二三四五六七八九十]|[一二三四五六七八九十廿]{1,3}(?![个项份次家名批轮方年月地大位人期场号日、至到-]))|\s*\(\s*或|\s*的?(?:[春夏秋冬](?!节)|晚些|稍晚|最后|第[一二三四五六七八九十\d]{1,2}[周天日个]|[前首头][一二两三几\d]?个?(?:周|天|日|星期)|每|除外|[一二两三几\d]{1,2}天)"
            r"|\s*[-/]\s*\d|\s*至(?=\s*[\d一二三四五六七八九十])"
        ),
        glue=_pattern(r"\s*(?:,\s*|\(\s*|、)?的?"),
        left_over=_pattern(
            r"工作日|最后|周[一二三四五六日天末内]|星期|礼拜|季度|[上中下]旬|月[初中底末]|[一二三四五六七八九十\d]\s*[月日号天周年]|[今明后]天|次日|翌日"
        ),
        by_before=_pattern(
            r"(?P<before>(?!))|"
            r"(?:(?:最迟|最晚|不(?:得)?[晚迟]于|至迟|截[至止]到?|赶在|务必在|不超过)\s*)+(?:于|在|到|至)?\s*"
        ),
        over=_pattern(r"\s*(?:结束|过去|过完)(?=\s*<BEFORE>)"),
        by_after=_pattern(r"\s*(?:结束<BEFORE>|(?:的?<GATHERING>)?(?:(?P<before><BEFORE>)|为?止|截止))|\s*<IN>"),
        part_after=_pattern(
            r"\s*的?(?:(上旬|中旬|上|中)\s*(?:至|到|或|和|、|-|/)\s*(中旬|下旬)|(上半月|下半月|上半旬|中下旬|上中旬|中上旬|上旬|中旬|下旬|初(?!步|稿|审|次|始|期|[一二三四五六七八九十])"
            r"|中期?(?!国|方|央|丹|心|文|间|午|秋)|底|末))"
        ),
        range_before=_pattern(r"(?:从|自)\s*"),
        range_join=_pattern(
            r"\s*(?:-|起?[至到]|(?P<listed>和|或|、|/))\s*|(?<=[底末旬初])\s*(?=(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月)"
        ),
        open_before=_pattern(r"(?:不早于|最早)\s*"),
        open_after=_pattern(
            r"\s*(?:(?:的?<GATHERING>)?(?:之后|以后|后(?!续|期|天))|起(?!草|步|点|见|[\d一二三四五六七八九十])|开始)"
        ),
        skipped_after=_pattern(r"\s*(?:以来|已(?:经)?(?=完成|提交|签|召开|发|开|收|验|交|通过|结束|举行|启动))"),
        tail=_pattern(
            r"\s*(?:(?:上午|下午|中午|晚上?|早上)?\s*<N>\s*(?:点半?|时|:\d\d)(?:<N>分)?整?(?:\s*[-至到]\s*\d{1,2}(?:点半?|时|:\d\d))?|上午|下午|中午|晚上|早上|下班|收工"
            r"|左右|前后|间(?!隔|接)|\(含\S{0,3}?\))"
        ),
    )
