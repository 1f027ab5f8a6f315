"""The meetings and trips of a space as values of which Markdown files are made: what both sides share of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.due import Due
from bot.domain.errors import NotFound
from bot.domain.language import Language
from bot.domain.letterhead import packed
from bot.domain.minutes_file import VERSION, Element, MinutesFile, Sentence
from bot.domain.person import Viewer
from bot.domain.record import Action, Item, Note, Owner, Text
from bot.domain.segment import Segment
from bot.domain.trip import Trip
from bot.store import access, agreements, audit, notes, segments, trips
from bot.store.database import Database, Tx

PORTION = 100  # notes read at once
ALL = 1_000_000  # trips: more than there are


def export_minutes(db: Database, viewer: Viewer, space_id: int) -> Iterator[tuple[MinutesFile, Note | None]]:
    """Every shared note of a space, the oldest first, then its trips; all of one moment.

    What a side keeps to itself is in none of them: files are passed on.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    if space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    with db.read() as tx:
        access.must_own(tx, viewer, space_id)
        yield from minutes_in(tx, viewer, space_id)


def minutes_in(tx: Tx, viewer: Viewer, space_id: int) -> Iterator[tuple[MinutesFile, Note | None]]:
    """The same within a transaction, for a viewer who may have them."""
    reader = replace(viewer, space_ids=viewer.space_ids & {space_id}, channel=None)
    numbers: dict[int, int] = {}
    last = 0
    while portion := notes.following(tx, reader, last, PORTION):
        last = portion[-1].id
        numbers |= {note.id: note.number for note in portion}
        yield from _files(tx, portion)
        tx.expunge_all()
    for trip in sorted(trips.find(tx, reader, ALL), key=lambda one: one.id):
        yield trip_as_file(tx, reader, trip, numbers), None


def minutes_of(tx: Tx, note: Note) -> MinutesFile:
    """A note as it would be written out."""
    return next(_files(tx, [note]))[0]


def write_down_minutes(db: Database, viewer: Viewer, space_id: int, *, now: datetime) -> None:
    """Write down that somebody was given all minutes of a space."""
    with db.write() as tx:
        audit.exported(tx, viewer, space_id, now, "record", detail="markdown")


def _files(tx: Tx, portion: Sequence[Note]) -> Iterator[tuple[MinutesFile, Note]]:
    reasons = [item.action.reason.id for note in portion for item in note.items if item.action and item.action.reason]
    found = _sentences(tx, [*(text.id for note in portion for text in note.texts()), *reasons])
    agreed = [item.id for note in portion for item in note.items if item.kind == "agreement"]
    parties = agreements.parties(tx, agreed) if agreed else {}
    for note in portion:
        yield _note(note, found, parties), note


_Found = Mapping[int, Mapping[Language, tuple[Sentence, ...]]]
"""A text's id → its sentences in other languages."""


def _sentences(tx: Tx, text_ids: Sequence[int]) -> _Found:
    made: dict[int, dict[Language, list[Sentence]]] = {}
    for one in segments.of_texts(tx, text_ids):
        made.setdefault(one.text_id, {}).setdefault(one.language, []).append(_sentence(one))
    return {
        text_id: {language: tuple(said) for language, said in sorted(languages.items())}
        for text_id, languages in made.items()
    }


def _sentence(segment: Segment) -> Sentence:
    at = segment.reviewed_at.astimezone(UTC).isoformat() if segment.reviewed_at else None
    said = {
        "state": segment.state,
        "held": segment.held or None,
        "engine": segment.engine,
        "by": segment.reviewed_by,
        "at": at,
        "remarks": [[remark.name, *remark.details] for remark in segment.remarks] or None,
        "proposal": segment.proposal,
        "english": segment.english,
        "failure": segment.failure,
    }
    return Sentence(segment.content, {key: value for key, value in said.items() if value is not None})


def _element(kind: str, text: Text, found: _Found, about: Mapping[str, Any] | None = None) -> Element:
    return Element(kind, about or {}, text.content, found.get(text.id, {}))


def _note(note: Note, found: _Found, parties: Mapping[int, tuple[str, ...]]) -> MinutesFile:
    about = {
        "version": VERSION,
        "number": note.number,
        "language": note.language,
        "held_on": note.held_on.isoformat() if note.held_on else None,
        "author": note.author,
        "logged_at": note.logged_at.astimezone(UTC).isoformat() if note.logged_at else None,
    }
    heads = (("place", note.place), ("purpose", note.purpose), ("participants", note.participants))
    elements = [_element("title", note.title, found)]
    elements += [_element(kind, text, found) for kind, text in heads if text]
    for item in note.items:
        elements.append(_element("item", item.text, found, _item(item, note, parties)))
        if item.action and item.action.reason:
            elements.append(_element("reason", item.action.reason, found))
    return MinutesFile("note", about, tuple(elements))


def _item(item: Item, note: Note, parties: Mapping[int, tuple[str, ...]]) -> dict[str, Any]:
    about: dict[str, Any] = {"number": item.number, "kind": item.kind}
    if item.parent_id is not None:
        about["part_of"] = next(one.number for one in note.items if one.id == item.parent_id)
    if item.text.language != note.language:
        about["language"] = item.text.language
    if item.action:
        about |= _action(item.action)
    if item.agreement_state:
        about |= {"state": item.agreement_state, "parties": list(parties.get(item.id, ()))}
    return about


def _action(action: Action) -> dict[str, Any]:
    said = {
        "status": action.status,
        "expected": action.expected,
        "owners": [_owner(owner) for owner in action.owners],
        "due": _due(action.due) if action.due else None,
        "happened_on": action.happened_on.isoformat() if action.happened_on else None,
    }
    return {key: value for key, value in said.items() if value is not None}


def _owner(owner: Owner) -> dict[str, Any]:
    """An owner by name: ids mean nothing elsewhere."""
    said: dict[str, Any] = {}
    if owner.organisation:
        said |= {"organisation": dict(owner.organisation.names), "confirmed": owner.organisation.confirmed}
    who = owner.person_name or owner.said
    return said | ({"who": who} if who else {})


def _due(due: Due) -> dict[str, Any]:
    days = {"start": due.start, "end": due.end}
    said = {key: day.isoformat() for key, day in days.items() if day}
    return {"said": due.said, **said, "precision": due.precision, "certain": due.certain}


def trip_as_file(tx: Tx, reader: Viewer, trip: Trip, numbers: Mapping[int, int]) -> MinutesFile:
    """A trip as it would be written out, where its notes are called by some numbers."""
    letterhead = trip.letterhead or trips.letterhead_of(tx, reader, trip.space_id)
    items = {item_id: at for at, item_id in enumerate(trips.items_of(tx, trip.note_id))} if trip.note_id else {}
    starts = [
        [items[start.item_id], start.name, start.headed]
        for start in trips.starts_of(tx, trip.id)
        if start.item_id in items
    ]
    days = {"begins": trip.begins, "ends": trip.ends, "reported_on": trip.reported_on}
    about = {
        "version": VERSION,
        "language": trip.title.language,
        **{key: day.isoformat() if day else None for key, day in days.items()},
        "meetings": sorted(numbers[one] for one in trips.notes_of(tx, trip.id) if one in numbers),
        "note": numbers.get(trip.note_id or 0),
        "parts": starts,
        "letterhead": None if letterhead.is_empty else packed(letterhead),
    }
    return MinutesFile("trip", about, (_element("title", trip.title, _sentences(tx, [trip.title.id])),))
