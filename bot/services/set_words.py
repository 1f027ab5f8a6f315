"""Give one part of a note just these words: no owner, place or kind is read out of them."""

from datetime import datetime

from bot.domain.errors import Changed
from bot.domain.note_body import as_typed
from bot.domain.person import Viewer
from bot.domain.record import HEAD_PARTS, HeadPart, Item, Note
from bot.domain.typed_note import TypedNote
from bot.services import terms
from bot.services.edit_action import reword
from bot.services.edit_note import settled
from bot.services.note_parts import parties_in
from bot.store import access, notes
from bot.store.database import Tx
from bot.store.notes import NewMeeting


def set_item_words(tx: Tx, viewer: Viewer, note: Note, item: Item, words: str, now: datetime) -> Note:
    """Other words for an item; its number and its kind stay.

    Raises:
        NotFound: the note is not there for this viewer.
        NotAllowed: they only read there.
    """
    access.must_write(tx, viewer, note.space_id)
    reword(tx, note, item, words, now)
    if item.agreement_state:
        parties = parties_in(words, note.language, terms.of_space(tx, note.space_id))
        notes.set_agreement(tx, item.id, note.space_id, item.agreement_state, parties)
    return settled(tx, viewer, note, now)


def set_head_words(tx: Tx, viewer: Viewer, note: Note, part: HeadPart, words: str, now: datetime) -> Note:
    """Other words for a field of a meeting's head.

    Raises:
        NotFound: the note is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody changed it since it was read.
    """
    access.must_write(tx, viewer, note.space_id)
    before = as_typed(note)
    said = before.head() | {part: words}
    title, place, purpose, participants = (said[one] for one in HEAD_PARTS)
    meeting = NewMeeting(note.held_on, title, place, purpose, participants)
    head = TypedNote("", note.language, title, before.held_on, place, purpose, participants).composed(note.language)
    if not notes.set_head(tx, note.id, note.version, head, note.body, meeting, now):
        raise Changed("note_changed")
    return settled(tx, viewer, note, now)
