"""The forms of trips were sent."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.language import Language
from bot.domain.letterhead import Letterhead
from bot.domain.person import Viewer
from bot.domain.trip import WRITTEN
from bot.render import trips as render
from bot.services.change_trip import TypedTrip, change_trip, choose_meetings, make_trip
from bot.services.set_letterhead import set_letterhead
from bot.services.write_sections import TypedSections, write_sections
from bot.slack.payloads import Incoming, day_in, number_in, unpack
from bot.store.database import Database
from handlers import trips
from handlers.reply import Reply

LONGEST = 200  # characters of a line of a letterhead
MOST_LINES = 10


def written(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Make the trip, or give it another title and other days."""
    private, state = unpack(incoming.private), incoming.state
    typed = TypedTrip(state.get("title", ""), day_in(state, "begins"), day_in(state, "ends"))
    trip_id = number_in(private, "trip")
    if trip_id:
        trip = change_trip(db, viewer, trip_id, number_in(private, "version"), typed, now=now)
    else:
        space_id = number_in(state, "space", number_in(private, "space"))
        trip = make_trip(db, viewer, space_id, typed, f"form:{incoming.key}", now=now)
    told = render.saved("saved" if trip_id else "made", trip, locale)
    reply.say(trips.page(db, viewer, locale, trip.id, told), incoming.channel_of(private))


def meetings(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Put the meetings that were chosen into the trip, and take the others out."""
    private = unpack(incoming.private)
    chosen = {int(one) for one in incoming.state.get("meetings", "").split(",") if one.isdecimal() and len(one) < 10}  # noqa: PLR2004  digits of an id
    shown = [one for one in private.get("shown") or () if type(one) is int]
    trip = choose_meetings(db, viewer, number_in(private, "trip"), chosen & set(shown), shown=shown, now=now)
    told = render.saved("saved", trip, locale)
    reply.say(trips.page(db, viewer, locale, trip.id, told), incoming.channel_of(private))


def texts(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Keep what was written for the report; a part that was too long for the form stays as it is."""
    private, state = unpack(incoming.private), incoming.state
    parts = {name: state[name] for name in WRITTEN if name in state}
    typed = TypedSections(state.get("heading", ""), parts, day_in(state, "reported_on"))
    trip_id = number_in(private, "trip")
    report = write_sections(db, viewer, trip_id, number_in(private, "version"), typed, now=now)
    told = render.saved("saved", report.trip, locale)
    reply.say(trips.page(db, viewer, locale, trip_id, told), incoming.channel_of(private))


def letterhead(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Keep what stands at the head of the reports."""
    private = unpack(incoming.private)
    trip_id = number_in(private, "trip")
    set_letterhead(db, viewer, trip_id, _letterhead(incoming.state), now=now)
    told = render.letterhead_saved(locale)
    reply.say(trips.page(db, viewer, locale, trip_id, told), incoming.channel_of(private))


def _letterhead(state: Mapping[str, str]) -> Letterhead:
    said = {name: " ".join(state.get(name, "").split())[:LONGEST] for name in ("name", "department", "phone", "web")}
    lines = (" ".join(line.split())[:LONGEST] for line in state.get("address", "").splitlines())
    return Letterhead(address=tuple(filter(None, lines))[:MOST_LINES], **said)
