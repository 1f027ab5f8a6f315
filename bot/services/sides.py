"""Who stands on which side of a space, and what the sides are called."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.record import Organisation
from bot.domain.side import People, Side, Standee
from bot.store import access, inner, installations, organisations, roles, spaces
from bot.store.database import Database, Tx
from bot.store.roles import Member


def list_people(db: Database, viewer: Viewer, space_id: int) -> People:
    """Everybody who sees a space, with their roles and sides as they are now.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.read() as tx:
        return people_of(tx, viewer, space_id)


def list_owned(db: Database, viewer: Viewer, space_id: int) -> People:
    """The same for whoever may change it.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for the owners.
    """
    with db.read() as tx:
        access.must_own(tx, viewer, space_id)
        return people_of(tx, viewer, space_id)


def people_of(tx: Tx, viewer: Viewer, space_id: int) -> People:
    """The same, within a transaction.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    space = spaces.get(tx, viewer, space_id)
    if space is None or space.parent_id is not None:
        raise NotFound("no_space")
    members = roles.of_space(tx, space_id)
    employers = _employers(tx, space_id)
    standees = tuple(_standee(one, employers) for one in members)
    mine = access.standings(tx, [viewer.person.id])[viewer.person.id].get(space_id)
    own, owns = (mine.side, mine.owns) if mine else ("", False)
    by_team, owned = _by_team(tx, members, employers), access.is_owned(tx, space_id)
    return People(space, standees, _named(tx, standees), own, owns, by_team, owned)


def side_in(db: Database, viewer: Viewer, space_id: int) -> Side | None:
    """The viewer's side in a space, or in what it keeps to itself of it; None where they stand on none."""
    side = viewer.standing(space_id).side
    if not side:
        return None
    with db.read() as tx:
        return side_called(tx, inner.parent_of(tx, space_id) or space_id, side)


def side_named(db: Database, viewer: Viewer, space_id: int, side: str) -> Side:
    """A side of a space that the viewer sees, with what people call it.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    if not viewer.sees(space_id):
        raise NotFound("no_space")
    with db.read() as tx:
        return side_called(tx, space_id, side)


def side_called(tx: Tx, space_id: int, side: str) -> Side:
    """A side of a space with what people call it."""
    employers = _employers(tx, space_id)
    theirs = [one for one in roles.of_space(tx, space_id) if one.side == side]
    return _side(tx, side, [_standee(one, employers) for one in theirs])


def _standee(one: Member, employers: Mapping[int, Organisation], side: str | None = None) -> Standee:
    stands = one.side if side is None else side
    return Standee(one.person_id, one.name, one.role, stands, employers.get(one.person_id))


def _by_team(
    tx: Tx, members: Sequence[Member], employers: Mapping[int, Organisation]
) -> tuple[tuple[str, Side | None], ...]:
    """Where everybody would stand if each full member stood with their workspace."""
    would = [_standee(one, employers, one.team_id if one.guest is False else "") for one in members]
    sides = _named(tx, would)
    return tuple((one.name, sides.get(one.side)) for one in would)


def _named(tx: Tx, standees: Sequence[Standee]) -> Mapping[str, Side]:
    ids = sorted({one.side for one in standees if one.side})
    return {side: _side(tx, side, [one for one in standees if one.side == side]) for side in ids}


def _side(tx: Tx, side: str, standees: Sequence[Standee]) -> Side:
    """What a side is called: a workspace by its name, else by whom most work for; any other as it was named."""
    there = installations.get(tx, side)
    if there is not None:
        return Side(side, there.team_name)
    if not roles.is_team(tx, side):
        return Side(side, side, _called(standees, side))
    works = Counter(one.organisation.id for one in standees if one.organisation)
    most = works.most_common(1)[0][0] if works else None
    found = next((one.organisation for one in standees if one.organisation and one.organisation.id == most), None)
    return Side(side, organisation=found, member=standees[0].name if standees else "")


def _called(standees: Sequence[Standee], name: str) -> Organisation | None:
    """Whom some of its people work for, if a side was named after them in any language."""
    bodies = [one.organisation for one in standees if one.organisation]
    return next((one for one in bodies if name.casefold() in {known.casefold() for known in one.names.values()}), None)


def _employers(tx: Tx, space_id: int) -> Mapping[int, Organisation]:
    """Person id → for whom they work in a space."""
    here = {one.id: one for one in organisations.find(tx, space_id)}
    works = organisations.member_ids(tx, space_id)
    return {person: here[body] for body, people in works.items() if body in here for person in people}
