"""Mark an action done, or open it again; the second of two people sees what the first did."""

from datetime import datetime

from bot.domain.errors import Changed, NotAllowed
from bot.domain.person import Viewer
from bot.domain.record import ActionStatus, Item, Note
from bot.services.step import Step, find_action, finish, hold_action
from bot.store import actions
from bot.store.database import Database

__all__ = ["change_status", "find_action", "open_parts"]


def change_status(
    db: Database, viewer: Viewer, item_id: int, status: ActionStatus, *, now: datetime, anyway: bool = False
) -> Step:
    """Set the status of an action.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        NotAllowed: it is to be done, parts of it are open, and nobody has said `anyway`; details name them.
        Changed: it has that status already; details name who set it.
    """
    by = (viewer.person.id, viewer.person.name)
    with db.write() as tx:
        note, item = hold_action(tx, viewer, item_id)
        left = open_parts(note, item)
        if status == "done" and left and not anyway:
            raise NotAllowed("parts_open", ref=item.ref, parts=" · ".join(part.ref for part in left))
        if actions.set_status(tx, item_id, status, by, now, change="done" if status == "done" else "reopened"):
            return finish(tx, viewer, item_id, now)
        there = actions.of_items(tx, [item_id])[item_id]
    raise Changed(f"already_{status}", ref=item.ref, who=there.changed.by if there.changed else note.author)


def open_parts(note: Note, item: Item) -> tuple[Item, ...]:
    """The parts of an action that are open."""
    return tuple(one for one in note.items if one.parent_id == item.id and one.action and one.action.status == "open")
