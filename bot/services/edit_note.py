"""Edit a note: items whose words stay keep their number's history; changed words become outdated."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.domain.errors import Changed, NotFound
from bot.domain.item_pairs import pair_items
from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.note_body import as_typed
from bot.domain.note_untouched import changed_in, veiled
from bot.domain.person import Viewer
from bot.domain.record import HeadPart, Item, Note
from bot.domain.typed_note import TypedNote
from bot.services.log_note import Knowledge, know, read_note
from bot.services.note_parts import Writing, action_details, add_item, meeting_of, set_agreement
from bot.services.remember import remember
from bot.store import access, actions, audit, jobs, notes, spaces, texts
from bot.store.database import Database, Tx
from bot.store.notes import NewItem, NewMeeting


def edit_note(
    db: Database, viewer: Viewer, note_id: int, version: int, typed: TypedNote, *, today: date, now: datetime
) -> Note:
    """Replace what a note says.

    Raises:
        NotFound: the note is not there for this viewer.
        Changed: somebody changed it since the form was opened.
        NotAllowed: they only read there.
        Unreadable: nothing readable was left of it.
    """
    with db.read() as tx:
        note = notes.get(tx, viewer, note_id)
        if note is None:
            raise NotFound("no_note", typed=typed.text)
        knowledge = know(tx, note.space_id)
    before = as_typed(note)
    parsed, untouched = _read(note, before, typed, today, knowledge)
    same_text = typed.text.strip() == before.text.strip()
    head, body = parsed.head, "".join(item.raw for item in parsed.items)
    if same_text:
        head, body = replace(typed, text="").composed(note.language), f"{before.text}\n"
    with db.write() as tx:
        access.must_write(tx, viewer, note.space_id)
        if not notes.set_head(tx, note_id, version, head, body, _meeting(note, before, typed, parsed), now):
            raise Changed("note_changed", typed=typed.text)
        if not same_text:
            known = knowledge.termbase, knowledge.names
            writing = Writing(note.space_id, note_id, note.language, *known, viewer.person.id, now)
            _replace_items(tx, writing, note, parsed, untouched)
        return settled(tx, viewer, note, now)


def _read(
    note: Note, before: TypedNote, typed: TypedNote, today: date, knowledge: Knowledge
) -> tuple[ParsedNote, Mapping[int, Item]]:
    """What was typed, understood; and by its place each item that nobody has touched.

    Raises:
        Unreadable: nothing readable is in it.
    """

    def read(text: str) -> ParsedNote:
        return read_note(replace(typed, text=text), note.language, today, knowledge)

    veil, old = veiled(note, typed.text), veiled(note, before.text)
    if not veil.items:
        return read(typed.text), {}
    was, parsed = read(old.text), read(veil.text)
    while touched := changed_in(parsed, was, veil):
        veil = veil.without(touched)
        parsed = read(veil.text)
    untouched = {at: item for at, one in enumerate(parsed.items) if (item := veil.item_of(one))}
    return veil.read(parsed), untouched


def _meeting(note: Note, before: TypedNote, typed: TypedNote, parsed: ParsedNote) -> NewMeeting:
    """The head as it will be: a field that is filled in says what it says, and nothing else is read out of it.

    Only an empty one may be filled by what was written, where somebody has changed that.
    """
    filled_anew = typed.text.strip() != before.text.strip()
    fields, was, read = typed.head(), before.head(), meeting_of(parsed)
    said: dict[HeadPart, str] = {
        part: " ".join(words.split())
        for part, words in fields.items()
        if (words.strip() and part != "participants") or (words.split() == was[part].split() and not filled_anew)
    }
    if fields["participants"].split() == was["participants"].split() and was["participants"]:
        said["participants"] = was["participants"]
    is_kept = typed.held_on == before.held_on and (before.held_on or not filled_anew)
    return NewMeeting(
        note.held_on if is_kept else read.held_on,
        said.get("title", read.title),
        said.get("place", read.place),
        said.get("purpose", read.purpose),
        said.get("participants", read.participants),
    )


def _replace_items(tx: Tx, writing: Writing, note: Note, parsed: ParsedNote, untouched: Mapping[int, Item]) -> None:
    there = {item.id for item in untouched.values()}
    left = [item for item in note.items if item.parent_id is None and item.id not in there]  # parts are not written
    new = [position for position in range(len(parsed.items)) if position not in untouched]
    pairs = pair_items([item.text.content for item in left], [parsed.items[position].text for position in new])
    kept = {new[one]: left[other] for one, other in pairs.items()}
    for position, one in enumerate(parsed.items):
        if position in untouched:
            same = untouched[position]
            notes.set_item(tx, same.id, position, NewItem(one.number, same.kind, same.text.content), writing.now)
        elif position in kept:
            _change_item(tx, writing, position, kept[position], one)
        else:
            add_item(tx, writing, position, one)
    going = {item.id for item in left} - {item.id for item in kept.values()}
    for item_id in sorted(going):
        notes.remove_item(tx, item_id, writing.now)


def _change_item(tx: Tx, writing: Writing, position: int, old: Item, new: ParsedItem) -> None:
    reworded = notes.set_item(tx, old.id, position, NewItem(new.number, new.kind, new.text), writing.now)
    if new.kind == "agreement":
        set_agreement(tx, writing, old.id, new)
    elif old.kind == "agreement":
        notes.drop_agreement(tx, old.id)
    if new.kind != "action":
        return
    details = action_details(tx, writing, new)
    if actions.of_items(tx, [old.id]):
        # what a person set by hand stays unless the words it came from have changed
        if reworded:
            words = (old.text.content, new.text)
            actions.set_details(tx, old.id, None, details, writing.by, writing.now, words=words)
    else:
        actions.add(tx, old.id, writing.space_id, details, status="open", by=writing.by, now=writing.now)


def settled(tx: Tx, viewer: Viewer, note: Note, now: datetime) -> Note:
    """A note as it is now that somebody has changed it; what shows it follows, and what is new is translated.

    Raises:
        NotFound: it is not there for this viewer.
    """
    tx.flush()  # `expire_all` forgets what was not written yet
    tx.expire_all()
    edited = notes.get(tx, viewer, note.id)
    space = spaces.get(tx, viewer, note.space_id)
    if edited is None or space is None:
        raise NotFound("no_note")
    texts.expect_translations(tx, edited.texts(), space.languages, now)
    args = {"space": note.space_id, "note": note.id}
    if remember(tx, note.space_id, note.id, now):
        jobs.add(tx, "translate", str(note.id), args, now)
    jobs.add(tx, "card", str(note.id), args, now)
    audit.changed(tx, viewer, note.space_id, now, f"note:{note.id}", detail="edited")
    return edited
