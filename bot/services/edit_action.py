"""Change the words, the owner or the due date of one action."""

from datetime import datetime

from bot.domain.due import Due, parse_due
from bot.domain.errors import Changed, Unreadable
from bot.domain.language import LANGUAGES, guess_language
from bot.domain.meeting import ParsedItem
from bot.domain.person import Viewer
from bot.domain.record import Item, Note
from bot.domain.typed_action import TypedAction
from bot.services import terms
from bot.services.change_status import find_action
from bot.services.note_parts import Writing, action_details
from bot.services.remember import remember
from bot.store import actions, jobs, notes, people, texts
from bot.store.database import Database, Tx
from bot.store.notes import NewItem


def edit_action(db: Database, viewer: Viewer, item_id: int, version: int, typed: TypedAction, *, now: datetime) -> Item:
    """Store what a person made of an action.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: somebody changed it since the form was opened.
        Unreadable: nothing was left of its words.
    """
    if not typed.text.strip():
        raise Unreadable("action_empty")
    note, item = find_action(db, viewer, item_id)
    with db.write() as tx:
        writing = Writing(
            note.space_id,
            note.id,
            note.language,
            terms.of_space(tx, note.space_id),
            people.ids_by_name(tx, note.space_id),
            viewer.person.id,
            now,
        )
        details = _details(tx, writing, note, item, typed)
        same = typed.text.strip() == item.text.content.strip()
        reworded = not same and _reword(tx, note, item, " ".join(typed.text.split()), now)
        if not actions.set_details(tx, item_id, version, details, viewer.person.id, now, reworded=reworded):
            raise Changed("item_changed", typed=typed.text, ref=item.ref)  # which takes back the new words too
        args = {"space": note.space_id, "note": note.id}
        if remember(tx, note.space_id, note.id, now):
            jobs.add(tx, "translate", str(note.id), args, now)
        jobs.add(tx, "card", str(note.id), args, now)
    return item


def _details(tx: Tx, writing: Writing, note: Note, item: Item, typed: TypedAction) -> actions.Details:
    expected = item.action.expected if item.action else False
    due = _due(note, item, typed, now=writing.now)
    said = ParsedItem(
        item.number, "action", typed.text, "", owner=typed.owner.strip() or None, due=due, expected=expected
    )
    return action_details(tx, writing, said)


def _due(note: Note, item: Item, typed: TypedAction, *, now: datetime) -> Due | None:
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
    understood = (parse_due(said, language, reference) for language in languages)
    dated = (due for due in understood if due and due.precision != "unknown")
    return next(dated, Due(said, None, None, "unknown"))


def _reword(tx: Tx, note: Note, item: Item, words: str, now: datetime) -> bool:
    if item.parent_id is not None:  # a part is not written in the note
        return texts.set_content(tx, item.text.id, words, now)
    whole = [there.id for there in note.items if there.parent_id is None]
    position = whole.index(item.id)
    if not notes.set_item(tx, item.id, position, NewItem(item.number, item.kind, words), now):
        return False
    notes.set_body(tx, note.id, body_with(note, position, words))
    return True


def body_with(note: Note, position: int, words: str) -> str:
    """What was written, with other words in the place of one item's; the note's form starts from it."""
    start = end = 0
    for item in [item for item in note.items if item.parent_id is None][: position + 1]:
        start = note.body.find(item.text.content, end)
        if start < 0:
            return note.body
        end = start + len(item.text.content)
    return note.body[:start] + words + note.body[end:]
