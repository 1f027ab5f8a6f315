"""Message shortcut: log what somebody wrote as a note."""

from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.language import Language, guess_language
from bot.domain.person import Viewer
from bot.domain.typed_note import TypedNote
from bot.render.note_form import NoteForm, as_form
from bot.slack.payloads import Incoming, pack
from bot.store.database import Database
from handlers.logging_note import offer_space, spaces_to_choose
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Open the form with the message in it, to be looked over before it is logged."""
    if not incoming.text.strip():
        raise UserError("note_empty")
    if viewer.channel is None and not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, incoming.text, now)
        return
    channel = incoming.channel or None
    private = pack(channel=channel.channel_id if channel else "", team=channel.team_id if channel else "")
    typed = TypedNote(incoming.text, guess_language(incoming.text))
    reply.open(as_form(NoteForm(typed, private, spaces=spaces_to_choose(db, viewer)), locale))
