"""Lists of meetings: what they were about, when and where, without what was said."""

from collections.abc import Collection
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, bindparam, func, select

from bot.domain.pages import Heading
from bot.domain.person import Viewer
from bot.store import texts
from bot.store.database import Tx
from bot.store.tables import MeetingRow, NoteRow, SpaceRow


def count(tx: Tx, viewer: Viewer, space_ids: Collection[int], trip_id: int | None = None) -> int:
    """How many meetings the viewer may see of some spaces, or of one trip of them."""
    return tx.scalar(_count(trip_id is not None), _values(viewer, space_ids, trip_id)) or 0


def find(
    tx: Tx, viewer: Viewer, space_ids: Collection[int], *, limit: int, skip: int = 0, trip_id: int | None = None
) -> tuple[Heading, ...]:
    """Some of them: the last one held first, those without a day at the end; in a constant number of queries."""
    values = _values(viewer, space_ids, trip_id) | {"limit": limit, "skip": skip}
    rows = tx.execute(_found(trip_id is not None), values).all()
    words = texts.get(tx, {text_id for row in rows for text_id in (row.title_id, row.place_id) if text_id})
    for row in rows:
        viewer.read(row.space_id, f"note:{row.id}")
    return tuple(
        Heading(
            row.id,
            row.number,
            words[row.title_id],
            row.held_on,
            words.get(row.place_id or 0),
            row.trip_id,
            row.parent_id is not None,
        )
        for row in rows
    )


def _values(viewer: Viewer, space_ids: Collection[int], trip_id: int | None) -> dict[str, Any]:
    values: dict[str, Any] = {"spaces": sorted(viewer.space_ids & frozenset(space_ids))}
    return values if trip_id is None else values | {"trip": trip_id}


@cache  # building a statement takes longer than running it
def _count(of_trip: bool) -> Select[int]:  # noqa: FBT001  its one switch
    wanted = select(func.count()).select_from(MeetingRow).join(NoteRow, NoteRow.meeting_id == MeetingRow.id)
    return cast("Select[int]", _within(wanted, of_trip=of_trip))


@cache
def _found(of_trip: bool) -> Select[Any]:  # noqa: FBT001  its one switch
    columns = (MeetingRow.held_on, MeetingRow.title_id, MeetingRow.place_id, MeetingRow.trip_id, SpaceRow.parent_id)
    wanted = (
        select(NoteRow.id, NoteRow.number, NoteRow.space_id, *columns)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .join(SpaceRow, SpaceRow.id == NoteRow.space_id)
        .order_by(MeetingRow.held_on.is_(None), MeetingRow.held_on.desc(), NoteRow.id.desc())
        .limit(bindparam("limit"))
        .offset(bindparam("skip"))
    )
    return _within(cast("Select[Any]", wanted), of_trip=of_trip)


def _within(wanted: Select[Any], *, of_trip: bool) -> Select[Any]:
    wanted = wanted.where(MeetingRow.space_id.in_(bindparam("spaces", expanding=True)))
    return wanted.where(MeetingRow.trip_id == bindparam("trip")) if of_trip else wanted
