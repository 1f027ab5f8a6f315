"""Delegation trips that meetings may belong to."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple, cast

from sqlalchemy import Row, Select, delete, func, or_, select, update

from bot.domain.language import Language
from bot.domain.letterhead import Letterhead, packed, unpacked
from bot.domain.person import Viewer
from bot.domain.record import Text
from bot.domain.trip import SectionName, Start, Trip
from bot.store import texts
from bot.store.database import Tx
from bot.store.tables import ItemRow, MeetingRow, NoteRow, SpaceRow, TripRow, TripSectionRow

MOST = 50  # trips in a list


class NewTrip(NamedTuple):
    """What the store needs to keep a trip."""

    language: Language
    title: str
    begins: date | None = None
    ends: date | None = None
    reported_on: date | None = None
    letterhead: Letterhead | None = None


def add(tx: Tx, space_id: int, new: NewTrip, source_key: str) -> int:
    """Keep a trip; gives its id."""
    title_id = texts.add(tx, space_id, new.language, new.title)
    row = TripRow(
        space_id=space_id,
        title_id=title_id,
        begins=new.begins,
        ends=new.ends,
        reported_on=new.reported_on,
        source_key=source_key,
        letterhead=packed(new.letterhead) if new.letterhead else None,
    )
    tx.add(row)
    tx.flush()
    return row.id


def find_by_source(tx: Tx, space_id: int, source_key: str) -> int | None:
    """The trip that came of a report, or of a form that was sent."""
    return tx.scalar(select(TripRow.id).where(TripRow.space_id == space_id, TripRow.source_key == source_key))


def get(tx: Tx, viewer: Viewer, trip_id: int) -> Trip | None:
    """A trip of a space the viewer may see."""
    return next(iter(_load(tx, viewer, _trips(viewer).where(TripRow.id == trip_id))), None)


def find(tx: Tx, viewer: Viewer, limit: int = MOST) -> tuple[Trip, ...]:
    """The trips of the spaces the viewer may see, the newest first."""
    newest = _trips(viewer).order_by(func.coalesce(TripRow.begins, TripRow.reported_on).desc().nulls_last())
    return _load(tx, viewer, newest.order_by(TripRow.id.desc()).limit(limit))


def hold(tx: Tx, trip_id: int) -> None:
    """Let nobody else change a trip until this transaction ends: what is read of it afterwards is what they left."""
    tx.get(TripRow, trip_id, with_for_update=True)
    tx.expire_all()


def set_details(tx: Tx, trip_id: int, version: int, new: NewTrip) -> bool:
    """Change a trip's days; False where somebody changed it meanwhile. Its title is a text of its own."""
    days = {"begins": new.begins, "ends": new.ends, "version": version + 1}
    changed = tx.execute(update(TripRow).where(TripRow.id == trip_id, TripRow.version == version).values(days))
    tx.expire_all()
    return bool(getattr(changed, "rowcount", 0))


def set_note(tx: Tx, trip_id: int, note_id: int) -> None:
    """Say which note holds what the report says beside its meetings."""
    tx.get_one(TripRow, trip_id, with_for_update=True).note_id = note_id
    tx.flush()


def set_letterhead(tx: Tx, space_id: int, trip_id: int | None, letterhead: Letterhead | None) -> None:
    """Keep the letterhead of a space, or of one of its trips."""
    row = tx.get_one(SpaceRow, space_id) if trip_id is None else tx.get_one(TripRow, trip_id)
    row.letterhead = packed(letterhead) if letterhead is not None and not letterhead.is_empty else None
    tx.flush()


def letterhead_of(tx: Tx, viewer: Viewer, space_id: int) -> Letterhead:
    """The letterhead of a space the viewer may see; an empty one where there is none."""
    row = tx.get(SpaceRow, space_id) if viewer.sees(space_id) else None
    return unpacked(row.letterhead if row else None) or Letterhead()


def put_meetings(tx: Tx, space_id: int, trip_id: int, note_ids: Collection[int]) -> None:
    """Say which notes of a space tell of the meetings of a trip: those and no others. One is of one trip only."""
    own = TripRow.note_id.is_not(None)
    rests = select(TripRow.note_id).where(TripRow.space_id == space_id, own)
    chosen = select(NoteRow.meeting_id).where(
        NoteRow.id.in_(note_ids), NoteRow.space_id == space_id, NoteRow.id.not_in(rests)
    )
    here = (MeetingRow.space_id == space_id,)
    left = update(MeetingRow).where(*here, MeetingRow.trip_id == trip_id, MeetingRow.id.not_in(chosen))
    tx.execute(left.values(trip_id=None))
    tx.execute(update(MeetingRow).where(*here, MeetingRow.id.in_(chosen)).values(trip_id=trip_id))
    tx.expire_all()


def notes_of(tx: Tx, trip_id: int) -> tuple[int, ...]:
    """The ids of the notes of a trip's meetings, by day, then as they were logged."""
    wanted = select(NoteRow.id).join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
    wanted = wanted.where(MeetingRow.trip_id == trip_id)
    return tuple(tx.scalars(wanted.order_by(MeetingRow.held_on.is_(None), MeetingRow.held_on, NoteRow.number)))


def free_notes(tx: Tx, viewer: Viewer, space_id: int, trip_id: int, limit: int) -> tuple[int, ...]:
    """The ids of the newest notes of a space that are of no trip yet, or of this one."""
    rests = select(TripRow.note_id).where(TripRow.space_id == space_id, TripRow.note_id.is_not(None))
    wanted = select(NoteRow.id).join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
    of_none = or_(MeetingRow.trip_id.is_(None), MeetingRow.trip_id == trip_id)
    here = NoteRow.space_id.in_({space_id} & viewer.space_ids)
    wanted = wanted.where(here, of_none, NoteRow.id.not_in(rests))
    own_first = (MeetingRow.trip_id.is_(None), MeetingRow.held_on.desc().nulls_last(), NoteRow.number.desc())
    return tuple(tx.scalars(wanted.order_by(*own_first).limit(limit)))


def held_within(tx: Tx, space_id: int, start: date, end: date) -> tuple[int, ...]:
    """The ids of the notes of meetings held in some days that are of no trip yet."""
    wanted = select(NoteRow.id).join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
    rests = select(TripRow.note_id).where(TripRow.space_id == space_id, TripRow.note_id.is_not(None))
    free = (MeetingRow.trip_id.is_(None), NoteRow.id.not_in(rests))
    wanted = wanted.where(NoteRow.space_id == space_id, MeetingRow.held_on.between(start, end), *free)
    return tuple(tx.scalars(wanted.order_by(NoteRow.id)))


def starts_of(tx: Tx, trip_id: int) -> tuple[Start, ...]:
    """Where the parts of a trip's report begin."""
    rows = tx.scalars(select(TripSectionRow).where(TripSectionRow.trip_id == trip_id).order_by(TripSectionRow.item_id))
    return tuple(Start(row.item_id, cast("SectionName", row.name), row.headed) for row in rows)


def set_starts(tx: Tx, trip_id: int, starts: Sequence[Start]) -> None:
    """Say where the parts of a trip's report begin, in the place of what was said before."""
    tx.execute(delete(TripSectionRow).where(TripSectionRow.trip_id == trip_id))
    tx.add_all(TripSectionRow(item_id=one.item_id, trip_id=trip_id, name=one.name, headed=one.headed) for one in starts)
    tx.flush()


def items_of(tx: Tx, note_id: int) -> tuple[int, ...]:
    """The ids of a note's items, in order."""
    wanted = select(ItemRow.id).where(ItemRow.note_id == note_id, ItemRow.removed_at.is_(None))
    return tuple(tx.scalars(wanted.order_by(ItemRow.position, ItemRow.id)))


def title_beside(tx: Tx, note_id: int) -> int | None:
    """The text of the title of the trip that is reviewed and translated with a note: its own, or its first meeting."""
    wanted = select(TripRow.title_id).where(_beside() == note_id)
    return tx.scalar(wanted.limit(1))


def titles_beside() -> Select[int, int]:
    """The titles of trips and the notes that they are reviewed with, as a part of a query."""
    beside = _beside()
    return select(TripRow.title_id, beside).where(beside.is_not(None))


def _beside() -> Any:  # noqa: ANN401  a column
    first = select(func.min(NoteRow.id)).join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
    return func.coalesce(
        TripRow.note_id, first.where(MeetingRow.trip_id == TripRow.id).correlate(TripRow).scalar_subquery()
    )


def _trips(viewer: Viewer) -> Select[TripRow, int]:
    count = select(func.count()).select_from(MeetingRow).where(MeetingRow.trip_id == TripRow.id)
    meetings = count.correlate(TripRow).scalar_subquery()
    wanted = select(TripRow, meetings).where(TripRow.space_id.in_(viewer.space_ids))
    return cast("Select[TripRow, int]", wanted)


def _load(tx: Tx, viewer: Viewer, wanted: Select[TripRow, int]) -> tuple[Trip, ...]:
    rows = tx.execute(wanted).all()
    titles = texts.get(tx, [row[0].title_id for row in rows])
    for row in rows:
        viewer.read(row[0].space_id, f"trip:{row[0].id}")
    return tuple(_trip(row, titles[row[0].title_id]) for row in rows)


def _trip(found: Row[TripRow, int], title: Text) -> Trip:
    row, meetings = found
    return Trip(
        row.id,
        row.space_id,
        title,
        row.begins,
        row.ends,
        row.reported_on,
        row.note_id,
        row.version,
        meetings,
        unpacked(row.letterhead),
    )
