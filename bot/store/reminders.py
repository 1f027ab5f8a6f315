"""Who answers for which open action, and of what people were reminded."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Insert, Select, and_, case, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.due import Precision
from bot.domain.mailing import Reminded, Why
from bot.domain.reminding import Owed
from bot.store.access import sees
from bot.store.action_pictures import NO_DUE
from bot.store.database import Tx
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    ItemRow,
    NoteRow,
    OrganisationMemberRow,
    OrganisationRow,
    ReminderRow,
)


def owed(tx: Tx, space_ids: Collection[int], until: date, recent: datetime) -> tuple[Owed, ...]:
    """The open actions of some spaces that end by a day or have none, each with everyone who answers for it.

    That is the person who owns it; of an organisation's its contact person, or its only member where
    it has no contact; of both, whoever is still in the space. An action is `recent` when its note was
    logged after that instant.
    """
    alone = _only_members(tx, space_ids)
    wanted = and_(_is_open(), ActionRow.space_id.in_(space_ids), _matters(until, recent))
    leads = _owners(ActionRow.person_id, ActionRow.organisation_id).where(wanted)
    others = _owners(ActionOwnerRow.person_id, ActionOwnerRow.organisation_id)
    others = others.join(ActionOwnerRow, ActionOwnerRow.item_id == ActionRow.item_id).where(wanted)
    found: dict[tuple[int, int], Owed] = {}
    for query, organisation in ((leads, ActionRow.organisation_id), (others, ActionOwnerRow.organisation_id)):
        contacts = query.outerjoin(OrganisationRow, OrganisationRow.id == organisation)
        for row in tx.execute(contacts.add_columns(_contact())):
            person_id = row.person_id or row.contact_id or alone.get(row.organisation_id)
            if person_id is not None:
                found[person_id, row.item_id] = _owed(person_id, row, recent)
    return tuple(found.values())


def _owners(person: Any, organisation: Any) -> Select[Any]:  # noqa: ANN401  two columns
    columns = (
        ActionRow.item_id,
        ActionRow.space_id,
        ActionRow.expected,
        ActionRow.due_end,
        ActionRow.due_precision,
        NoteRow.created_at,
        person.label("person_id"),
        organisation.label("organisation_id"),
    )
    found = select(*columns).select_from(ActionRow).join(ItemRow, ItemRow.id == ActionRow.item_id)
    return cast("Select[Any]", found.join(NoteRow, NoteRow.id == ItemRow.note_id).order_by(ActionRow.item_id))


def _is_open() -> Any:  # noqa: ANN401  a condition
    return and_(ActionRow.status == "open", ItemRow.removed_at.is_(None), ItemRow.kind == "action")


def _matters(until: date, recent: datetime) -> Any:  # noqa: ANN401  a condition
    undated = and_(ActionRow.due_order == NO_DUE, NoteRow.created_at > recent)
    return or_(ActionRow.due_order <= until, undated)


def _owed(person_id: int, row: Any, recent: datetime) -> Owed:  # noqa: ANN401  a row of `_owners`
    precision = cast("Precision | None", row.due_precision)
    is_recent = row.created_at > recent
    return Owed(person_id, row.item_id, row.space_id, row.expected, row.due_end, precision, is_recent)


def _contact() -> Any:  # noqa: ANN401  a column
    contact = OrganisationRow.contact_id
    return case((sees(contact, OrganisationRow.space_id), contact)).label("contact_id")


def _only_members(tx: Tx, space_ids: Collection[int]) -> Mapping[int, int]:
    """Organisation id → the one person in the space who works for it."""
    person, count = func.min(OrganisationMemberRow.person_id), func.count()
    grouped = select(OrganisationMemberRow.organisation_id, person.label("person_id"))
    row = OrganisationMemberRow
    of_spaces = grouped.where(row.space_id.in_(space_ids), sees(row.person_id, row.space_id))
    rows = tx.execute(of_spaces.group_by(OrganisationMemberRow.organisation_id).having(count == 1))
    return {row.organisation_id: row.person_id for row in rows}


def told(tx: Tx, person_ids: Collection[int], item_ids: Collection[int]) -> Mapping[tuple[int, int], list[Reminded]]:
    """Person and item → what the person was told of it."""
    found: dict[tuple[int, int], list[Reminded]] = {}
    wanted = select(ReminderRow).where(ReminderRow.person_id.in_(person_ids), ReminderRow.item_id.in_(item_ids))
    for row in tx.scalars(wanted):
        one = Reminded(row.person_id, row.item_id, cast("Why", row.why), row.day, row.due_end)
        found.setdefault((row.person_id, row.item_id), []).append(one)
    return found


def add(tx: Tx, reminded: Iterable[Reminded]) -> None:
    """Keep what a person was told."""
    values = [one._asdict() for one in reminded]
    if values:
        tx.execute(_added(tx.get_bind().dialect.name), values)


def _added(dialect: str) -> Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return cast("Insert", insert(ReminderRow).on_conflict_do_nothing())
