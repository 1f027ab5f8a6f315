"""In which language to answer, and which day it is, for somebody."""

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain.language import Language, guess_language
from bot.domain.person import Person

LEAST_TO_GUESS = 2  # characters: one letter says nothing about a language


def locale_of(person: Person | None, written: str) -> Language:
    """What the person chose, else what they write, else what they wrote before, else English."""
    if person and person.language:
        return person.language
    return guess_of(written) or (person.guessed if person else None) or "en"


def guess_of(written: str) -> Language | None:
    """The language of what somebody wrote; None when there is too little of it."""
    return guess_language(written) if len(written.strip()) >= LEAST_TO_GUESS else None


def today_of(person: Person, locale: Language, now: datetime) -> date:
    """The day it is where the person is."""
    zone = person.zone or ("Asia/Shanghai" if locale == "zh" else "Europe/Copenhagen")
    try:
        return now.astimezone(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError):  # Slack's zones are not always in our list
        return now.astimezone(ZoneInfo("Europe/Copenhagen")).date()
