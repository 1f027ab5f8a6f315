"""One more field in the form for a long note; what was typed stays."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.note_form import FIELDS, NoteForm, as_form
from bot.services.describe_space import list_spaces
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.reply import Reply
from handlers.views.filled import note_of


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Show the form with one more field."""
    editing = "note" in unpack(incoming.private)
    fields = min(int(incoming.value) if incoming.value.isdecimal() else 2, FIELDS)
    chooses = "space" in incoming.state
    spaces = list_spaces(db, viewer) if chooses else ()
    start = NoteForm(note_of(incoming.state), incoming.private, fields, spaces, editing)
    reply.update_form(as_form(start, locale))
