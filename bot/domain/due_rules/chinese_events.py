"""How Chinese names deadlines that wait for an event; see `events` for what they come to."""

from bot.domain.due_rules import events, said
from bot.domain.due_rules.chinese_pieces import PIECES
from bot.domain.due_rules.grammar import Rule

_rule = PIECES.rule

_VERBS = r"(?=收到|接到|签约|会后|签[订署]|获批|批准|验收)"
# an event begins after a preposition, at the beginning of a clause, or with its verb; a date is none
_START = (
    r"(?!(?:\d{4}年)?<N>月|(?:(?:\d{4}|[今明后本])年的?)?<FEAST>|第|[本上下这]*(?:周|月|星期)|即日|[今明][天日]|<N>\s*[日号天]|每|各)"
    r"(?:(?<=[在于自从待经])|(?:(?<=[,。;:()\s、-])|(?<![\s\S]))(?!.{1,19}?(?:收到|接到|签约|会后))|" + _VERBS + ")"
)
_SINCE = r"(?:之日起|之日后|之后|以后|(?<![今此随最落前])后|(?<![引发一提])起|以来)"


def waiting() -> list[Rule]:
    """Rules for what is due so long after or before an event, by it, at it, or once it has happened."""
    return [
        _rule(
            "around a named day",
            r"(?:(?:\d{4}|[今明后本])年的?)?<FEAST>(?:之?[前后]|以[前后])的?\s*第?(?:<LENGTH>|[一二三四五六]\s*个?(?:周|星期))(?:<IN>)?",
            said.unclear,
        ),
        _rule(
            "so long after an event",
            _START
            + r"(?P<ev><LETTER>{1,20}?)"
            + _SINCE
            + r",?\s*的?\s*<TWO>\s*(?P<n2><N>)\s*(?P<u><UNITS>)\s*(?P<by><IN>)?",
            events.so_long_after,
        ),
        _rule(
            "so long after an event",
            _START + r"(?P<ev><LETTER>{1,20}?)" + _SINCE + r",?\s*的?\s*(?:第|约|大约|大概|最多|至多|不超过"
            r"|最晚|最迟)?\s*<LENGTH>\s*(?P<by><IN>)?",
            events.so_long_after,
        ),
        _rule(
            "so long after an event",
            r"(?P<ev>(?:收到|接到)<LETTER>{1,12}?)(?:的)?\s*<LENGTH>\s*(?P<by><IN>)",
            events.so_long_after,
        ),
        _rule(
            "the one after an event",
            _START + r"(?P<ev><LETTER>{1,20}?)(?:之后|以后|后)?的?(?P<u>次日|翌日|第二天|次周)(?:<BEFORE>)?",
            events.unit_after,
        ),
        _rule(
            "so long before an event",
            _START + r"(?P<ev><LETTER>{1,20}?)(?:之前|以前|(?<![提目此当])前)的?\s*(?P<by>至少|不少于|最少|最晚"
            r"|最迟)?\s*<LENGTH>(?!\s*<IN>)",
            events.so_long_before,
        ),
        _rule(
            "so long before an event",
            _START + r"<LETTER>{1,20}?(?:之前|以前"
            r"|(?<![提目此当])前)\s*<LENGTH>\s*<IN>",
            said.unclear,
        ),
        _rule(
            "by an event",
            r"(?:(?:在|于)\s*)?(?P<ev>下一?[次届轮期个]<LETTER>{1,8}?)<BEFORE>",
            events.by_event,
        ),
        _rule("by an event", _START + r"(?P<ev><GATHERING>)<BEFORE>", events.by_event, weak=True),
        _rule("by an event", r"(?P<ev>会)前(?!后|期|景)", events.by_event, weak=True),
        _rule(
            "at an event",
            r"(?:(?:在|于)\s*)?(?P<ev>下一?[次届轮期个]<LETTER>{0,6}?<MEETING>)(?:上|时(?!间|长|候)|期间|召开时)",
            events.at_event,
        ),
        _rule("at an event", r"(?P<ev>下一?[次届轮期个]<LETTER>{0,6}?<MEETING>)", events.at_event, weak=True),
        _rule(
            "after an event",
            _VERBS + r"(?P<ev><LETTER>{1,12}?)(?:之后|以后|后)(?!续|期|天|日)(?P<atonce>立即|马上|即刻|立刻|随即|即)?",
            events.once_happened,
            weak=True,
        ),
        _rule(
            "after an event",
            r"(?:(?P<atonce>一经|一旦)|待|等)?"
            + _START
            + r"(?P<ev><LETTER>{0,18}?<DONE>)(?:之后|以后|后)(?!续|期|天|日)(?:立即|马上|即刻|立刻)?",
            events.once_happened,
            weak=True,
        ),
        _rule("after an event", r"(?P<atonce>一经|一旦)(?P<ev><LETTER>{0,12}?<DONE>)", events.once_happened, weak=True),
        _rule(
            "after an event",
            r"(?<!在)(?:等待|待|等)(?P<ev><LETTER>{1,12}?<DONE>)(?:之后|以后|后)?(?!续|期)",
            events.once_happened,
            weak=True,
        ),
    ]
