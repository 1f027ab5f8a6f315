"""Show a note as it was written."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.note_form import original_sheet
from bot.services.read_note import read_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Open a sheet with the words of whoever wrote it."""
    reply.open(original_sheet(read_note(db, viewer, number_in(unpack(incoming.value), "note")), locale))
