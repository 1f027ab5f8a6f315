"""Notes that came as files along with a message: a job fetches and reads them."""

from datetime import date, datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.services.fetch_minutes import ask_minutes
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.glossary import asked
from handlers.logging_note import channel_meant, offer_space
from handlers.reply import Reply


def take_files(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """Have all of them read into the space of the channel; the job says what became of each."""
    channel = channel_meant(db, viewer, incoming)
    if channel is None:
        offer_space(incoming, reply, db, viewer, locale, "", now)
        return
    for file in incoming.files:
        ask_minutes(db, viewer, channel, file, asked(incoming, locale), today, now=now)
