"""The summary of the note whose card was pressed."""

from collections.abc import Callable

from bot.domain.person import Viewer
from bot.services.read_note import read_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database


def handle(incoming: Incoming, db: Database, viewer: Viewer, ask: Callable[[str, str], None]) -> None:
    """Ask for it as somebody would who knows the note's number."""
    note = read_note(db, viewer, number_in(unpack(incoming.value), "note"))
    ask("summary", note.label)
