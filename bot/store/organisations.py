"""The partners of a space, and who works for whom."""

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, func, or_, select, update

from bot.domain.language import Language
from bot.domain.record import Organisation
from bot.store import access, inner
from bot.store.database import Tx
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    OrganisationMemberRow,
    OrganisationRow,
    PersonRow,
    SpaceRow,
)


def find(tx: Tx, space_id: int) -> tuple[Organisation, ...]:
    """All organisations of a space by name, the confirmed ones first; for an internal record those of its space too."""
    order = (OrganisationRow.confirmed.desc(), OrganisationRow.name)
    wanted = select(OrganisationRow).where(inner.reads(OrganisationRow.space_id, space_id))
    rows = tx.scalars(wanted.order_by(*order)).all()
    shared = {row.name for row in rows if row.space_id != space_id}
    return tuple(_organisation(row) for row in rows if row.space_id != space_id or row.name not in shared)


def get(tx: Tx, space_ids: Collection[int], organisation_id: int) -> Organisation | None:
    """An organisation of one of some spaces."""
    row = tx.get(OrganisationRow, organisation_id)
    return _organisation(row) if row and row.space_id in space_ids else None


def space_of(tx: Tx, organisation_id: int) -> int | None:
    """The space an organisation belongs to."""
    return tx.scalar(select(OrganisationRow.space_id).where(OrganisationRow.id == organisation_id))


def find_by_name(tx: Tx, space_ids: Collection[int], name: str) -> tuple[int, ...]:
    """The ids of organisations that carry a name in some language, in some spaces."""
    return tuple(tx.scalars(select(OrganisationRow.id).where(OrganisationRow.space_id.in_(space_ids), _called(name))))


def named(tx: Tx, space_id: int, name: str) -> Organisation | None:
    """The organisation that a space calls so in some language; for an internal record that of its space first."""
    wanted = select(OrganisationRow).where(inner.reads(OrganisationRow.space_id, space_id), _called(name))
    row = tx.scalar(wanted.order_by(OrganisationRow.space_id, OrganisationRow.id).limit(1))
    return _organisation(row) if row else None


def _called(name: str) -> ColumnElement[bool]:
    columns = (OrganisationRow.name, OrganisationRow.name_zh, OrganisationRow.name_en)
    return or_(*(func.lower(column) == name.lower() for column in columns))


def ensure(tx: Tx, space_id: int, names: Mapping[Language, str], *, confirmed: bool) -> Organisation:
    """The organisation of that (Danish) name, made when it is new.

    An internal record takes that of its space where there is one, and makes its own where there is none.
    """
    name = names["da"]
    same = select(OrganisationRow).where(inner.reads(OrganisationRow.space_id, space_id), OrganisationRow.name == name)
    row = tx.scalar(same.order_by(OrganisationRow.space_id).limit(1))
    if row is None:
        row = OrganisationRow(space_id=space_id, name=name, confirmed=confirmed)
        row.name_zh, row.name_en = names.get("zh"), names.get("en")
        tx.add(row)
        tx.flush()
        _adopt(tx, row)
    return _organisation(row)


def _adopt(tx: Tx, row: OrganisationRow) -> None:
    """What internal records let an organisation of that name do is this one's now: its people find it among theirs."""
    of_records = select(SpaceRow.id).where(SpaceRow.parent_id == row.space_id)
    same = select(OrganisationRow.id).where(OrganisationRow.space_id.in_(of_records), OrganisationRow.name == row.name)
    for owned in (ActionRow, ActionOwnerRow):
        tx.execute(update(owned).where(owned.organisation_id.in_(same)).values(organisation_id=row.id))


def set_names(tx: Tx, organisation_id: int, names: Mapping[Language, str]) -> None:
    """What a person says the organisation is called; that also confirms it."""
    row = tx.get_one(OrganisationRow, organisation_id)
    row.name, row.name_zh, row.name_en = names["da"], names.get("zh"), names.get("en")
    row.confirmed = True


def set_contact(tx: Tx, organisation_id: int, person_id: int | None) -> None:
    """Say who is told of what the organisation has to do; None for nobody in particular."""
    tx.get_one(OrganisationRow, organisation_id).contact_id = person_id


def set_member(tx: Tx, space_id: int, person_id: int, organisation_id: int) -> None:
    """The person works for the organisation, in this space."""
    row = tx.get(OrganisationMemberRow, (space_id, person_id))
    if row is None:
        row = OrganisationMemberRow(space_id=space_id, person_id=person_id, organisation_id=organisation_id)
        tx.add(row)
    row.organisation_id = organisation_id
    tx.flush()


def of_person(tx: Tx, person_id: int) -> tuple[int, ...]:
    """The ids of the organisations a person works for, in all spaces."""
    rows = select(OrganisationMemberRow.organisation_id).where(OrganisationMemberRow.person_id == person_id)
    return tuple(tx.scalars(rows))


def member_ids(tx: Tx, space_id: int) -> Mapping[int, tuple[int, ...]]:
    """Organisation id → the ids of its people in a space."""
    found: dict[int, tuple[int, ...]] = {}
    columns = (OrganisationMemberRow.organisation_id, OrganisationMemberRow.person_id)
    works = select(*columns).where(inner.reads(OrganisationMemberRow.space_id, space_id))
    for organisation_id, person_id in tx.execute(works.order_by(OrganisationMemberRow.person_id)):
        found[organisation_id] = (*found.get(organisation_id, ()), person_id)
    return found


def members(tx: Tx, space_id: int) -> Mapping[int, tuple[str, ...]]:
    """Organisation id → the names of its people in a space; who has left it is not among them."""
    found: dict[int, tuple[str, ...]] = {}
    rows = tx.execute(
        select(OrganisationMemberRow.organisation_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == OrganisationMemberRow.person_id)
        .where(inner.reads(OrganisationMemberRow.space_id, space_id))
        .where(access.sees(PersonRow.id, OrganisationMemberRow.space_id))
        .order_by(PersonRow.name)
    )
    for organisation_id, name in rows:
        found[organisation_id] = (*found.get(organisation_id, ()), name)
    return found


def _organisation(row: OrganisationRow) -> Organisation:
    named: dict[Language, str | None] = {"da": row.name, "zh": row.name_zh, "en": row.name_en}
    known = {language: name for language, name in named.items() if name}
    return Organisation(row.id, known, row.confirmed, row.contact_id)
