"""How Danish names deadlines that wait for an event; see `events` for what they come to."""

from bot.domain.due_rules import events, said
from bot.domain.due_rules.danish_pieces import PIECES
from bot.domain.due_rules.grammar import Rule

_rule = PIECES.rule


def waiting() -> list[Rule]:
    """Rules for what is due so long after or before an event, by it, at it, or once it has happened."""
    return [
        _rule("around a named day", r"<LENGTH>\s+(?:efter|før|inden)\s+<FEAST><END>", said.unclear),
        _rule(
            "so long after an event",
            r"(?:(?P<by>senest|inden\s+for|indenfor|inden|i\s+løbet\s+af)\s+(?:de\s+(?:første|næste)\s+)?|om\s+)?"
            r"<LENGTH>\s+(?:efter|fra|regnet\s+fra)\s+(?:at\s+)?(?P<ev><EVENT>)",
            events.so_long_after,
        ),
        _rule(
            "so long before an event",
            r"(?:(?P<by>senest|mindst|minimum|inden)\s+)?<LENGTH>\s+(?:før|inden|forud\s+for)\s+(?P<ev><EVENT>)",
            events.so_long_before,
        ),
        _rule(
            "the one after an event",
            r"(?:(?P<by>senest|inden)\s+)?(?P<u>dagen|ugen|hverdagen|arbejdsdagen)\s+efter\s+(?P<ev><EVENT>)",
            events.unit_after,
        ),
        _rule(
            "the one after an event",
            r"(?:(?P<by>senest|inden)\s+)?(?:den\s+)?første\s+(?P<u>hverdag|arbejdsdag|dag)\s+efter\s+(?P<ev><EVENT>)",
            events.unit_after,
        ),
        _rule(
            "the one before an event",
            r"(?:(?P<by>senest|inden)\s+)?(?:på\s+|i\s+)?(?P<u>dagen|ugen|hverdagen|arbejdsdagen)\s+(?:før|inden|forud\s+for)\s+"
            r"(?P<ev><EVENT>)",
            events.unit_before,
        ),
        _rule(
            "by an event",
            r"(?:senest|inden|før|forud\s+for)\s+(?:ved\s+|til\s+|på\s+)?(?P<ev><WHICH><GATHERING>)<END>",
            events.by_event,
        ),
        _rule("by an event", r"(?:senest|inden|før)\s+(?:når\s+)?(?P<ev><CLAUSE>)", events.by_event, weak=True),
        _rule(
            "at an event",
            r"(?:ved|på|til|under|i\s+forbindelse\s+med)\s+(?P<ev>(?:(?:det|den|vores)\s+)?"
            r"(?:næste|kommende|førstkommende)\s+<GATHERING>)<END>",
            events.at_event,
        ),
        _rule(
            "after an event",
            r"(?:(?P<atonce>straks|umiddelbart|lige|så\s+snart)\s+|først\s+)?(?:når|efter\s+at)\s+(?P<ev><CLAUSE>)",
            events.once_happened,
        ),
        _rule("after an event", r"(?P<atonce>så\s+snart)\s+(?P<ev><CLAUSE>)", events.once_happened),
        _rule(
            "after an event",
            r"(?:(?:(?P<atonce>umiddelbart|straks|lige)|kort|først)\s+)?(?:efter|ved)\s+(?P<ev><HAPPENING>)",
            events.once_happened,
            weak=True,
        ),
    ]
