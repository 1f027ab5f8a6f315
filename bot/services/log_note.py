"""Log a meeting note: understood, numbered, kept, and its translations asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain.due import Calendar
from bot.domain.errors import NotAllowed, NotFound, Unreadable
from bot.domain.language import Language, guess_language
from bot.domain.meeting import ParsedNote
from bot.domain.note_grammar import parse_note
from bot.domain.person import Channel, Viewer
from bot.domain.record import Note, Organisation
from bot.domain.termbase import Termbase
from bot.domain.typed_note import TypedNote
from bot.services import terms
from bot.services.note_parts import Writing, add_item, meeting_of
from bot.services.owner_calendars import calendars_by_name
from bot.services.remember import remember
from bot.store import access, audit, inner, jobs, notes, people, roles, spaces, texts
from bot.store.database import AlreadyThere, Database, Tx

LONGEST = 100_000  # characters: more than anyone pastes, less than what would hold up the others


@dataclass(frozen=True, slots=True)
class Logged:
    """What became of a note. `again` says that Slack had delivered it before.

    `untold` are the people whom an internal note gives something to do, and who cannot see it.
    """

    note: Note
    again: bool
    unconfirmed: tuple[Organisation, ...] = ()
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a note belongs and what Slack calls its delivery: the same one twice is one note.

    With a `side` that side keeps it to itself, and no channel has its card.
    """

    space_id: int
    channel: Channel | None
    source_key: str
    today: date  # in the writer's time zone: relative dates count from here when the note has no date
    trip_id: int | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known in a space: its names and terms, and its people by name."""

    termbase: Termbase
    names: Mapping[str, int] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)  # whose working days they keep, as far as known


def know(tx: Tx, space_id: int) -> Knowledge:
    """What is known in a space that the viewer may see; in what a side keeps to itself, as much as in the whole."""
    whole = inner.parent_of(tx, space_id) or space_id
    termbase, names = terms.of_space(tx, space_id), people.ids_by_name(tx, whole)
    return Knowledge(termbase, names, calendars_by_name(tx, space_id, termbase, names))


def log_note(db: Database, viewer: Viewer, typed: TypedNote, origin: Origin, *, now: datetime) -> Logged:
    """Keep a note with its items, actions and agreements.

    Raises:
        Unreadable: there are no words in it, or too many.
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there, or do not stand on the side that is to keep it.
    """
    if not viewer.sees(origin.space_id):
        raise NotFound("no_space", typed=typed.text)
    with db.read() as tx:
        there = notes.find_by_source(tx, origin.source_key)
        knowledge = know(tx, _record_for(viewer, origin))
    if there is not None:
        return _again(db, viewer, there[0])
    language = typed.language or guess_language(typed.text)
    parsed = read_note(typed, language, origin.today, knowledge)
    try:
        with db.write() as tx:
            access.must_write(tx, viewer, origin.space_id, typed=typed.text)
            if origin.side is not None:
                viewer, origin = _within(tx, viewer, origin, typed, now)
            note_id = keep_note(tx, viewer, parsed, origin, knowledge, now)
            return _logged(tx, viewer, note_id, again=False)
    except AlreadyThere:  # the same delivery, at the same moment, in another process
        with db.read() as tx:
            there = notes.find_by_source(tx, origin.source_key)
        if there is None:
            raise
        return _again(db, viewer, there[0])


def _record_for(viewer: Viewer, origin: Origin) -> int:
    """Where a note will be kept, as far as that is there."""
    return (viewer.standing(origin.space_id).inner if origin.side else 0) or origin.space_id


def _within(tx: Tx, viewer: Viewer, origin: Origin, typed: TypedNote, now: datetime) -> tuple[Viewer, Origin]:
    """What the side keeps to itself as the place of a note, and the viewer who sees it."""
    sides = roles.hold(tx, origin.space_id)
    seen = access.standings(tx, [viewer.person.id])[viewer.person.id]
    side = seen[origin.space_id].side
    if not side:
        raise NotAllowed("inner_off" if sides == "off" else "inner_no_side", typed=typed.text)
    if side != origin.side:  # they were put on another one while they wrote
        raise NotAllowed("inner_moved", typed=typed.text)
    record = roles.ensure_inner(tx, origin.space_id, side, now)
    seen = {**seen, origin.space_id: seen[origin.space_id]._replace(inner=record)}
    viewer = replace(viewer, space_ids=viewer.space_ids | {record}, standings=seen)
    return viewer, replace(origin, space_id=record, channel=None)


def read_note(typed: TypedNote, language: Language, today: date, knowledge: Knowledge) -> ParsedNote:
    """Understand a note.

    Raises:
        Unreadable: there are no words in it, or too many.
    """
    if len(typed.text) > LONGEST:
        raise Unreadable("note_too_long", typed=typed.text, length=len(typed.text), most=LONGEST)
    parsed = parse_note(
        typed.composed(language),
        language=language,
        on=today,
        termbase=knowledge.termbase,
        people={name: str(person_id) for name, person_id in knowledge.names.items()},
        calendars=knowledge.calendars,
    )
    if not parsed.items or not any(character.isalnum() for character in typed.text):
        raise Unreadable("note_empty", typed=typed.text)
    return parsed


def keep_note(tx: Tx, viewer: Viewer, parsed: ParsedNote, origin: Origin, knowledge: Knowledge, now: datetime) -> int:
    """Keep what was understood of a note, within a transaction of the caller's; gives the note's id."""
    note_id = _keep(tx, viewer, parsed, origin, now)
    by = viewer.person.id or None
    writing = Writing(origin.space_id, note_id, parsed.language, knowledge.termbase, knowledge.names, by, now)
    for position, item in enumerate(parsed.items):
        add_item(tx, writing, position, item)
    _ask_for_the_rest(tx, viewer, writing, origin)
    audit.changed(tx, viewer, origin.space_id, now, f"note:{note_id}", detail="logged")
    return note_id


def _keep(tx: Tx, viewer: Viewer, parsed: ParsedNote, origin: Origin, now: datetime) -> int:
    number = spaces.next_number(tx, origin.space_id)  # first: until we end, the channel changes over to no other space
    here = origin.channel.id if origin.channel else None
    new = notes.NewNote(
        space_id=origin.space_id,
        language=parsed.language,
        head=parsed.head,
        body="".join(item.raw for item in parsed.items),
        author_id=viewer.person.id or None,
        author=viewer.person.name,
        source_key=origin.source_key,
        card_channel_id=here if here and spaces.is_spoken_of(tx, origin.space_id, here) else None,
    )
    return notes.add(tx, number, new, meeting_of(parsed, origin.trip_id), now)


def _ask_for_the_rest(tx: Tx, viewer: Viewer, writing: Writing, origin: Origin) -> None:
    space = spaces.get(tx, viewer, writing.space_id)
    note = _get(tx, viewer, writing.note_id)
    texts.expect_translations(tx, note.texts(), space.languages if space else (), writing.now)
    if remember(tx, writing.space_id, writing.note_id, writing.now):
        jobs.add(tx, "translate", str(note.id), {"space": note.space_id, "note": note.id}, writing.now)
    if origin.channel is not None:
        jobs.add(tx, "card", str(note.id), {"space": note.space_id, "note": note.id}, writing.now)


def _unconfirmed(note: Note) -> tuple[Organisation, ...]:
    items = (item for item in note.items if item.action)
    owners = (owner.organisation for item in items if item.action for owner in item.action.owners)
    new = {owner.id: owner for owner in owners if owner and not owner.confirmed}
    return tuple(new.values())


def _again(db: Database, viewer: Viewer, note_id: int) -> Logged:
    with db.read() as tx:
        seen = inner.records_of(tx, [viewer.person.id])[viewer.person.id]  # it may have begun with this very note
        return _logged(tx, replace(viewer, space_ids=viewer.space_ids | seen), note_id, again=True)


def _logged(tx: Tx, viewer: Viewer, note_id: int, *, again: bool) -> Logged:
    note = _get(tx, viewer, note_id)
    return Logged(note, again, _unconfirmed(note), _untold(tx, note) if note.inner else ())


def _untold(tx: Tx, note: Note) -> tuple[str, ...]:
    """Who is to do something of an internal note without seeing it: nobody tells them."""
    named = {
        owner.person_id: owner.person_name or "…"
        for item in note.items
        if item.action
        for owner in item.action.owners
        if owner.person_id
    }
    seen = inner.records_of(tx, list(named))
    return tuple(name for person_id, name in named.items() if note.space_id not in seen[person_id])


def _get(tx: Tx, viewer: Viewer, note_id: int) -> Note:
    note = notes.get(tx, viewer, note_id)
    if note is None:
        raise NotFound("no_note")
    return note
