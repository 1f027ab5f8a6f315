"""What happened to actions: who changed what, when, and what it was before."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Row, Select, func, select, update

from bot.domain.record import Change, Happened, StatusChange
from bot.store import texts
from bot.store.database import Tx
from bot.store.tables import HistoryRow, OrganisationMemberRow, PersonRow


class Event(NamedTuple):
    """What is to be remembered; `version` is the action's afterwards."""

    item_id: int
    space_id: int
    by: int | None
    change: Change
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    version: int
    text_id: int | None = None


def add(tx: Tx, event: Event, now: datetime) -> int:
    """Remember a change; gives its id."""
    row = HistoryRow(
        item_id=event.item_id,
        space_id=event.space_id,
        person_id=event.by,
        at=now,
        change=event.change,
        before=dict(event.before),
        after=dict(event.after),
        version=event.version,
        text_id=event.text_id,
        undone=False,
    )
    tx.add(row)
    tx.flush()
    return row.id


def of_item(tx: Tx, item_id: int) -> tuple[Happened, ...]:
    """What happened to an action, oldest first."""
    return _happened(tx, _events().where(HistoryRow.item_id == item_id))


def between(tx: Tx, space_id: int, after: datetime | None, until: datetime, limit: int = 500) -> tuple[Happened, ...]:
    """What happened in a space after one instant and not after another, oldest first."""
    found = _events().where(HistoryRow.space_id == space_id, HistoryRow.at <= until)
    if after is not None:
        found = found.where(HistoryRow.at > after)
    return _happened(tx, found.limit(limit))


def last_version(tx: Tx, event_id: int) -> tuple[int, int] | None:
    """Of an event: the action, and the version it became by it; None where that was undone or is not there."""
    wanted = select(HistoryRow.item_id, HistoryRow.version).where(
        HistoryRow.id == event_id, HistoryRow.undone.is_(False)
    )
    row = tx.execute(wanted).one_or_none()
    return (row.item_id, row.version) if row else None


def before(tx: Tx, event_id: int) -> Mapping[str, Any]:
    """What the action was before an event."""
    return cast("Mapping[str, Any]", tx.get_one(HistoryRow, event_id).before)


def set_undone(tx: Tx, event_id: int) -> None:
    """The change was taken back."""
    tx.execute(update(HistoryRow).where(HistoryRow.id == event_id).values(undone=True))


def text_ids(tx: Tx, item_ids: Collection[int]) -> tuple[int, ...]:
    """The texts of comments and reasons, of some actions."""
    wanted = select(HistoryRow.text_id).where(HistoryRow.item_id.in_(item_ids), HistoryRow.text_id.is_not(None))
    return tuple(text_id for text_id in tx.scalars(wanted) if text_id is not None)


def newest(tx: Tx, item_ids: Collection[int]) -> Mapping[int, StatusChange]:
    """The last thing that happened to each of some actions: who did it, and when."""
    last = select(func.max(HistoryRow.id)).where(HistoryRow.item_id.in_(item_ids)).group_by(HistoryRow.item_id)
    wanted = (
        select(HistoryRow.item_id, HistoryRow.at, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == HistoryRow.person_id)
        .where(HistoryRow.id.in_(last))
    )
    return {row.item_id: StatusChange(row.name or "Jordbro", row.at) for row in tx.execute(wanted)}


def _events() -> Select[Any]:
    """Oldest first, with the name of whoever did it and whom they work for in that space."""
    works = (OrganisationMemberRow.person_id == HistoryRow.person_id) & (
        OrganisationMemberRow.space_id == HistoryRow.space_id
    )
    found = (
        select(HistoryRow, PersonRow.name, OrganisationMemberRow.organisation_id)
        .outerjoin(PersonRow, PersonRow.id == HistoryRow.person_id)
        .outerjoin(OrganisationMemberRow, works)
        .order_by(HistoryRow.id)
    )
    return cast("Select[Any]", found)


def _happened(tx: Tx, wanted: Select[Any]) -> tuple[Happened, ...]:
    rows = tx.execute(wanted).all()
    said = {row.HistoryRow.text_id for row in rows if row.HistoryRow.text_id is not None}
    words = texts.get(tx, said)
    return tuple(_one(row, words) for row in rows)


def _one(row: Row[Any], words: Mapping[int, Any]) -> Happened:
    event = row.HistoryRow
    return Happened(
        event.id,
        event.item_id,
        row.name,
        event.at,
        cast("Change", event.change),
        event.before,
        event.after,
        words.get(event.text_id),
        event.undone,
        row.organisation_id,
    )
