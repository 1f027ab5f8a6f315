"""What the words and the buttons of an owner have in common: how long notes are kept, the log, the whole record."""

from collections.abc import Callable
from datetime import date, datetime

from bot.domain.calendars import calendar_of, zone_of
from bot.domain.errors import Unreadable
from bot.domain.grammar import Grammar, SpaceVerb
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.retention import LEAST, MOST, read_months
from bot.render import keeping as render
from bot.services.ask_record import ask_record
from bot.services.describe_space import describe_space
from bot.services.fetch_glossary import Asked
from bot.services.read_log import read_log
from bot.services.set_retention import foresee
from bot.services.sides import list_owned
from bot.slack.message import Message
from bot.store.database import Database
from handlers.roles import owners_for

VERBS: tuple[SpaceVerb, ...] = ("retention", "log", "export")


def by_words(
    verb: SpaceVerb,
    rest: str,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    space_meant: Callable[[], int],
    asked: Asked,
    today: date,
    now: datetime,
) -> Message:
    """Do what one of `VERBS` says, and give the answer, which is for whoever asked alone."""
    if verb == "log":
        return log(db, viewer, space_meant(), locale)
    if verb == "export":
        return export(db, viewer, space_meant(), asked, now)
    if not rest:
        return page(db, viewer, space_meant(), locale)
    return preview(db, viewer, space_meant(), rest, grammar, locale, today)


def page(db: Database, viewer: Viewer, space_id: int, locale: Language) -> Message:
    """How long notes are kept, and what can be done."""
    owners = owners_for(db, viewer, space_id, locale)
    return render.as_page(describe_space(db, viewer, space_id).space, locale, owners=owners)


def log(db: Database, viewer: Viewer, space_id: int, locale: Language) -> Message:
    """Who saw and changed what, last."""
    found = read_log(db, viewer, space_id, locale)
    space = describe_space(db, viewer, space_id).space
    zone = zone_of(viewer.person.zone, calendar_of(None, locale))
    return render.as_log(space, found.entries, found.called, zone, locale)


def export(db: Database, viewer: Viewer, space_id: int, asked: Asked, now: datetime) -> Message:
    """Have the record made into a file."""
    ask_record(db, viewer, space_id, asked, now=now)
    return render.record_asked(asked.locale)


def preview(
    db: Database, viewer: Viewer, space_id: int, said: str, grammar: Grammar, locale: Language, today: date
) -> Message:
    """What would go if the notes were kept for as long as somebody says.

    Raises:
        NotAllowed: it is for the owners, whatever they say.
        Unreadable: that is no time.
    """
    space = list_owned(db, viewer, space_id).space
    try:
        months = read_months(said, grammar.for_ever_words)
    except ValueError as problem:
        raise Unreadable("retention_unclear", typed=said, least=LEAST, most=MOST) from problem
    foreseen = foresee(db, viewer, space_id, months or MOST, today=today)
    return render.as_preview(space, months, foreseen if months else None, locale)
