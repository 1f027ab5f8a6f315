"""Message shortcut: log what somebody wrote as a note."""

from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.language import Language, guess_language
from bot.domain.person import Viewer
from bot.domain.typed_note import TypedNote
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.logging_note import new_form, offer_space
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Open the form with the message in it, to be looked over before it is logged."""
    if not incoming.text.strip():
        raise UserError("note_empty")
    if viewer.channel is None and not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, incoming.text, now)
        return
    typed = TypedNote(incoming.text, guess_language(incoming.text))
    reply.open(new_form(incoming, db, viewer, typed, locale))
