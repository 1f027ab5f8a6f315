"""Mark an action done, or open it again; the second of two people sees what the first did."""

from datetime import datetime

from bot.domain.errors import Changed, NotFound
from bot.domain.person import Viewer
from bot.domain.record import ActionStatus, Item, Note
from bot.services.read_note import read_note_of_item
from bot.store import actions, jobs
from bot.store.database import Database


def change_status(db: Database, viewer: Viewer, item_id: int, status: ActionStatus, *, now: datetime) -> Item:
    """Set the status of an action.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: it has that status already; details name who set it.
    """
    note, item = find_action(db, viewer, item_id)
    by = (viewer.person.id, viewer.person.name)
    with db.write() as tx:
        if actions.set_status(tx, item_id, status, by, now, change="done" if status == "done" else "reopened"):
            jobs.add(tx, "card", str(note.id), {"space": note.space_id, "note": note.id}, now)
            return item
        there = actions.of_items(tx, [item_id])[item_id]
    raise Changed(f"already_{status}", ref=item.ref, who=there.changed.by if there.changed else note.author)


def find_action(db: Database, viewer: Viewer, item_id: int) -> tuple[Note, Item]:
    """The action behind an id, and its note.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
    """
    note = read_note_of_item(db, viewer, item_id)
    item = note.item(item_id)
    if item is None or item.action is None:
        raise NotFound("no_item")
    return note, item
