"""Bring a trip that was written out as Markdown into a space; its meetings are there already."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.domain.letterhead import Letterhead, unpacked
from bot.domain.minutes_file import MinutesFile
from bot.domain.minutes_values import day_of, language_of, one_of
from bot.domain.person import keeper
from bot.domain.trip import SECTIONS, Start
from bot.services.export_minutes import ALL, trip_as_file
from bot.services.put_translations import put_translations
from bot.store import audit, trips
from bot.store.database import Tx


def import_trip(
    tx: Tx, space_id: int, file: MinutesFile, key: str, note_ids: Mapping[int, int], *, now: datetime
) -> bool:
    """Keep a trip; False when it is there already.

    Args:
        tx: the transaction.
        space_id: where it belongs.
        file: as it was read.
        key: names the file.
        note_ids: the notes that came with it, by the numbers that the files call them.
        now: the time.

    Raises:
        LookupError, TypeError, ValueError, AttributeError: something in the file is no value of its kind.
    """
    if trips.find_by_source(tx, space_id, key) is not None or _is_there(tx, space_id, file, note_ids):
        return False
    title, about = file.first("title"), file.about
    if title is None:
        raise ValueError(key)
    begins, ends, reported_on = (day_of(about.get(name)) for name in ("begins", "ends", "reported_on"))
    letterhead = _letterhead(tx, space_id, unpacked(about.get("letterhead")))
    new = trips.NewTrip(language_of(about), title.content, begins, ends, reported_on, letterhead)
    trip_id = trips.add(tx, space_id, new, key)
    trip = trips.get(tx, keeper(space_id), trip_id)
    if trip:
        put_translations(tx, trip.title.id, title, now=now)
    meetings = [note_ids[number] for number in about.get("meetings") or () if number in note_ids]
    trips.put_meetings(tx, space_id, trip_id, meetings)
    note_id = note_ids.get(about.get("note") or 0)
    if note_id is not None:
        trips.set_note(tx, trip_id, note_id)
        trips.set_starts(tx, trip_id, _starts(trips.items_of(tx, note_id), about.get("parts") or ()))
    audit.changed(tx, keeper(space_id), space_id, now, f"trip:{trip_id}", detail="imported")
    return True


def _is_there(tx: Tx, space_id: int, file: MinutesFile, note_ids: Mapping[int, int]) -> bool:
    """Whether a trip says the same: a file was read back into the space that wrote it."""
    reader, numbers = keeper(space_id), {note_id: number for number, note_id in note_ids.items()}
    return any(trip_as_file(tx, reader, trip, numbers) == file for trip in trips.find(tx, reader, ALL))


def _starts(items: Sequence[int], parts: Sequence[Sequence[object]]) -> list[Start]:
    """Where the parts of its report begin: at items by their places."""
    places = range(len(items))
    return [Start(items[one_of(at, places)], one_of(name, SECTIONS), bool(headed)) for at, name, headed in parts]


def _letterhead(tx: Tx, space_id: int, own: Letterhead | None) -> Letterhead | None:
    """A trip's letterhead becomes the space's where that has none; it stays its own where that has another."""
    known = trips.letterhead_of(tx, keeper(space_id), space_id)
    if own and known.is_empty:
        trips.set_letterhead(tx, space_id, None, own)
        return None
    return own if own != known else None
