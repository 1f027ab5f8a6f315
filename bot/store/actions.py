"""Action items: what is open, for whom, until when, and what happened to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Row, Select, bindparam, func, or_, select

from bot.domain.due import Due, Precision
from bot.domain.language import Language
from bot.domain.meeting import Kind
from bot.domain.person import Viewer
from bot.domain.record import (
    Action,
    ActionLine,
    ActionPage,
    ActionStatus,
    Change,
    Item,
    Organisation,
    Owner,
    Space,
    StatusChange,
    Text,
)
from bot.store import texts
from bot.store.database import Tx
from bot.store.tables import (
    ActionRow,
    HistoryRow,
    ItemRow,
    MeetingRow,
    NoteRow,
    OrganisationRow,
    PersonRow,
    SpaceRow,
)

NO_DUE = date(9999, 12, 31)
PAGE = 10
MOST_PAGES = 100_000  # a number that came back from a button may be anything


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions a list shows; empty means all that are open."""

    statuses: tuple[ActionStatus, ...] = ("open",)
    person_id: int | None = None  # theirs, or their organisations'
    organisation_ids: tuple[int, ...] | None = None
    overdue_on: date | None = None
    words: tuple[str, ...] = ()
    space_ids: frozenset[int] = field(default_factory=frozenset)  # empty: all the viewer may see


class Details(NamedTuple):
    """What can be changed of an action besides its status."""

    expected: bool
    organisation: Organisation | None
    person_id: int | None
    owner_said: str | None
    due: Due | None


class Happened(NamedTuple):
    """One line of an action's history."""

    by: int | None
    at: datetime
    change: Change
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def add(
    tx: Tx, item_id: int, space_id: int, details: Details, *, status: ActionStatus, by: int | None, now: datetime
) -> None:
    """Make an item an action."""
    row = ActionRow(item_id=item_id, space_id=space_id, status=status, due_order=NO_DUE, owner_order="", expected=False)
    _put(row, details)
    tx.add(row)
    tx.flush()
    _remember(tx, item_id, by, "created", {}, _picture(row), now)


def of_items(tx: Tx, item_ids: Collection[int]) -> Mapping[int, Action]:
    """The actions among some items, by item id."""
    if not item_ids:
        return {}
    rows = tx.execute(_joined().where(ActionRow.item_id.in_(item_ids)))
    return {row.item_id: _action(row) for row in rows}


def set_status(
    tx: Tx, item_id: int, status: ActionStatus, by: tuple[int, str], now: datetime, *, change: Change
) -> bool:
    """Change the status; False when it has that status already: somebody was faster."""
    row = tx.get_one(ActionRow, item_id, with_for_update=True)
    if row.status == status:
        return False
    before = _picture(row)
    row.status, row.version = status, row.version + 1
    row.changed_by, row.changed_at = by[1], now
    _remember(tx, item_id, by[0], change, before, _picture(row), now)
    return True


def set_details(
    tx: Tx,
    item_id: int,
    version: int | None,
    details: Details,
    by: int | None,
    now: datetime,
    *,
    reworded: bool = False,
) -> bool:
    """Change owner and due; False when the action is not that version any more.

    An action whose words were changed (`reworded`) is another version even if nothing else is new.
    """
    row = tx.get_one(ActionRow, item_id, with_for_update=True)
    if version is not None and row.version != version:
        return False
    before = _picture(row)
    _put(row, details)
    after = _picture(row)
    if after != before or reworded:
        row.version += 1
        _remember(tx, item_id, by, "edited", before, after, now)
    return True


def notes_of(tx: Tx, organisation_id: int) -> tuple[int, ...]:
    """The notes in which an organisation has something to do."""
    joined = select(ItemRow.note_id).join(ActionRow, ActionRow.item_id == ItemRow.id).distinct()
    return tuple(tx.scalars(joined.where(ActionRow.organisation_id == organisation_id)))


def history(tx: Tx, item_id: int) -> tuple[Happened, ...]:
    """What happened to an action, oldest first."""
    rows = tx.scalars(select(HistoryRow).where(HistoryRow.item_id == item_id).order_by(HistoryRow.id))
    return tuple(Happened(row.person_id, row.at, cast("Change", row.change), row.before, row.after) for row in rows)


def find(tx: Tx, viewer: Viewer, wanted: Wanted, page: int) -> ActionPage:
    """One page of what the viewer may see of it, by due date and organisation."""
    spaces = viewer.space_ids & wanted.space_ids if wanted.space_ids else viewer.space_ids
    found, values = _found(*_shape(wanted)), _values(wanted, spaces)
    for word in wanted.words:
        found = found.where(ItemRow.text_id.in_(texts.ids_with(word, spaces)))
    page = min(max(page, 1), MOST_PAGES)
    rows = tx.execute(found, values | {"skip": (page - 1) * PAGE}).all()
    if not rows and page > 1:  # the list has grown shorter since its last page was shown
        first = tx.execute(found, values | {"skip": 0}).first()
        page = -(-first[1] // PAGE) if first else 1
        rows = tx.execute(found, values | {"skip": (page - 1) * PAGE}).all()
    total = rows[0][1] if rows else 0
    return ActionPage(_lines(tx, [row[0] for row in rows]), page, max(1, -(-total // PAGE)), total)


def _shape(wanted: Wanted) -> tuple[bool, bool, bool]:
    """Which conditions a list has: the person's own, an organisation's, overdue."""
    mine = wanted.person_id is not None
    return mine, not mine and wanted.organisation_ids is not None, wanted.overdue_on is not None


def _values(wanted: Wanted, spaces: Collection[int]) -> dict[str, Any]:
    mine, organisations, overdue = _shape(wanted)
    values: dict[str, Any] = {"spaces": list(spaces), "statuses": list(wanted.statuses)}
    if mine:
        values["person"] = wanted.person_id
    if mine or organisations:
        values["organisations"] = list(wanted.organisation_ids or ())
    if overdue:
        values["today"] = wanted.overdue_on
    return values


@cache  # building a statement takes longer than running it
def _found(mine: bool, organisations: bool, overdue: bool) -> Select[int, int]:  # noqa: FBT001  its three switches
    theirs = ActionRow.organisation_id.in_(bindparam("organisations", expanding=True))
    query = (
        select(ActionRow.item_id, func.count().over())
        .join(ItemRow, ItemRow.id == ActionRow.item_id)
        .where(
            ActionRow.space_id.in_(bindparam("spaces", expanding=True)),
            ActionRow.status.in_(bindparam("statuses", expanding=True)),
            ItemRow.removed_at.is_(None),
            ItemRow.kind == "action",  # an edit may have made it something else
        )
    )
    if mine:
        query = query.where(or_(ActionRow.person_id == bindparam("person"), theirs))
    if organisations:
        query = query.where(theirs)
    if overdue:
        query = query.where(ActionRow.due_order < bindparam("today"), ActionRow.expected.is_(False))
    order = (ActionRow.due_order, ActionRow.owner_order, ActionRow.item_id)
    return query.order_by(*order).limit(PAGE).offset(bindparam("skip"))


def _lines(tx: Tx, ids: Sequence[int]) -> tuple[ActionLine, ...]:
    rows = tx.execute(_joined_lines(), {"ids": list(ids)}).all()
    words = texts.get(tx, {text_id for row in rows for text_id in (row.text_id, row.title_id)})
    by_id = {row.item_id: _line(row, words) for row in rows}
    return tuple(by_id[item_id] for item_id in ids)


def _line(row: Row[Any], words: Mapping[int, Text]) -> ActionLine:
    ref = f"{row.note_number}.{row.number}"
    item = Item(row.item_id, row.note_id, ref, row.number, cast("Kind", row.kind), words[row.text_id])
    languages = cast("tuple[Language, ...]", tuple(row.languages.split(",")))
    return ActionLine(item, _action(row), Space(row.space_id, row.space_name, languages), words[row.title_id])


# Columns and not rows as objects: SQLAlchemy would take longer to make those than SQLite to find them.
_ACTION = (
    ActionRow.item_id,
    ActionRow.space_id,
    ActionRow.version,
    ActionRow.status,
    ActionRow.expected,
    ActionRow.owner_said,
    ActionRow.due_said,
    ActionRow.due_start,
    ActionRow.due_end,
    ActionRow.due_precision,
    ActionRow.changed_by,
    ActionRow.changed_at,
    OrganisationRow.id.label("organisation_id"),
    OrganisationRow.name.label("organisation_da"),
    OrganisationRow.name_zh.label("organisation_zh"),
    OrganisationRow.name_en.label("organisation_en"),
    OrganisationRow.confirmed,
    PersonRow.id.label("person_id"),
    PersonRow.name.label("person_name"),
)


@cache  # building a statement takes longer than running it
def _joined_lines() -> Select[Any]:
    return (
        _joined()
        .add_columns(
            ItemRow.note_id,
            ItemRow.number,
            ItemRow.kind,
            ItemRow.text_id,
            NoteRow.number.label("note_number"),
            MeetingRow.title_id,
            SpaceRow.name.label("space_name"),
            SpaceRow.languages,
        )
        .join(ItemRow, ItemRow.id == ActionRow.item_id)
        .join(NoteRow, NoteRow.id == ItemRow.note_id)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .join(SpaceRow, SpaceRow.id == ActionRow.space_id)
        .where(ActionRow.item_id.in_(bindparam("ids", expanding=True)))
    )


def _joined() -> Select[Any]:
    joined = (
        select(*_ACTION)
        .select_from(ActionRow)
        .outerjoin(OrganisationRow, OrganisationRow.id == ActionRow.organisation_id)
        .outerjoin(PersonRow, PersonRow.id == ActionRow.person_id)
    )
    return cast("Select[Any]", joined)


def _action(row: Row[Any]) -> Action:
    changed = StatusChange(row.changed_by, row.changed_at) if row.changed_by and row.changed_at else None
    status = cast("ActionStatus", row.status)
    return Action(row.item_id, row.version, status, row.expected, _owner(row), _due(row), changed)


def _owner(row: Row[Any]) -> Owner:
    if row.organisation_id is None:
        return Owner(None, row.person_id, row.person_name, row.owner_said)
    names: dict[Language, str | None] = {
        "da": row.organisation_da,
        "zh": row.organisation_zh,
        "en": row.organisation_en,
    }
    known = {language: name for language, name in names.items() if name}
    organisation = Organisation(row.organisation_id, known, row.confirmed)
    return Owner(organisation, row.person_id, row.person_name, row.owner_said)


def _due(row: Row[Any]) -> Due | None:
    if row.due_said is None:
        return None
    return Due(row.due_said, row.due_start, row.due_end, cast("Precision", row.due_precision))


def _put(row: ActionRow, details: Details) -> None:
    row.expected = details.expected
    row.organisation_id = details.organisation.id if details.organisation else None
    row.person_id, row.owner_said = details.person_id, details.owner_said
    row.owner_order = details.organisation.name("da") if details.organisation else ""
    due = details.due
    row.due_said = due.said if due else None
    row.due_start, row.due_end = (due.start, due.end) if due else (None, None)
    row.due_precision = due.precision if due else None
    row.due_order = row.due_end or NO_DUE


def _picture(row: ActionRow) -> dict[str, Any]:
    return {
        "status": row.status,
        "expected": row.expected,
        "organisation": row.organisation_id,
        "person": row.person_id,
        "owner": row.owner_said,
        "due": row.due_said,
        "due_end": row.due_end.isoformat() if row.due_end else None,
    }


def _remember(
    tx: Tx, item_id: int, by: int | None, change: Change, before: dict[str, Any], after: dict[str, Any], now: datetime
) -> None:
    tx.add(HistoryRow(item_id=item_id, person_id=by, at=now, change=change, before=before, after=after))
    tx.flush()
