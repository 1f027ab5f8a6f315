"""/note: log a meeting note, in one go or by a form."""

from datetime import date, datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.typed_note import TypedNote
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.logging_note import log_in_channel, new_form, offer_space
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """Log what was written; without words open the form, or offer the button that opens it."""
    if incoming.text.strip():
        log_in_channel(incoming, reply, db, viewer, locale, TypedNote(incoming.text), today, now)
    elif not viewer.space_ids or (incoming.channel and not viewer.channel and not _direct(incoming)):
        offer_space(incoming, reply, db, viewer, locale, "", now)
    elif not reply.can_open:
        reply.offer_form("note", locale)
    else:
        reply.open(new_form(incoming, db, viewer, TypedNote(""), locale))


def _direct(incoming: Incoming) -> bool:
    return incoming.channel is not None and incoming.channel.channel_id.startswith("D")
