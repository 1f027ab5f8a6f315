"""Drop an action, with the reason why; the reason is translated with its note."""

from datetime import datetime

from bot.domain.errors import Changed, Unreadable
from bot.domain.person import Viewer
from bot.services.step import Step, finish, hold_action, keep_words, translate_rest
from bot.store import actions
from bot.store.database import Database


def drop_action(db: Database, viewer: Viewer, item_id: int, reason: str, *, now: datetime) -> Step:
    """Say that an action will not be done.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Unreadable: no reason was given.
        Changed: it was dropped before; details name by whom.
    """
    if not reason.strip():
        raise Unreadable("reason_missing")
    by = (viewer.person.id, viewer.person.name)
    with db.write() as tx:
        note, item = hold_action(tx, viewer, item_id)
        reason_id = keep_words(tx, viewer, note, reason.strip(), now)
        if actions.set_status(tx, item_id, "dropped", by, now, change="dropped", reason_id=reason_id):
            translate_rest(tx, note, now)
            return finish(tx, viewer, item_id, now)
        there = actions.of_items(tx, [item_id])[item_id]
        who = there.changed.by if there.changed else note.author
        raise Changed("already_dropped", typed=reason, ref=item.ref, who=who)  # which takes back the reason too
