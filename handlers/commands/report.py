"""/report: the trips there are, or the printed report of one of them."""

from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.trip import Trip
from bot.domain.typed_report import AskedReport
from bot.render import trips as render
from bot.services.ask_report import Version
from bot.services.read_trip import find_trips, list_trips, read_trip
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers import trips
from handlers.logging_note import offer_space
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, now: datetime
) -> None:
    """List the trips; of the one that some words name, have the report made, in the reader's language unless said."""
    if not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, "", now)
        return
    wanted = grammar.report_of(incoming.text)
    found = find_trips(db, viewer, wanted.words) if wanted.words else list_trips(db, viewer)
    if wanted.words and not found:
        raise NotFound("no_trip_named", typed=incoming.text, words=wanted.words)
    if len(found) != 1 or not incoming.text.strip():
        reply.say(render.as_list(found, locale, asked=wanted.words))
        return
    versions = _versions(db, viewer, found[0], wanted, locale)
    trips.make(incoming, reply, db, viewer, locale, found[0].id, versions, wanted.forms, now)


def _versions(db: Database, viewer: Viewer, trip: Trip, wanted: AskedReport, locale: Language) -> list[Version]:
    """In which languages: those that were named, or the reader's where the space is in that, or its first."""
    spoken = read_trip(db, viewer, trip.id).space.languages
    versions: list[Version] = [(language,) for language in wanted.languages]
    if wanted.both:
        versions.append(spoken[:2])
    return versions or [(locale if locale in spoken else spoken[0],)]
