"""What was said of people in a space: their role, and the side they stand on."""

from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import exists, select, update

from bot.domain.person import Role, Sides, SlackUser
from bot.store import access
from bot.store.database import Tx
from bot.store.tables import PersonRow, RoleRow, SpaceRow


class Member(NamedTuple):
    """Somebody who sees a space; `side` is the one that was said of them, or that their team gives them."""

    person_id: int
    name: str
    team_id: str
    guest: bool | None
    role: Role
    side: str


class Owner(NamedTuple):
    """Who was said to own a space; `is_there` is whether they see it: are in a channel of it, as far as we know."""

    person_id: int
    name: str
    slack: SlackUser
    is_there: bool


def of_space(tx: Tx, space_id: int) -> tuple[Member, ...]:
    """Everybody who sees a space, by name."""
    rows = tx.scalars(select(PersonRow).where(access.sees(PersonRow.id, space_id)).order_by(PersonRow.name)).all()
    standings = access.standings(tx, [row.id for row in rows])
    found = ((row, standings[row.id].get(space_id)) for row in rows)
    return tuple(Member(row.id, row.name, row.team_id, row.guest, at.role, at.side) for row, at in found if at)


def set_role(tx: Tx, space_id: int, person_id: int, role: Role) -> None:
    """Say what a person may do in a space."""
    _row(tx, space_id, person_id).role = role


def set_side(tx: Tx, space_id: int, person_id: int, side: str | None) -> None:
    """Say on which side a person stands; None for the one their team gives them."""
    _row(tx, space_id, person_id).side = side


def hold(tx: Tx, space_id: int) -> Sides:
    """Let nobody else change roles, sides or channels of a space, or log a note there, until this transaction ends.

    What merely belongs to the space may be written meanwhile. Gives how its internal records know whose they are.
    """
    wanted = select(SpaceRow).where(SpaceRow.id == space_id).with_for_update(key_share=True)
    row = tx.scalars(wanted.execution_options(populate_existing=True)).one()
    return cast("Sides", row.sides)


def owners(tx: Tx, space_id: int) -> frozenset[int]:
    """The ids of a space's owners who are still there."""
    said = select(RoleRow.person_id).where(RoleRow.space_id == space_id, RoleRow.role == "owner")
    return frozenset(tx.scalars(said.where(access.sees(RoleRow.person_id, space_id))))


def said_owners(tx: Tx, space_id: int) -> tuple[Owner, ...]:
    """Whoever was said to own a space, by name, whether they are still there or not: for the terminal."""
    there = access.sees(PersonRow.id, space_id).label("there")
    said = select(PersonRow, there).join(RoleRow, RoleRow.person_id == PersonRow.id)
    rows = tx.execute(said.where(RoleRow.space_id == space_id, RoleRow.role == "owner").order_by(PersonRow.name))
    return tuple(Owner(row.id, row.name, SlackUser(row.team_id, row.user_id), bool(is_there)) for row, is_there in rows)


def set_sides(tx: Tx, space_id: int, sides: Sides) -> None:
    """Say how the internal records of a space know whose they are; who was put on which side before is forgotten."""
    tx.get_one(SpaceRow, space_id).sides = sides
    tx.execute(update(RoleRow).where(RoleRow.space_id == space_id).values(side=None))


def is_team(tx: Tx, side: str) -> bool:
    """Whether a side is a workspace of somebody we know, and not one that was named."""
    return bool(tx.scalar(select(exists().where(PersonRow.team_id == side))))


def has_inner(tx: Tx, space_id: int, side: str | None = None) -> bool:
    """Whether a side of a space (any, where none is named) keeps something to itself."""
    there = exists().where(SpaceRow.parent_id == space_id)
    return bool(tx.scalar(select(there if side is None else there.where(SpaceRow.side == side))))


def inner_ids(tx: Tx, space_id: int) -> tuple[int, ...]:
    """The internal records of a space, of all sides: for jobs and the terminal."""
    return tuple(tx.scalars(select(SpaceRow.id).where(SpaceRow.parent_id == space_id).order_by(SpaceRow.id)))


def ensure_inner(tx: Tx, space_id: int, side: str, now: datetime) -> int:
    """What a side of a space keeps to itself, made when it is new. Gives its id.

    Whoever makes one holds the space, so that nobody else does at the same time (see `hold`).
    """
    found = tx.scalar(select(SpaceRow.id).where(SpaceRow.parent_id == space_id, SpaceRow.side == side))
    if found is not None:
        return found
    parent = tx.get_one(SpaceRow, space_id)
    row = SpaceRow(name=parent.name, languages=parent.languages, parent_id=parent.id, side=side, created_at=now)
    row.engines, row.keep_months = parent.engines, parent.keep_months
    tx.add(row)
    tx.flush()
    return row.id


def _row(tx: Tx, space_id: int, person_id: int) -> RoleRow:
    row = tx.get(RoleRow, (space_id, person_id))
    if row is None:
        row = RoleRow(space_id=space_id, person_id=person_id)
        tx.add(row)
        tx.flush()
    return row
