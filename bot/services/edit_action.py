"""Change the words, the owners or the due date of one action."""

from datetime import datetime

from bot.domain.due import Calendar, Due, parse_due
from bot.domain.errors import Changed, Unreadable
from bot.domain.language import LANGUAGES, guess_language
from bot.domain.note_body import body_with
from bot.domain.person import Viewer
from bot.domain.record import Item, Note
from bot.domain.typed_action import TypedAction
from bot.services import terms
from bot.services.owner_calendars import calendar_of_owners
from bot.services.owners import Known, owners_named
from bot.services.step import Step, action_in, finish, hold_action, translate_rest
from bot.store import actions, inner, notes, people, texts
from bot.store.database import Database, Tx
from bot.store.notes import NewItem


def edit_action(db: Database, viewer: Viewer, item_id: int, version: int, typed: TypedAction, *, now: datetime) -> Step:
    """Store what a person made of an action.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: somebody changed it since the form was opened.
        Unreadable: nothing was left of its words.
    """
    with db.write() as tx:
        return edit_action_in(tx, viewer, item_id, version, typed, now)


def edit_action_in(tx: Tx, viewer: Viewer, item_id: int, version: int, typed: TypedAction, now: datetime) -> Step:
    """As `edit_action`, in a transaction that is open.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: somebody changed it since the form was opened.
        Unreadable: nothing was left of its words.
    """
    if not typed.text.strip():
        raise Unreadable("action_empty")
    note, item = hold_action(tx, viewer, item_id)
    details = _details(tx, note, item, typed, now)
    words = " ".join(typed.text.split())
    same = typed.text.strip() == item.text.content.strip()
    reworded = (item.text.content, words) if not same and reword(tx, note, item, words, now) else None
    if not actions.set_details(tx, item_id, version, details, viewer.person.id, now, words=reworded):
        raise Changed("item_changed", typed=typed.text, ref=item.ref)  # which takes back the new words too
    translate_rest(tx, note, now)
    return finish(tx, viewer, item_id, now)


def _details(tx: Tx, note: Note, item: Item, typed: TypedAction, now: datetime) -> actions.Details:
    before = actions.Details.of(action_in(item))
    termbase = terms.of_space(tx, note.space_id)
    owners = action_in(item).owners
    if typed.owner is not None:
        whole = inner.parent_of(tx, note.space_id) or note.space_id
        known = Known(note.space_id, termbase, people.ids_by_name(tx, whole))
        owners = owners_named(tx, known, typed.owner)
    calendar = calendar_of_owners(tx, note.space_id, termbase, owners, guess_language(typed.due_said))
    due = _due(note, item, typed, calendar, now=now)
    return before._replace(due=due) if typed.owner is None else before.owned_by(owners)._replace(due=due)


def _due(note: Note, item: Item, typed: TypedAction, calendar: Calendar, *, now: datetime) -> Due | None:
    if typed.due_day is not None:
        return Due(typed.due_day.isoformat(), typed.due_day, typed.due_day, "day")
    said = typed.due_said.strip()
    before = item.action.due if item.action else None
    if before and before.said == said:
        return before
    if not said:
        return None
    reference = note.held_on or now.date()
    # whoever edits may write in another language than the note's author did
    languages = dict.fromkeys((note.language, guess_language(said), *LANGUAGES))
    understood = (parse_due(said, language, reference, calendar=calendar) for language in languages)
    dated = (due for due in understood if due and due.precision != "unknown")
    return next(dated, Due(said, None, None, "unknown"))


def reword(tx: Tx, note: Note, item: Item, words: str, now: datetime) -> bool:
    """Give an item other words, and the note it is written in; False where they are the same."""
    if item.parent_id is not None:  # a part is not written in the note
        return texts.set_content(tx, item.text.id, words, now)
    position = [there.id for there in note.items if there.parent_id is None].index(item.id)
    if not notes.set_item(tx, item.id, position, NewItem(item.number, item.kind, words), now):
        return False
    notes.set_body(tx, note.id, body_with(note, item.id, words))
    return True
