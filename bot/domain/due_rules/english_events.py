"""How English names deadlines that wait for an event; see `events` for what they come to."""

from bot.domain.due_rules import events, said
from bot.domain.due_rules.english_pieces import PIECES
from bot.domain.due_rules.grammar import Rule

_rule = PIECES.rule


def waiting() -> list[Rule]:
    """Rules for what is due so long after or before an event, by it, at it, or once it has happened."""
    return [
        _rule(
            "around a named day",
            r"(?:within\s+)?<LENGTH>\s+(?:after|before|of|from|prior\s+to)\s+<FEAST><END>",
            said.unclear,
        ),
        _rule(
            "so long after an event",
            r"(?:(?P<by>within|no\s+later\s+than|not\s+later\s+than|by|before|at\s+the\s+latest|latest|inside)\s+(?:the\s+first\s+)?|in\s+)?"
            r"<LENGTH>\s+(?:after|from|following|upon)\s+(?P<ev><EVENT>)",
            events.so_long_after,
        ),
        _rule(
            "so long after an event",
            r"(?P<by>within|no\s+later\s+than|not\s+later\s+than|inside)\s+(?:the\s+first\s+)?<LENGTH>\s+of\s+(?P<ev><EVENT>)",
            events.so_long_after,
        ),
        _rule(
            "so long before an event",
            r"(?:(?P<by>at\s+least|no\s+later\s+than|not\s+later\s+than|by|latest|minimum|a\s+minimum\s+of)\s+)?"
            r"<LENGTH>\s+(?:before|prior\s+to|ahead\s+of|in\s+advance\s+of)\s+(?P<ev><EVENT>)",
            events.so_long_before,
        ),
        _rule(
            "so long before an event", r"within\s+<LENGTH>\s+(?:before|prior\s+to|ahead\s+of)\s+<EVENT>", said.unclear
        ),
        _rule(
            "the one after an event",
            r"(?:(?P<by>by|no\s+later\s+than|before)\s+)?(?:on\s+)?the\s+(?:first\s+|next\s+)?(?P<u>day|week|(?:working|business)\s+day)\s+"
            r"(?:after|following)\s+(?P<ev>(?!tomorrow|next)<EVENT>)",
            events.unit_after,
        ),
        _rule(
            "the one before an event",
            r"(?:(?P<by>by|no\s+later\s+than)\s+)?(?:on\s+|in\s+)?the\s+(?P<u>day|week|(?:working|business)\s+day)\s+"
            r"(?:before|prior\s+to|preceding)\s+(?P<ev>(?!last|yesterday)<EVENT>)",
            events.unit_before,
        ),
        _rule(
            "by an event",
            r"(?:before|by|prior\s+to|ahead\s+of|in\s+advance\s+of|no\s+later\s+than|in\s+time\s+for|until)\s+"
            r"(?P<ev>(?:(?:the|our|your|their)\s+)?(?:(?:next|coming|following|upcoming|first|second|final)\s+)?<GATHERING>)<END>",
            events.by_event,
        ),
        _rule("by an event", r"(?:before|until)\s+(?P<ev><CLAUSE>)", events.by_event, weak=True),
        _rule(
            "at an event",
            r"(?:at|during|on)\s+(?P<ev>(?:(?:the|our|your)\s+)?(?:next|coming|following|upcoming)\s+<GATHERING>)<END>",
            events.at_event,
        ),
        _rule(
            "after an event", r"(?:once|when|after|(?P<atonce>as\s+soon\s+as))\s+(?P<ev><CLAUSE>)", events.once_happened
        ),
        _rule(
            "after an event",
            r"(?:(?:(?P<atonce>immediately|right|straight)|shortly|soon)\s+)?(?:after|upon|following|on(?=\s+(?:receipt|approval|completion|signature)))\s+"
            r"(?P<ev><HAPPENING>)",
            events.once_happened,
            weak=True,
        ),
    ]
