"""The form of a note that is in the record was sent."""

from datetime import date, datetime

from bot.domain.language import Language
from bot.domain.person import SlackChannel, Viewer
from bot.render import answers
from bot.services.edit_note import edit_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply
from handlers.views.filled import note_of


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """Save it, unless somebody changed it meanwhile; the form then stays open with what was typed."""
    private = unpack(incoming.private)
    note_id, version = number_in(private, "note"), number_in(private, "version")
    note = edit_note(db, viewer, note_id, version, note_of(incoming.state), today=today, now=now)
    channel = SlackChannel(note.card.channel.team_id, str(private.get("channel", ""))) if note.card else None
    reply.say(answers.done("note_saved", locale), channel if channel and channel.channel_id else None)
