"""Put an action aside: its reminders stay away until a day."""

from datetime import date

from bot.domain.errors import Changed
from bot.domain.person import Viewer
from bot.domain.record import Item
from bot.services.change_status import find_action
from bot.store import snoozes
from bot.store.database import Database


def snooze(db: Database, viewer: Viewer, item_id: int, until: date) -> Item:
    """Remind the viewer of an action again on a day, and not before; nobody else notices.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: it is not open any more, so that there is nothing to be reminded of.
    """
    _, item = find_action(db, viewer, item_id)
    if item.action is None or item.action.status != "open":
        raise Changed("not_open_any_more", ref=item.ref)
    with db.write() as tx:
        snoozes.put(tx, viewer.person.id, item_id, until)
    return item
