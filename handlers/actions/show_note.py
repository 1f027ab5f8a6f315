"""Show all items of a note that is too long for its card."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.card import as_sheet
from bot.services.read_note import read_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Open a sheet with every item in the reader's language."""
    reply.open(as_sheet(read_note(db, viewer, number_in(unpack(incoming.value), "note")), locale))
