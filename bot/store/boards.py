"""Boards of actions: in the order of who has to do them or of when, and how many each organisation has."""

from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Select, bindparam, func, select

from bot.domain.pages import Order
from bot.domain.person import Viewer
from bot.domain.record import ActionStatus
from bot.store.database import Tx
from bot.store.tables import ActionRow, ItemRow

NOBODY = 0
"""Stands for the actions that no organisation has to do."""


class Picked(NamedTuple):
    """Which actions a board shows: of some spaces, in some states; of one organisation, of `NOBODY`, of all (None)."""

    space_ids: Collection[int]
    statuses: tuple[ActionStatus, ...] = ("open",)
    organisation_id: int | None = None


def counts(tx: Tx, viewer: Viewer, picked: Picked) -> tuple[tuple[int, int], ...]:
    """Organisation (or `NOBODY`) and the number of its actions, by its Danish name, whatever one is picked."""
    rows = tx.execute(_counts(), _values(viewer, picked))
    return tuple((row.who, row.many) for row in rows)


def count(tx: Tx, viewer: Viewer, picked: Picked) -> int:
    """How many there are, whatever one organisation is picked."""
    return tx.scalar(_count(), _values(viewer, picked)) or 0


def find(tx: Tx, viewer: Viewer, picked: Picked, order: Order, *, limit: int, skip: int = 0) -> tuple[int, ...]:
    """The ids of some of them, for `actions.lines`."""
    values = _values(viewer, picked) | {"limit": limit, "skip": skip}
    if picked.organisation_id is not None:
        values["who"] = picked.organisation_id
    return tuple(tx.scalars(_found(order, picked.organisation_id is not None), values))


def _values(viewer: Viewer, picked: Picked) -> dict[str, Any]:
    spaces = sorted(viewer.space_ids & frozenset(picked.space_ids))
    return {"spaces": spaces, "statuses": list(picked.statuses)}


_WHO = func.coalesce(ActionRow.organisation_id, NOBODY)


@cache  # building a statement takes longer than running it
def _counts() -> Select[Any]:
    wanted = select(_WHO.label("who"), func.count().label("many")).select_from(ActionRow)
    return _within(cast("Select[Any]", wanted)).group_by(ActionRow.owner_order, _WHO).order_by(ActionRow.owner_order)


@cache
def _count() -> Select[Any]:
    return _within(cast("Select[Any]", select(func.count()).select_from(ActionRow)))


@cache
def _found(order: Order, of_one: bool) -> Select[int]:  # noqa: FBT001  its two switches
    by_due, by_who = (ActionRow.due_order,), (ActionRow.owner_order, _WHO)
    keys = (*by_who, *by_due) if order == "organisation" else (*by_due, *by_who)
    wanted = _within(select(ActionRow.item_id)).order_by(*keys, ActionRow.item_id)
    wanted = wanted.where(bindparam("who") == _WHO) if of_one else wanted
    return cast("Select[int]", wanted.limit(bindparam("limit")).offset(bindparam("skip")))


def _within(wanted: Select[Any]) -> Select[Any]:
    return wanted.join(ItemRow, ItemRow.id == ActionRow.item_id).where(
        ActionRow.space_id.in_(bindparam("spaces", expanding=True)),
        ActionRow.status.in_(bindparam("statuses", expanding=True)),
        ItemRow.removed_at.is_(None),
        ItemRow.kind == "action",  # an edit may have made it something else
    )
