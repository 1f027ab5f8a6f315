"""A delegation trip with everything its printed report is made of, or the trips there are."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.errors import NotFound
from bot.domain.fold import folded
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.review import standings
from bot.domain.trip import Trip, TripReport, sections_of
from bot.services.list_agreements import parties_of
from bot.store import notes, segments, spaces, trips
from bot.store.database import Database, Tx


def shared_with(viewer: Viewer) -> Viewer:
    """The viewer without what their side keeps to itself: a report is passed on. In a channel, of its space alone."""
    seen = viewer.shared_ids
    return replace(viewer, space_ids=seen & {viewer.channel.space_id} if viewer.channel else seen)


def list_trips(db: Database, viewer: Viewer) -> tuple[Trip, ...]:
    """The trips the viewer may see, the newest first; in a channel those of its space."""
    with db.read() as tx:
        return trips.find(tx, shared_with(viewer))


def find_trips(db: Database, viewer: Viewer, words: str) -> tuple[Trip, ...]:
    """The trips in whose title some words stand, in any language; one of exactly that name is the only one."""
    wanted = folded(words).split()
    found = [trip for trip in list_trips(db, viewer) if all(word in _names(trip) for word in wanted)]
    exact = [trip for trip in found if folded(words).strip() in _titles(trip)]
    return tuple(exact or found)


def find_trip(db: Database, viewer: Viewer, trip_id: int) -> Trip:
    """A trip the viewer may see.

    Raises:
        NotFound: it is not there for this viewer.
    """
    with db.read() as tx:
        return trip_in(tx, viewer, trip_id)


def trip_in(tx: Tx, viewer: Viewer, trip_id: int) -> Trip:
    """The same within a transaction.

    Raises:
        NotFound: it is not there for this viewer.
    """
    trip = trips.get(tx, replace(viewer, space_ids=viewer.shared_ids), trip_id)
    if trip is None:
        raise NotFound("no_trip")
    return trip


def read_trip(db: Database, viewer: Viewer, trip_id: int) -> TripReport:
    """A trip with its meetings, its own note, and what all of it is in each language; the queries are constant.

    Raises:
        NotFound: it is not there for this viewer.
    """
    with db.read() as tx:
        return report_in(tx, viewer, trip_id)


def report_in(tx: Tx, viewer: Viewer, trip_id: int) -> TripReport:
    """The same within a transaction.

    Raises:
        NotFound: it is not there for this viewer.
    """
    trip = trip_in(tx, viewer, trip_id)
    reader = replace(viewer, space_ids=viewer.shared_ids & {trip.space_id})
    space = spaces.get(tx, reader, trip.space_id)
    if space is None:
        raise NotFound("no_trip")
    order = trips.notes_of(tx, trip_id)
    by_id = {note.id: note for note in notes.with_ids(tx, reader, [*order, *([trip.note_id] if trip.note_id else [])])}
    meetings = tuple(by_id[note_id] for note_id in order if note_id in by_id and note_id != trip.note_id)
    own = by_id.get(trip.note_id or 0)
    told = [*meetings, *([own] if own else [])]
    texts = [trip.title.id, *(text.id for note in told for text in note.texts())]
    found = segments.of_texts(tx, texts)
    return TripReport(
        trip,
        space,
        trip.letterhead or trips.letterhead_of(tx, reader, trip.space_id),
        own,
        sections_of(own, trips.starts_of(tx, trip_id)),
        meetings,
        {
            language: standings([segment for segment in found if segment.language == language])
            for language in space.languages
        },
        _parties(tx, trip.space_id, told),
    )


def _parties(tx: Tx, space_id: int, told: Sequence[Note]) -> Mapping[int, tuple[Mapping[Language, str], ...]]:
    """Who made each agreement, by item, by their names in each language."""
    return parties_of(tx, space_id, [item.id for note in told for item in note.items if item.kind == "agreement"])


def _titles(trip: Trip) -> list[str]:
    said = (one.content for one in trip.title.translations.values())
    return [folded(words).strip() for words in (trip.title.content, *said) if words]


def _names(trip: Trip) -> str:
    return "\n".join(_titles(trip))
