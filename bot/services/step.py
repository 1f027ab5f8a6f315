"""What somebody has just done to an action: the card follows, and for a while it can be taken back."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from bot.domain.errors import Changed, NotFound
from bot.domain.language import Language, evident_language
from bot.domain.person import Viewer
from bot.domain.record import Action, Change, Happened, Item, Note
from bot.services.read_note import read_note_of_item
from bot.services.remember import remember
from bot.store import access, actions, audit, history, jobs, notes, spaces, texts
from bot.store.actions import Acted, Details
from bot.store.database import Database, Tx

ENOUGH = 8  # words that tell Danish from English


class Step(NamedTuple):
    """An action as it is now, in its note, and the event of its history that made it so (0: nothing new)."""

    note: Note
    item: Item
    event_id: int

    @property
    def action(self) -> Action:
        """The action."""
        return action_in(self.item)


def action_in(item: Item) -> Action:
    """The action of an item that is one.

    Raises:
        NotFound: it is none.
    """
    if item.action is None:
        raise NotFound("no_item")
    return item.action


def find_action(db: Database, viewer: Viewer, item_id: int) -> tuple[Note, Item]:
    """The action behind an id, and its note.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
    """
    note = read_note_of_item(db, viewer, item_id)
    return note, _action_of(note, item_id)


def hold_action(tx: Tx, viewer: Viewer, item_id: int) -> tuple[Note, Item]:
    """The same within a transaction that changes it: whoever else changes something of that note waits.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        NotAllowed: they only read there.
    """
    note = notes.hold(tx, viewer, item_id)
    if note is None:
        raise NotFound("no_item")
    access.must_write(tx, viewer, note.space_id)
    return note, _action_of(note, item_id)


def _action_of(note: Note, item_id: int) -> Item:
    item = note.item(item_id)
    if item is None or item.action is None:
        raise NotFound("no_item")
    return item


def acted(viewer: Viewer, now: datetime) -> Acted:
    """The viewer as whoever changes something."""
    return Acted(viewer.person.id, viewer.person.name, now)


def change_details(
    db: Database,
    viewer: Viewer,
    item_id: int,
    make: Callable[[Tx, Note, Action], Details],
    *,
    change: Change,
    now: datetime,
    happened_on: date | None = None,
) -> Step:
    """Change owners and due of an action as it is now; `make` says into what, or refuses.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: somebody else was faster.
    """
    with db.write() as tx:
        note, item = hold_action(tx, viewer, item_id)
        there = action_in(item)
        details = make(tx, note, there)
        by = viewer.person.id
        if not actions.set_details(
            tx, item_id, there.version, details, by, now, change=change, happened_on=happened_on
        ):
            raise Changed("item_changed_since", ref=item.ref, who=last_by(tx, item_id))
        return finish(tx, viewer, item_id, now)


def finish(tx: Tx, viewer: Viewer, item_id: int, now: datetime) -> Step:
    """The action as it is now; its card is brought up to date, and who changed it is written down.

    Raises:
        NotFound: it is not there for this viewer.
    """
    tx.flush()  # `expire_all` forgets what was not written yet
    tx.expire_all()
    note = notes.get_by_item(tx, viewer, item_id)
    item = note.item(item_id) if note else None
    if note is None or item is None:
        raise NotFound("no_item")
    jobs.add(tx, "card", str(note.id), {"space": note.space_id, "note": note.id}, now)
    last = history.of_item(tx, item_id)[-1]
    is_new = last.at == now  # what was taken back may have left nothing new
    audit.changed(tx, viewer, note.space_id, now, f"item:{item_id}", detail=last.change if is_new else "undone")
    return Step(note, item, last.id if is_new else 0)


def last_by(tx: Tx, item_id: int) -> str:
    """Who changed an action last."""
    return happened_last(history.of_item(tx, item_id)).by or "Jordbro"


def happened_last(happened: Sequence[Happened]) -> Happened:
    """The newest change of an action; what changes nothing of it, a comment or a split, is not one."""
    changes = [one for one in happened if one.change not in {"commented", "split"}]
    return changes[-1]


def keep_words(tx: Tx, viewer: Viewer, note: Note, words: str, now: datetime) -> int:
    """Keep what somebody says of an action, and have it translated with its note; gives the text's id."""
    text_id = texts.add(tx, note.space_id, language_of(viewer, words, note.language), words)
    translate(tx, viewer, note, [text_id], now)
    return text_id


def translate(tx: Tx, viewer: Viewer, note: Note, text_ids: Sequence[int], now: datetime) -> None:
    """Have new texts of a note translated."""
    space = spaces.get(tx, viewer, note.space_id)
    texts.expect_translations(tx, texts.get(tx, text_ids).values(), space.languages if space else (), now)


def translate_rest(tx: Tx, note: Note, now: datetime) -> None:
    """Ask for what still waits in a note, once everything new hangs on it."""
    tx.flush()
    if remember(tx, note.space_id, note.id, now):
        jobs.add(tx, "translate", str(note.id), {"space": note.space_id, "note": note.id}, now)


def language_of(viewer: Viewer, words: str, otherwise: Language) -> Language:
    """The language somebody writes in: what the words tell, where they are enough, else the person's own.

    A few Latin words say little: "Listen mangler to firmaer" might be English. `otherwise` is the language of
    what they write about.
    """
    evident, own = evident_language(words), viewer.person.language or viewer.person.guessed or otherwise
    enough = len(words.split()) >= ENOUGH or "zh" in {evident, own}
    return evident if evident and enough else own
