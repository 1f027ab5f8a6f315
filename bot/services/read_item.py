"""Everything there is to say about one action."""

from bot.domain.errors import NotFound
from bot.domain.item_sheet import ItemSheet, person_ids_in
from bot.domain.person import Viewer
from bot.services.step import action_in
from bot.store import history, notes, organisations, preferences
from bot.store.database import Database


def read_item(db: Database, viewer: Viewer, item_id: int) -> ItemSheet:
    """An action with its parts and its history, in a constant number of queries.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
    """
    with db.read() as tx:
        note = notes.get_by_item(tx, viewer, item_id)
        item = note.item(item_id) if note else None
        if note is None or item is None:
            raise NotFound("no_item")
        happened = history.of_item(tx, item_id)
        contacts = {one.organisation.contact_id or 0 for one in action_in(item).owners if one.organisation}
        names = preferences.readers_of(tx, {*person_ids_in(happened), *contacts})
        return ItemSheet(
            note,
            item,
            happened,
            {one.id: one for one in organisations.find(tx, note.space_id)},
            {person_id: reader.person.name for person_id, reader in names.items()},
        )
