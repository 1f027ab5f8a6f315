"""Deadlines that wait for an event: what it is, and when they fall due once it has happened."""

from datetime import date

from bot.domain.due import Calendar, FoundDue, found_due
from bot.domain.language import Language


def start_clock(said: str, language: Language, happened_on: date, *, calendar: Calendar = "DK") -> FoundDue | None:
    """When something is due whose event has happened.

    Args:
        said: The words of the due date, as `Due.said` keeps them ("senest 10 arbejdsdage efter modtagelsen").
        language: The language of the words.
        happened_on: The day of the event; for "two weeks before the visit" the day it takes place.
        calendar: Whose working days are counted.

    Returns:
        The interval with the words kept, and the rule that counted it. Precision "unknown" without an
        interval where no length was said ("når rapporten foreligger"): no day is made up, it is to be
        asked for; "asap" for "umiddelbart efter mødet". None when the words wait for no event.
        See `bot.domain.due_rules.events` for each kind.
    """
    from bot.domain.due_rules.choice import started  # noqa: PLC0415  the rules load when a text comes

    chosen = started(said, language, happened_on, calendar)
    return found_due(said, chosen) if chosen else None


def event_named(said: str, language: Language) -> str:
    """The words of the event a deadline waits for ("modtagelsen", "收到草案"); "" if that cannot be told."""
    from bot.domain.due_rules.choice import event_words  # noqa: PLC0415  the rules load when a text comes

    return event_words(said, language)
