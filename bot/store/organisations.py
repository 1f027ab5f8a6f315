"""The partners of a space, and who works for whom."""

from collections.abc import Collection, Mapping

from sqlalchemy import func, or_, select

from bot.domain.language import Language
from bot.domain.record import Organisation
from bot.store.database import Tx
from bot.store.tables import OrganisationMemberRow, OrganisationRow, PersonRow


def find(tx: Tx, space_id: int) -> tuple[Organisation, ...]:
    """All organisations of a space by name, the confirmed ones first."""
    order = (OrganisationRow.confirmed.desc(), OrganisationRow.name)
    rows = tx.scalars(select(OrganisationRow).where(OrganisationRow.space_id == space_id).order_by(*order))
    return tuple(_organisation(row) for row in rows)


def get(tx: Tx, space_ids: Collection[int], organisation_id: int) -> Organisation | None:
    """An organisation of one of some spaces."""
    row = tx.get(OrganisationRow, organisation_id)
    return _organisation(row) if row and row.space_id in space_ids else None


def space_of(tx: Tx, organisation_id: int) -> int | None:
    """The space an organisation belongs to."""
    return tx.scalar(select(OrganisationRow.space_id).where(OrganisationRow.id == organisation_id))


def find_by_name(tx: Tx, space_ids: Collection[int], name: str) -> tuple[int, ...]:
    """The ids of organisations that carry a name in some language, in some spaces."""
    lower = name.lower()
    columns = (OrganisationRow.name, OrganisationRow.name_zh, OrganisationRow.name_en)
    same = or_(*(func.lower(column) == lower for column in columns))
    return tuple(tx.scalars(select(OrganisationRow.id).where(OrganisationRow.space_id.in_(space_ids), same)))


def ensure(tx: Tx, space_id: int, names: Mapping[Language, str], *, confirmed: bool) -> Organisation:
    """The organisation of that (Danish) name, made when it is new."""
    name = names["da"]
    same = select(OrganisationRow).where(OrganisationRow.space_id == space_id, OrganisationRow.name == name)
    row = tx.scalar(same)
    if row is None:
        row = OrganisationRow(space_id=space_id, name=name, confirmed=confirmed)
        row.name_zh, row.name_en = names.get("zh"), names.get("en")
        tx.add(row)
        tx.flush()
    return _organisation(row)


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
    works = select(*columns).where(OrganisationMemberRow.space_id == space_id)
    for organisation_id, person_id in tx.execute(works.order_by(OrganisationMemberRow.person_id)):
        found[organisation_id] = (*found.get(organisation_id, ()), person_id)
    return found


def members(tx: Tx, space_id: int) -> Mapping[int, tuple[str, ...]]:
    """Organisation id → the names of its people in a space."""
    found: dict[int, tuple[str, ...]] = {}
    rows = tx.execute(
        select(OrganisationMemberRow.organisation_id, PersonRow.name)
        .join(PersonRow, PersonRow.id == OrganisationMemberRow.person_id)
        .where(OrganisationMemberRow.space_id == space_id)
        .order_by(PersonRow.name)
    )
    for organisation_id, name in rows:
        found[organisation_id] = (*found.get(organisation_id, ()), name)
    return found


def _organisation(row: OrganisationRow) -> Organisation:
    named: dict[Language, str | None] = {"da": row.name, "zh": row.name_zh, "en": row.name_en}
    known = {language: name for language, name in named.items() if name}
    return Organisation(row.id, known, row.confirmed, row.contact_id)
