"""The form of a note that is in the record was sent."""

from datetime import date, datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.services.edit_note import edit_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.logging_inside import as_saved
from handlers.reply import Reply
from handlers.views.filled import note_of


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """Save it, unless somebody changed it meanwhile; the form then stays open with what was typed."""
    private = unpack(incoming.private)
    note_id, version = number_in(private, "note"), number_in(private, "version")
    note = edit_note(db, viewer, note_id, version, note_of(incoming.state), today=today, now=now)
    here = incoming.channel_of(private)
    saved = as_saved(db, viewer, note, locale) if note.inner else None
    reply.say(saved or answers.done("note_saved", locale), here)
