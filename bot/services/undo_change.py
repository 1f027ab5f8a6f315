"""Take back the newest change of an action, for ten minutes, whoever made it."""

from datetime import datetime, timedelta

from bot.domain.errors import Changed, NotFound
from bot.domain.person import Viewer
from bot.domain.record import Happened, Item, Note
from bot.services.edit_action import reword
from bot.services.step import Step, acted, finish, hold_action, last_by, translate_rest
from bot.store import actions, history, notes
from bot.store.database import Database, Tx

FOR = timedelta(minutes=10)


def undo_change(db: Database, viewer: Viewer, item_id: int, event_id: int, *, now: datetime) -> Step:
    """Make an action what it was before a change; a comment and the parts of a split go again.

    Raises:
        NotFound: the item, or the change, is not there for this viewer.
        Changed: it is too late, it was taken back before, or something else was changed since.
    """
    with db.write() as tx:
        note, item = hold_action(tx, viewer, item_id)
        event = next((one for one in history.of_item(tx, item_id) if one.id == event_id), None)
        if event is None or event.change in {"created", "undone"}:
            raise NotFound("no_item")
        if event.undone:
            raise Changed("already_undone", ref=item.ref)
        if now - event.at > FOR:
            raise Changed("undo_too_late", ref=item.ref)
        if not _take_back(tx, viewer, note, item, event, now):
            raise Changed("item_changed_since", ref=item.ref, who=last_by(tx, item_id))
        translate_rest(tx, note, now)
        return finish(tx, viewer, item_id, now)


def _take_back(tx: Tx, viewer: Viewer, note: Note, item: Item, event: Happened, now: datetime) -> bool:
    if event.change == "commented":
        history.set_undone(tx, event.id)
        return True
    if event.change == "split":
        return _join_again(tx, item, event, now)
    if actions.restore(tx, event.id, acted(viewer, now)) is None:
        return False
    before, after = event.before.get("words"), event.after.get("words")
    if isinstance(before, str) and item.text.content == after:
        reword(tx, note, item, before, now)
    return True


def _join_again(tx: Tx, item: Item, event: Happened, now: datetime) -> bool:
    """Remove the parts that a split made; not where somebody has done something with one of them since."""
    made = {part_id: history.of_item(tx, part_id) for part_id in notes.parts_of(tx, item.id)}
    of_event = {part_id: happened for part_id, happened in made.items() if happened[0].at == event.at}
    if any(len(happened) > 1 for happened in of_event.values()):
        return False
    for part_id in of_event:
        notes.remove_item(tx, part_id, now)
    history.set_undone(tx, event.id)
    return True
