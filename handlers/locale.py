"""In which language to answer, and which day it is, for somebody."""

from datetime import date, datetime

from bot.domain.calendars import calendar_of, local, zone_of
from bot.domain.grammar import Grammar
from bot.domain.language import Language, evident_language
from bot.domain.person import Person
from bot.slack.payloads import Incoming

ASKING = frozenset({"mention", "dm", "/jordbro"})
"""Where the first word asks for something, so that its language is its writer's."""


def locale_of(person: Person, guess: Language | None) -> Language:
    """What the person chose, else what they write, else what they wrote before, else English."""
    return person.language or guess or person.guessed or "en"


def guess_of(incoming: Incoming, grammar: Grammar) -> Language | None:
    """The language of what somebody wrote; None when it says nothing of its writer."""
    if incoming.surface == "shortcut":  # the words are somebody else's
        return None
    evident = evident_language(incoming.text)
    if evident or not ASKING & {incoming.surface, incoming.name}:
        return evident
    said = grammar.read(incoming.text)
    return said.language if said else None


def today_of(person: Person, locale: Language, now: datetime) -> date:
    """The day it is where the person is."""
    return local(now, zone_of(person.zone, calendar_of(person.zone, locale))).date()
