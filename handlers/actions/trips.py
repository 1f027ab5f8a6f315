"""The buttons of trips: a new one, everything about one, the forms that change it, and its report."""

from datetime import datetime

from bot.domain.errors import NotFound, UserError
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import Viewer
from bot.domain.trip import WRITTEN
from bot.render import trip_forms
from bot.render import trips as render
from bot.services.ask_report import Version
from bot.services.change_trip import add_suggested, offer_meetings
from bot.services.describe_space import list_spaces
from bot.services.read_trip import find_trip, read_trip
from bot.services.write_sections import words_of
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers import trips
from handlers.glossary import carried
from handlers.reply import Reply


def new(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of a new trip: of the channel's space, or of one of those the person sees."""
    here = viewer.channel.space_id if viewer.channel else None
    spaces = [space for space in list_spaces(db, viewer) if here in {None, space.id}]
    if not spaces:
        raise UserError("person_without_space")
    reply.open(trip_forms.trip_form(None, spaces, carried(incoming, space=spaces[0].id), locale))


def show(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Everything about a trip."""
    reply.say(trips.page(db, viewer, locale, _trip(incoming)))


def edit(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of its title and days."""
    trip = find_trip(db, viewer, _trip(incoming))
    private = carried(incoming, trip=trip.id, version=trip.version)
    reply.open(trip_forms.trip_form(trip, (), private, locale))


def meetings(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form in which its meetings are chosen."""
    choice = offer_meetings(db, viewer, _trip(incoming))
    shown = [note.id for note in choice.offered]
    private = carried(incoming, trip=choice.trip.id, shown=shown)
    chosen = [note_id for note_id in shown if note_id in choice.inside | choice.suggested]
    reply.open(trip_forms.meetings_form(choice.offered, chosen, private, locale))


def suggested(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Put the meetings held in its days into it."""
    trip = add_suggested(db, viewer, _trip(incoming), now=now)
    reply.replace(trips.page(db, viewer, locale, trip.id, render.saved("saved", trip, locale)))


def texts(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of what people write for its report; it remembers which version of that it shows."""
    report = read_trip(db, viewer, _trip(incoming))
    version = report.note.version if report.note else 0
    private = carried(incoming, trip=report.trip.id, version=version)
    parts = {name: words_of(report, name) for name in WRITTEN}
    reply.open(trip_forms.texts_form(report, parts, private, locale))


def letterhead(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of what stands at the head of the reports."""
    report = read_trip(db, viewer, _trip(incoming))
    private = carried(incoming, trip=report.trip.id)
    reply.open(trip_forms.letterhead_form(report.letterhead, private, locale))


def report(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Have the report made in the language of the button, or side by side."""
    trip_id, wanted = _trip(incoming), incoming.name.removeprefix("trip.report.")
    if wanted == "both":
        version: Version = read_trip(db, viewer, trip_id).space.languages[:2]
    else:
        version = tuple(language for language in LANGUAGES if language == wanted)
    if not version:  # a forged button
        raise NotFound("no_trip")
    trips.make(incoming, reply, db, viewer, locale, trip_id, [version], (), now)


def _trip(incoming: Incoming) -> int:
    return number_in(unpack(incoming.value), "trip")
