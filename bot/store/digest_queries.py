"""Which open actions a digest lists: ids first, so that only what is shown is read in full."""

from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, false, func, or_, select

from bot.domain.digest import ItemRef, Scope
from bot.domain.due import Precision
from bot.domain.language import Language
from bot.store.action_pictures import NO_DUE
from bot.store.database import Tx
from bot.store.tables import ActionOwnerRow, ActionRow, HistoryRow, ItemRow, TextRow

MOST = 1000  # ids of one list; how many there are beyond is counted


class Found(NamedTuple):
    """The first of what was looked for, in order, and how much there is of it."""

    refs: tuple[ItemRef, ...]
    total: int


class Coming(NamedTuple):
    """An open action whose interval lies ahead, with its original words."""

    ref: ItemRef
    expected: bool
    language: Language
    content: str
    start: date
    end: date
    precision: Precision


def due_between(tx: Tx, scope: Scope, first: date, last: date, today: date) -> Found:
    """Open actions whose interval ends in an interval of days; expectations only once they have passed."""
    return _found(tx, _due(scope.person_id is not None), scope, {"first": first, "last": last, "today": today})


def waiting(tx: Tx, scope: Scope) -> Found:
    """Open actions whose clock starts with an event that has not happened."""
    return _found(tx, _waiting(scope.person_id is not None), scope, {"never": NO_DUE})


def everything_open(tx: Tx, scope: Scope) -> Found:
    """All open actions by due date."""
    return _found(tx, _everything(scope.person_id is not None), scope, {})


def created(tx: Tx, scope: Scope, after: datetime, until: datetime) -> Found:
    """Open actions that came into the record after one instant and not after another."""
    return _found(tx, _created(scope.person_id is not None), scope, {"after": after, "until": until})


def coming(tx: Tx, scope: Scope, today: date, until: date) -> tuple[Coming, ...]:
    """Open actions whose interval has not ended and begins by a day, by their beginning.

    An interval without beginning counts as its last day.
    """
    values = _values(scope) | {"today": today, "until": until, "never": NO_DUE}
    return tuple(
        Coming(
            ItemRef(row.item_id, bool(row.mine)),
            row.expected,
            cast("Language", row.language),
            row.content,
            row.due_start or row.due_end,
            row.due_end,
            cast("Precision", row.due_precision),
        )
        for row in tx.execute(_coming(scope.person_id is not None), values)
    )


def _found(tx: Tx, wanted: Select[Any], scope: Scope, values: dict[str, Any]) -> Found:
    rows = tx.execute(wanted, _values(scope) | values).all()
    return Found(tuple(ItemRef(row.item_id, bool(row.mine)) for row in rows), rows[0].total if rows else 0)


def _values(scope: Scope) -> dict[str, Any]:
    values: dict[str, Any] = {"spaces": list(scope.space_ids)}
    if scope.person_id is not None:
        values |= {"person": scope.person_id, "organisations": list(scope.organisation_ids)}
    return values


# The statements are built once: that takes longer than running them.


@cache
def _open(own: bool) -> Select[Any]:  # noqa: FBT001  a channel's, or a person's own
    mine = _mine() if own else false()
    open_ones = (
        select(ActionRow.item_id, mine.label("mine"), func.count().over().label("total"))
        .join(ItemRow, ItemRow.id == ActionRow.item_id)
        .where(
            ActionRow.space_id.in_(bindparam("spaces", expanding=True)),
            ActionRow.status == "open",
            ItemRow.removed_at.is_(None),
            ItemRow.kind == "action",  # an edit may have made it something else
        )
    )
    order = (mine.desc(),) if own else ()
    by_date = open_ones.order_by(*order, ActionRow.due_order, ActionRow.owner_order, ActionRow.item_id)
    return cast("Select[Any]", by_date.limit(MOST))


def _mine() -> ColumnElement[bool]:
    """Whether an action is the person's, or their organisation's."""
    person: BindParameter[int] = bindparam("person")
    organisations: BindParameter[int] = bindparam("organisations", expanding=True)
    further = or_(ActionOwnerRow.person_id == person, ActionOwnerRow.organisation_id.in_(organisations))
    return func.coalesce(
        or_(
            ActionRow.person_id == person,
            ActionRow.organisation_id.in_(organisations),
            ActionRow.item_id.in_(select(ActionOwnerRow.item_id).where(further)),
        ),
        false(),
    )


@cache
def _due(own: bool) -> Select[Any]:  # noqa: FBT001
    passed = ActionRow.due_order < bindparam("today")
    in_time = ActionRow.due_order.between(bindparam("first"), bindparam("last"))
    return _open(own).where(in_time, or_(ActionRow.expected.is_(False), passed))


@cache
def _waiting(own: bool) -> Select[Any]:  # noqa: FBT001
    for_event = (ActionRow.due_precision == "event", ActionRow.happened_on.is_(None))
    return _open(own).where(ActionRow.due_order == bindparam("never"), *for_event)


@cache
def _everything(own: bool) -> Select[Any]:  # noqa: FBT001
    return _open(own)


@cache
def _created(own: bool) -> Select[Any]:  # noqa: FBT001
    made = select(HistoryRow.item_id).where(
        HistoryRow.space_id.in_(bindparam("spaces", expanding=True)),
        HistoryRow.at > bindparam("after"),
        HistoryRow.at <= bindparam("until"),
        HistoryRow.change == "created",
    )
    return _open(own).where(ActionRow.item_id.in_(made))


@cache
def _coming(own: bool) -> Select[Any]:  # noqa: FBT001
    begins = func.coalesce(ActionRow.due_start, ActionRow.due_end)
    more = (ActionRow.expected, ActionRow.due_start, ActionRow.due_end, ActionRow.due_precision)
    return (
        _open(own)
        .add_columns(*more, TextRow.language, TextRow.content)
        .join(TextRow, TextRow.id == ItemRow.text_id)
        .where(
            ActionRow.due_order >= bindparam("today"),
            ActionRow.due_order < bindparam("never"),
            begins <= bindparam("until"),
        )
        .order_by(None)
        .order_by(begins, ActionRow.due_order, ActionRow.item_id)
    )
