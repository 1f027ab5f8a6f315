"""What happened in some spaces meanwhile: notes, decisions and agreements, and what people did to actions."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from bot.domain.digest import ItemRef, NewNote, Scope
from bot.domain.record import Change
from bot.store import texts
from bot.store.database import Tx
from bot.store.digest_lines import PLACE, card_of, space_of
from bot.store.digest_queries import MOST, Found
from bot.store.tables import (
    ActionRow,
    ChannelRow,
    HistoryRow,
    ItemRow,
    MeetingRow,
    NoteRow,
    OrganisationMemberRow,
    PersonRow,
    SpaceRow,
)


class Event(NamedTuple):
    """A change of an action, who made it, and for whom that person works in the space."""

    item_id: int
    space_id: int
    person_id: int
    name: str
    organisation_id: int | None
    change: Change
    before: Mapping[str, Any]


def agreed(tx: Tx, scope: Scope, after: datetime, until: datetime) -> Found:
    """Decisions and agreements of notes logged after one instant and not after another, newest note first."""
    values = {"spaces": list(scope.space_ids), "after": after, "until": until}
    rows = tx.execute(_agreed(), values).all()
    return Found(tuple(ItemRef(row.id) for row in rows), rows[0].total if rows else 0)


def notes_logged(tx: Tx, scope: Scope, after: datetime, until: datetime) -> tuple[NewNote, ...]:
    """Notes logged after one instant and not after another, newest first."""
    values = {"spaces": list(scope.space_ids), "after": after, "until": until}
    rows = tx.execute(_notes_logged(), values).all()
    titles = texts.get(tx, {row.title_id for row in rows})
    return tuple(
        NewNote(row.id, row.number, titles[row.title_id], space_of(row), card_of(row), row.items, row.actions or 0)
        for row in rows
    )


def events(tx: Tx, scope: Scope, changes: Collection[Change], after: datetime, until: datetime) -> tuple[Event, ...]:
    """What people did to actions after one instant and not after another, oldest first; not what was taken back."""
    values = {"spaces": list(scope.space_ids), "after": after, "until": until, "changes": list(changes)}
    return tuple(
        Event(
            row.item_id,
            row.space_id,
            row.person_id,
            row.name,
            row.organisation_id,
            cast("Change", row.change),
            row.before,
        )
        for row in tx.execute(_events(), values)
    )


def employers(tx: Tx, space_ids: Collection[int], person_ids: Collection[int]) -> Mapping[tuple[int, int], int]:
    """(Space, person) → the organisation the person works for there."""
    row = OrganisationMemberRow
    wanted = select(row.space_id, row.person_id, row.organisation_id).where(
        row.space_id.in_(space_ids), row.person_id.in_(person_ids)
    )
    return {(space_id, person_id): organisation_id for space_id, person_id, organisation_id in tx.execute(wanted)}


@cache  # building a statement takes longer than running it
def _agreed() -> Select[Any]:
    found = (
        select(ItemRow.id, func.count().over().label("total"))
        .join(NoteRow, NoteRow.id == ItemRow.note_id)
        .where(*_logged_in_time(), ItemRow.removed_at.is_(None), ItemRow.kind.in_(("decision", "agreement")))
        .order_by(NoteRow.id.desc(), ItemRow.position, ItemRow.id)
        .limit(MOST)
    )
    return cast("Select[Any]", found)


@cache
def _notes_logged() -> Select[Any]:
    of_note = (ItemRow.note_id == NoteRow.id, ItemRow.removed_at.is_(None))
    items = select(func.count()).where(*of_note, ItemRow.parent_id.is_(None)).correlate(NoteRow).scalar_subquery()
    doable = (
        select(func.count())
        .select_from(ItemRow)
        .join(ActionRow, ActionRow.item_id == ItemRow.id)
        .where(*of_note, ItemRow.kind == "action", ActionRow.status == "open")
        .correlate(NoteRow)
        .scalar_subquery()
    )
    found = (
        select(NoteRow.id, NoteRow.number, MeetingRow.title_id, items.label("items"), doable.label("actions"), *PLACE)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .join(SpaceRow, SpaceRow.id == NoteRow.space_id)
        .outerjoin(ChannelRow, ChannelRow.id == NoteRow.card_channel_id)
        .where(*_logged_in_time())
        .order_by(NoteRow.id.desc())
        .limit(MOST)
    )
    return cast("Select[Any]", found)


def _logged_in_time() -> tuple[ColumnElement[bool], ...]:
    return (
        NoteRow.space_id.in_(bindparam("spaces", expanding=True)),
        NoteRow.created_at > bindparam("after"),
        NoteRow.created_at <= bindparam("until"),
    )


@cache
def _events() -> Select[Any]:
    works = (OrganisationMemberRow.person_id == HistoryRow.person_id) & (
        OrganisationMemberRow.space_id == HistoryRow.space_id
    )
    found = (
        select(
            HistoryRow.item_id,
            HistoryRow.space_id,
            HistoryRow.person_id,
            PersonRow.name,
            OrganisationMemberRow.organisation_id,
            HistoryRow.change,
            HistoryRow.before,
        )
        .join(PersonRow, PersonRow.id == HistoryRow.person_id)
        .join(ItemRow, ItemRow.id == HistoryRow.item_id)
        .outerjoin(OrganisationMemberRow, works)
        .where(
            HistoryRow.space_id.in_(bindparam("spaces", expanding=True)),
            HistoryRow.at > bindparam("after"),
            HistoryRow.at <= bindparam("until"),
            HistoryRow.change.in_(bindparam("changes", expanding=True)),
            HistoryRow.undone.is_(False),
            ItemRow.removed_at.is_(None),
            ItemRow.kind == "action",
        )
        .order_by(HistoryRow.id)
        .limit(MOST)
    )
    return cast("Select[Any]", found)
