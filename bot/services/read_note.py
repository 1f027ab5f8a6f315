"""One note, or the notes a person means by a few words."""

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.store import notes
from bot.store.database import Database


def read_note(db: Database, viewer: Viewer, note_id: int) -> Note:
    """A note the viewer may see.

    Raises:
        NotFound: there is none for this viewer.
    """
    with db.read() as tx:
        note = notes.get(tx, viewer, note_id)
    if note is None:
        raise NotFound("no_note")
    return note


def read_note_of_item(db: Database, viewer: Viewer, item_id: int) -> Note:
    """The note in which an item stands now.

    Raises:
        NotFound: the item was removed, or is not there for this viewer.
    """
    with db.read() as tx:
        note = notes.get_by_item(tx, viewer, item_id)
    if note is None:
        raise NotFound("no_item")
    return note
