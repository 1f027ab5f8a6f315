"""What people have done to a note: corrections of its translations, and what became of its actions."""

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.review import Happening, Place
from bot.services.review import places_in
from bot.store import corrections, notes
from bot.store.database import Database, Tx


def read_history(db: Database, viewer: Viewer, note_id: int) -> tuple[Note, tuple[Happening, ...]]:
    """The note, and what happened to it, newest first.

    Raises:
        NotFound: the note is not there for this viewer.
    """
    with db.read() as tx:
        note = notes.get(tx, viewer, note_id)
        if note is None:
            raise NotFound("no_note")
        found = [*_corrections(tx, note), *_changes(tx, note)]
    return note, tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _corrections(tx: Tx, note: Note) -> list[Happening]:
    places = places_in(tx, note)
    kept = corrections.of_texts(tx, list(places))
    return [Happening(places[one.text_id], one.correction.at, one.correction.by, one.correction) for one in kept]


def _changes(tx: Tx, note: Note) -> list[Happening]:
    places = {item.id: Place(item.kind, item.ref) for item in note.items}
    return [
        Happening(places[one.item_id], one.at, one.by, change=one.change)
        for one in corrections.action_changes(tx, list(places))
    ]
