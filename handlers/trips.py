"""What the surfaces of trips have in common: showing one, and having its report made."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import SlackChannel, Viewer
from bot.domain.trip import ReportForm
from bot.render import trips as render
from bot.services.ask_report import Version, ask_report
from bot.services.change_trip import count_suggested
from bot.services.read_trip import read_trip
from bot.slack.message import Message
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.glossary import asked
from handlers.reply import Reply


def page(db: Database, viewer: Viewer, locale: Language, trip_id: int, told: str = "") -> Message:
    """A trip as it is now; `told` is what to say above it."""
    report = read_trip(db, viewer, trip_id)
    suggested = count_suggested(db, viewer, report.trip)
    return render.as_page(report, locale, suggested=suggested, told=told)


def make(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    trip_id: int,
    versions: Sequence[Version],
    forms: Sequence[ReportForm],
    now: datetime,
    channel: SlackChannel | None = None,
) -> None:
    """Have a report made, say that it comes, and show the trip."""
    trip = ask_report(db, viewer, trip_id, versions, forms, asked(incoming, locale), now=now)
    reply.say(page(db, viewer, locale, trip.id, render.making(trip, locale)), channel)
