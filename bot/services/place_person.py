"""Say what somebody may do in a space, and on which side of it they stand."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from bot.domain.errors import NotAllowed, NotFound, Unreadable
from bot.domain.person import Role, SlackUser, Standing, Viewer
from bot.domain.side import Side
from bot.services.sides import people_of
from bot.store import access, audit, people, roles
from bot.store.database import Database, Tx

LONGEST = 60  # characters of a side's name


class Placing(NamedTuple):
    """What is said of somebody: their role and their side; None leaves it, "" for a side takes them off theirs."""

    role: Role | None = None
    side: str | None = None


class Placed(NamedTuple):
    """Somebody with their role and side as they are now."""

    name: str
    role: Role
    side: Side | None


def place_person(
    db: Database, viewer: Viewer, space_id: int, user: SlackUser, placing: Placing, *, now: datetime
) -> Placed:
    """Give somebody of a space a role, or a place on a side.

    Nobody comes to see what a side keeps to itself by their own doing: only who stands on a side puts others on it or
    takes them off, unless nobody stands there and nothing was kept. Who is taken off stands where their workspace
    puts them, if the space goes by workspaces.

    Raises:
        NotFound: the space is not there for this viewer, or the person is not in it.
        NotAllowed: it is for the owners, for those of the side, or nobody would own the space any more.
        Unreadable: the name of the side is none, or too long.
    """
    if not viewer.sees(space_id):
        raise NotFound("no_space")
    with db.write() as tx:
        roles.hold(tx, space_id)
        access.must_own(tx, viewer, space_id)  # held: nobody stops being an owner between this and what follows
        person = people.find(tx, user)
        before = access.standings(tx, [person.id])[person.id].get(space_id) if person else None
        if person is None or before is None:
            raise NotFound("person_not_here")
        if placing.role is not None and placing.role != before.role:
            _set_role(tx, space_id, person.id, placing.role)
        if placing.side is not None:
            _set_side(tx, viewer, space_id, person.id, placing.side)
        after = access.standings(tx, [person.id])[person.id].get(space_id, Standing())
        if (after.role, after.side) != (before.role, before.side):
            said = f"{after.role}, {'on a side' if after.side else 'on no side'}"
            audit.changed(tx, viewer, space_id, now, f"person:{person.id}", detail=said)
        sides = people_of(tx, viewer, space_id).sides
        return Placed(person.name, after.role, sides.get(after.side))


def _set_role(tx: Tx, space_id: int, person_id: int, role: Role) -> None:
    if role != "owner" and roles.owners(tx, space_id) == {person_id}:
        raise NotAllowed("last_owner")
    roles.set_role(tx, space_id, person_id, role)


def _set_side(tx: Tx, viewer: Viewer, space_id: int, person_id: int, said: str) -> None:
    known = people_of(tx, viewer, space_id)
    side = _meant(said, known.sides)
    if known.space.sides == "off":
        raise NotAllowed("sides_off")
    if side and known.space.sides == "teams" and side not in known.sides:
        raise NotFound("no_side", name=said)
    own = access.standings(tx, [viewer.person.id])[viewer.person.id][space_id].side
    before = access.standings(tx, [person_id])[person_id][space_id].side
    standing = {one.side for one in known.standees}  # before anything is changed: who stands where
    roles.set_side(tx, space_id, person_id, side or None)
    tx.flush()
    after = access.standings(tx, [person_id])[person_id][space_id].side
    if before == after:
        return
    for one in (before, after):  # raising takes back what was just set
        is_free = one == after and one not in standing and not roles.has_inner(tx, space_id, one)
        if one and one != own and not is_free:
            raise NotAllowed("other_side")


def _meant(said: str, sides: Mapping[str, Side]) -> str:
    """The side that a name means: one that is there, or a new one."""
    name = " ".join(said.split())
    if len(name) > LONGEST:
        raise Unreadable("side_too_long", most=LONGEST)
    for side in sides.values():
        names = {side.id, side.name, *(side.organisation.names.values() if side.organisation else ())}
        if name.casefold() in {one.casefold() for one in names if one}:
            return side.id
    return name
