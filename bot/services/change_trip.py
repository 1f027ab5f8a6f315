"""Make a delegation trip, rename it, change its days, and say which meetings belong to it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import NamedTuple

from bot.domain.errors import Changed, NotFound, Unreadable
from bot.domain.language import guess_language
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.trip import Trip
from bot.services.read_trip import trip_in
from bot.store import access, audit, jobs, notes, spaces, texts, trips
from bot.store.database import AlreadyThere, Database, Tx
from bot.store.trips import NewTrip

LONGEST = 300  # characters of a title
OFFERED = 100  # meetings to choose from: as many as a menu of Slack's takes


class TypedTrip(NamedTuple):
    """What somebody filled in for a trip."""

    title: str
    begins: date | None = None
    ends: date | None = None


class Choice(NamedTuple):
    """The notes somebody may put into a trip, and those that are in it or were held in its days."""

    trip: Trip
    offered: tuple[Note, ...]
    inside: frozenset[int]
    suggested: frozenset[int]


def make_trip(db: Database, viewer: Viewer, space_id: int, typed: TypedTrip, key: str, *, now: datetime) -> Trip:
    """A new trip; the same `key` again is the same trip.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
        Unreadable: it has no title, or ends before it begins.
    """
    new = _understood(typed)
    if space_id not in viewer.shared_ids:  # what a side keeps to itself has no trips: a report is passed on
        raise NotFound("no_space", typed=typed.title)
    try:
        with db.write() as tx:
            access.must_write(tx, viewer, space_id, typed=typed.title)
            there = trips.find_by_source(tx, space_id, key)
            if there is None:
                there = trips.add(tx, space_id, new, key)
                audit.changed(tx, viewer, space_id, now, f"trip:{there}", detail="created")
                _translate_title(tx, viewer, there, now)
            return trip_in(tx, viewer, there)
    except AlreadyThere:  # the same form, at the same moment, in another process
        with db.read() as tx:
            return trip_in(tx, viewer, trips.find_by_source(tx, space_id, key) or 0)


def change_trip(db: Database, viewer: Viewer, trip_id: int, version: int, typed: TypedTrip, *, now: datetime) -> Trip:
    """Give a trip another title or other days.

    Raises:
        NotFound: it is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody changed it since the form was opened.
        Unreadable: it has no title, or ends before it begins.
    """
    new = _understood(typed)
    with db.write() as tx:
        trip = trip_in(tx, viewer, trip_id)
        access.must_write(tx, viewer, trip.space_id, typed=typed.title)
        if not trips.set_details(tx, trip_id, version, new):
            raise Changed("trip_changed", typed=typed.title)
        if texts.set_content(tx, trip.title.id, new.title, now):
            _translate_title(tx, viewer, trip_id, now)
        audit.changed(tx, viewer, trip.space_id, now, f"trip:{trip_id}", detail="edited")
        tx.flush()
        tx.expire_all()
        return trip_in(tx, viewer, trip_id)


def offer_meetings(db: Database, viewer: Viewer, trip_id: int) -> Choice:
    """The meetings that may be put into a trip, its own first, then the newest.

    Raises:
        NotFound: the trip is not there for this viewer.
    """
    with db.read() as tx:
        trip = trip_in(tx, viewer, trip_id)
        inside = trips.notes_of(tx, trip_id)
        suggested = _suggested(tx, trip)
        newest = trips.free_notes(tx, viewer, trip.space_id, trip_id, OFFERED)
        wanted = list(dict.fromkeys((*inside, *suggested, *newest)))[:OFFERED]
        reader = replace(viewer, space_ids=viewer.shared_ids & {trip.space_id})
        found = {note.id: note for note in notes.with_ids(tx, reader, wanted)}
    offered = tuple(found[note_id] for note_id in wanted if note_id in found)
    return Choice(trip, offered, frozenset(inside), frozenset(suggested))


def choose_meetings(
    db: Database, viewer: Viewer, trip_id: int, chosen: Collection[int], *, shown: Collection[int], now: datetime
) -> Trip:
    """Put meetings into a trip and take others out; what was not `shown` to the person stays as it is.

    Raises:
        NotFound: the trip is not there for this viewer.
        NotAllowed: they only read there.
    """
    with db.write() as tx:
        trips.hold(tx, trip_id)
        trip = trip_in(tx, viewer, trip_id)
        access.must_write(tx, viewer, trip.space_id)
        before = set(trips.notes_of(tx, trip_id))
        after = (before - set(shown)) | set(chosen)
        trips.put_meetings(tx, trip.space_id, trip_id, after)
        moved = sorted(before ^ set(trips.notes_of(tx, trip_id)))
        audit.changed(tx, viewer, trip.space_id, now, f"trip:{trip_id}", *(f"note:{one}" for one in moved))
        return trip_in(tx, viewer, trip_id)


def add_suggested(db: Database, viewer: Viewer, trip_id: int, *, now: datetime) -> Trip:
    """Put all meetings held in its days into a trip that are of no other.

    Raises:
        NotFound: the trip is not there for this viewer.
        NotAllowed: they only read there.
    """
    with db.read() as tx:
        suggested = _suggested(tx, trip_in(tx, viewer, trip_id))
    return choose_meetings(db, viewer, trip_id, suggested, shown=suggested, now=now)


def count_suggested(db: Database, viewer: Viewer, trip: Trip) -> int:
    """How many meetings were held in the days of a trip of the viewer's and are of none."""
    with db.read() as tx:
        return len(_suggested(tx, trip_in(tx, viewer, trip.id)))


def _suggested(tx: Tx, trip: Trip) -> tuple[int, ...]:
    if trip.begins is None and trip.ends is None:
        return ()
    start, end = trip.begins or trip.ends, trip.ends or trip.begins
    return trips.held_within(tx, trip.space_id, start, end) if start and end else ()


def _understood(typed: TypedTrip) -> NewTrip:
    title = " ".join(typed.title.split())[:LONGEST]
    if not any(character.isalnum() for character in title):
        raise Unreadable("trip_without_title", typed=typed.title)
    if typed.begins and typed.ends and typed.ends < typed.begins:
        raise Unreadable("trip_ends_early", typed=typed.title)
    return NewTrip(guess_language(title), title, typed.begins, typed.ends)


def _translate_title(tx: Tx, viewer: Viewer, trip_id: int, now: datetime) -> None:
    trip = trip_in(tx, viewer, trip_id)
    space = spaces.get(tx, viewer, trip.space_id)
    texts.expect_translations(tx, [trip.title], space.languages if space else (), now)
    jobs.add(tx, "trip_title", str(trip_id), {"space": trip.space_id, "text": trip.title.id}, now)
