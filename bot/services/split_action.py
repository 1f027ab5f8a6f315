"""Split an action into parts, one for each line, which have owners and due dates of their own."""

from datetime import datetime

from bot.domain.errors import NotAllowed, Unreadable
from bot.domain.language import Language
from bot.domain.note_grammar import read_action
from bot.domain.note_grammar_owner import OwnerReader
from bot.domain.person import Viewer
from bot.domain.record import Item, Note
from bot.services.log_note import Knowledge, know
from bot.services.owners import Known, owners_named
from bot.services.step import (
    Step,
    acted,
    action_in,
    finish,
    hold_action,
    language_of,
    translate,
    translate_rest,
)
from bot.store import actions, notes, texts
from bot.store.actions import Details
from bot.store.database import Database, Tx

MOST = 20
"""Parts made at once; a part is no longer than `LONGEST` characters."""

LONGEST = 3000


def split_action(db: Database, viewer: Viewer, item_id: int, written: str, *, now: datetime) -> Step:
    """Give an action parts; one that names no owner has those of the whole.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        NotAllowed: it is a part itself.
        Unreadable: there are no lines with words, or too many.
    """
    lines = [" ".join(line.split()) for line in written.splitlines() if any(map(str.isalnum, line))]
    if not lines:
        raise Unreadable("split_empty", typed=written)
    if len(lines) > MOST:
        raise Unreadable("split_too_many", typed=written, most=MOST)
    with db.write() as tx:
        note, item = hold_action(tx, viewer, item_id)
        if item.parent_id is not None:
            raise NotAllowed("part_not_split", typed=written, ref=item.ref)
        knowledge = know(tx, note.space_id)
        for line in lines:
            _add(tx, viewer, note, item, line.lstrip("-*•· ")[:LONGEST], knowledge, now)
        actions.touch(tx, item_id, "split", acted(viewer, now))
        translate_rest(tx, note, now)
        return finish(tx, viewer, item_id, now)


def _add(tx: Tx, viewer: Viewer, note: Note, whole: Item, line: str, knowledge: Knowledge, now: datetime) -> None:
    language = language_of(viewer, line, note.language)
    text_id = texts.add(tx, note.space_id, language, line)
    number = notes.part_number(whole.number, len(notes.parts_of(tx, whole.id)) + 1)
    part_id = notes.add_part(tx, whole.id, text_id, number)
    details = _details(tx, note, whole, (line, language), knowledge, now)
    actions.add(tx, part_id, note.space_id, details, status="open", by=viewer.person.id, now=now)
    translate(tx, viewer, note, [text_id], now)


def _details(
    tx: Tx, note: Note, whole: Item, written: tuple[str, Language], knowledge: Knowledge, now: datetime
) -> Details:
    line, language = written
    names = {name: str(person_id) for name, person_id in knowledge.names.items()}
    reader = OwnerReader(knowledge.termbase, language, people=names)
    read = read_action(line, language, note.held_on or now.date(), reader, knowledge.calendars)
    known = Known(note.space_id, knowledge.termbase, knowledge.names)
    owners = owners_named(tx, known, read.owners or read.owner) or action_in(whole).owners
    expected = read.expected or action_in(whole).expected
    return Details(expected, None, None, None, read.due).owned_by(owners)
