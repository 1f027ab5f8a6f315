"""Who may see which space and do what there: the one place that decides it.

A person sees a space while they are in one of its channels, as far as Slack has told us; in a channel of which nobody
can say who is in it, nobody is. What a side keeps to itself is a space of its own, with the space as its parent: who
sees the parent and stands on that side sees it too. Every read asks for spaces that were found here.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, case, exists, func, literal, null, or_, select
from sqlalchemy.orm import aliased

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.person import Role, Standing, Viewer
from bot.store.database import Tx
from bot.store.tables import ChannelRow, MemberRow, PersonRow, RoleRow, SpaceRow

KEEPER = 0
"""The id of the viewer that is Jordbro itself."""

NAMED = 5
"""Owners who are named to somebody who may not do something."""

_UNOWNED = {"reads_only": "reads_only_unowned", "owners_only": "owners_only_unowned"}  # where there is no owner
_AWAY = {"reads_only": "reads_only_away", "owners_only": "owners_only_away"}  # where no owner can be named just now


def sees(person: Any, space: Any) -> Any:  # noqa: ANN401  two columns, or values, and a condition
    """Whether a person may see a space, as a condition of a query: who has left hears nothing more of it."""
    there, known, seen, member, role = (
        aliased(ChannelRow), aliased(PersonRow), aliased(SpaceRow), aliased(MemberRow), aliased(RoleRow)
    )  # fmt: skip
    parent = aliased(SpaceRow)
    of_space = func.coalesce(seen.parent_id, seen.id)
    said = and_(role.space_id == of_space, role.person_id == person)
    joined = (
        select(1)
        .select_from(seen)
        .join(there, and_(there.space_id == of_space, there.is_known.is_(True)))
        .join(member, and_(member.channel_id == there.id, member.person_id == person))
        .join(known, known.id == member.person_id)
        .join(parent, parent.id == of_space)
        .outerjoin(role, said)
        .where(seen.id == space, or_(seen.side.is_(None), seen.side == _side(role, parent, known)))
    )
    return joined.correlate_except(there, known, seen, member, role, parent).exists()


def standings(tx: Tx, person_ids: Collection[int]) -> Mapping[int, Mapping[int, Standing]]:
    """Person id → space id → what they may do there, for the spaces they may see."""
    found: dict[int, dict[int, Standing]] = {person_id: {} for person_id in person_ids}
    for row in tx.execute(_standings(), {"people": list(person_ids)}):
        before = found[row.person_id].get(row.space_id)
        found[row.person_id][row.space_id] = _standing(row, owns=before is not None and before.owns)
    return found


def spaces_in(seen: Mapping[int, Standing]) -> frozenset[int]:
    """The ids of the spaces in some standings, with the internal records that belong to them."""
    return frozenset(seen) | {standing.inner for standing in seen.values() if standing.inner}


def must_write(tx: Tx, viewer: Viewer, space_id: int, *, typed: str = "") -> None:
    """Make sure that the viewer may change a space's record, or what their side keeps to itself of it, now.

    Raises:
        NotFound: it is not there for them.
        NotAllowed: they only read there; details name the owners, who can change that. `typed` is given back.
    """
    mine = _mine(tx, viewer, space_id)
    space, standing = next(
        ((found, one) for found, one in mine.items() if space_id in {found, one.inner}), (0, Standing())
    )
    if not space:  # they have left meanwhile
        raise NotFound("no_space", typed=typed)
    if standing.role == "reader":
        raise _refusal(tx, "reads_only", space, typed)


def must_own(tx: Tx, viewer: Viewer, space_id: int) -> None:
    """Make sure that the viewer may change who sees and does what in a space, now.

    Raises:
        NotFound: the space is not there for them; of what a side keeps to itself nobody is the owner.
        NotAllowed: it is for its owners; details name them.
    """
    standing = _mine(tx, viewer, space_id).get(space_id)
    if standing is None:
        raise NotFound("no_space")
    if not standing.owns:
        raise _refusal(tx, "owners_only", space_id)


def is_owned(tx: Tx, space_id: int) -> bool:
    """Whether one of a space's owners is still there, or may be: in a channel whose people nobody can name just now."""
    return bool(tx.scalar(select(_is_owned(literal(space_id)))))


def _mine(tx: Tx, viewer: Viewer, space_id: int) -> Mapping[int, Standing]:
    """Where the viewer stands now; Jordbro itself may do everything in what it works on."""
    if not viewer.sees(space_id):
        return {}
    if viewer.person.id == KEEPER:
        return {space_id: Standing("owner", owns=True)}
    return standings(tx, [viewer.person.id])[viewer.person.id]


def _refusal(tx: Tx, key: str, space_id: int, typed: str = "") -> NotAllowed:
    """Why not, and whom to ask."""
    named = tx.scalars(_owners(), {"space": space_id}).all()
    if not named:
        return NotAllowed((_AWAY if is_owned(tx, space_id) else _UNOWNED)[key], typed=typed)
    more = ["…"] if len(named) > NAMED else []
    return NotAllowed(key, typed=typed, who=" · ".join([*named[:NAMED], *more]))


@cache
def _owners() -> Select[str]:
    """The names of a space's owners who are still there."""
    there, member, role = aliased(ChannelRow), aliased(MemberRow), aliased(RoleRow)
    return (
        select(PersonRow.name)
        .join(role, and_(role.person_id == PersonRow.id, role.space_id == bindparam("space"), role.role == "owner"))
        .join(member, member.person_id == PersonRow.id)
        .join(there, and_(there.id == member.channel_id, there.space_id == role.space_id, there.is_known.is_(True)))
        .distinct()
        .order_by(PersonRow.name)
    )


def _standing(row: Row[Any], *, owns: bool) -> Standing:
    role = cast("Role", row.role or "member")
    at_home = not row.owned and row.at_home and row.guest is False and role == "member"
    return Standing(role, owns or role == "owner" or at_home, row.side or "", row.inner or 0)


@cache  # building a statement takes longer than running it
def _standings() -> Select[Any]:
    inner = aliased(SpaceRow)
    side = _side(RoleRow, SpaceRow, PersonRow)
    found = (
        select(
            MemberRow.person_id,
            ChannelRow.space_id,
            RoleRow.role,
            PersonRow.guest,
            (ChannelRow.team_id == PersonRow.team_id).label("at_home"),
            _is_owned(SpaceRow.id).label("owned"),
            side.label("side"),
            inner.id.label("inner"),
        )
        .join(ChannelRow, and_(ChannelRow.id == MemberRow.channel_id, ChannelRow.is_known.is_(True)))
        .join(SpaceRow, SpaceRow.id == ChannelRow.space_id)
        .join(PersonRow, PersonRow.id == MemberRow.person_id)
        .outerjoin(RoleRow, and_(RoleRow.space_id == SpaceRow.id, RoleRow.person_id == PersonRow.id))
        .outerjoin(inner, and_(inner.parent_id == SpaceRow.id, inner.side == side))
        .where(MemberRow.person_id.in_(bindparam("people", expanding=True)))
    )
    return cast("Select[Any]", found)


def _side(role: Any, space: Any, person: Any) -> ColumnElement[Any]:  # noqa: ANN401  three tables, or aliases of them
    """The side a person stands on in a space; NULL where nobody can say."""
    of_team = and_(space.sides == "teams", person.named.is_(True), person.guest.is_(False))
    return case((space.sides == "off", null()), (role.side.is_not(None), role.side), (of_team, person.team_id))


def _is_owned(space: Any) -> ColumnElement[bool]:  # noqa: ANN401  a column, or a value
    """The same, as a condition of a query."""
    role, member, there = aliased(RoleRow), aliased(MemberRow), aliased(ChannelRow)
    owner = (role.space_id == space, role.role == "owner", member.person_id == role.person_id)
    here = (there.id == member.channel_id, there.space_id == role.space_id)
    return exists().where(*owner, *here).correlate_except(role, member, there)
