"""What a side keeps to itself of a space: a record that reads the space's terms, memory and partners and writes none.

An internal record is a space with a parent (see `bot.store.access`). Whatever is asked for by a space goes through
`reads` where an internal record is to find what the space it belongs to has.
"""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Select, bindparam, case, or_, select
from sqlalchemy.orm import aliased

from bot.store import access
from bot.store.database import Tx
from bot.store.tables import SpaceRow


def reads(column: Any, space: Any) -> ColumnElement[bool]:  # noqa: ANN401  a column, and an id or a parameter
    """Whether a row is one that a record reads: its own, or of the space whose internal record it is."""
    own = aliased(SpaceRow)
    return or_(column == space, column == select(own.parent_id).where(own.id == space).scalar_subquery())


def parent_of(tx: Tx, space_id: int) -> int | None:
    """The space whose internal record that is; None where it is none."""
    return tx.scalar(select(SpaceRow.parent_id).where(SpaceRow.id == space_id))


class Policy(NamedTuple):
    """Whether a record is an internal one, and which engines may see its text (None: all that are switched on)."""

    is_inner: bool
    engines: tuple[str, ...] | None


def policy_of(tx: Tx, space_id: int) -> Policy:
    """What holds for a record: the choice of its space, for an internal one too. For jobs."""
    row = tx.execute(_policy(), {"space": space_id}).one_or_none()
    if row is None or row.engines is None:
        return Policy(row is not None and row.parent_id is not None, None)
    return Policy(row.parent_id is not None, tuple(name for name in row.engines.split(",") if name))


@cache  # building a statement takes longer than running it
def _policy() -> Select[Any]:
    space, parent = aliased(SpaceRow), aliased(SpaceRow)
    engines = case((space.parent_id.is_(None), space.engines), else_=parent.engines).label("engines")
    found = select(space.parent_id, engines).outerjoin(parent, parent.id == space.parent_id)
    return cast("Select[Any]", found.where(space.id == bindparam("space")))


def records_of(tx: Tx, person_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Person id → the spaces they may see, with what their side keeps to itself: for what is told to them alone."""
    found = access.standings(tx, person_ids)
    return {person_id: access.spaces_in(seen) for person_id, seen in found.items()}
