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
from bot.domain.person import SlackChannel, Viewer
from bot.domain.record import (
    Action,
    ActionLine,
    ActionPage,
    ActionStatus,
    CardPlace,
    Change,
    Item,
    Organisation,
    Owner,
    Space,
    StatusChange,
    Text,
    label_of,
)
from bot.store import history, texts
from bot.store.action_pictures import NO_DUE, picture, set_others, set_picture
from bot.store.database import Tx
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    ChannelRow,
    ItemRow,
    MeetingRow,
    NoteRow,
    OrganisationRow,
    PersonRow,
    SpaceRow,
)

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
    others: tuple[Owner, ...] = ()  # who else is to do it

    @classmethod
    def of(cls, action: Action) -> "Details":
        """What an action has now."""
        lead = action.owner
        return cls(action.expected, lead.organisation, lead.person_id, lead.said, action.due, action.others)

    def owned_by(self, owners: Sequence[Owner]) -> "Details":
        """The same with other owners, the first of whom has the lead."""
        lead, *others = owners or (Owner(),)
        return self._replace(
            organisation=lead.organisation, person_id=lead.person_id, owner_said=lead.said, others=tuple(others)
        )


class Acted(NamedTuple):
    """Who changes something, and when; `person_id` is None for Jordbro itself."""

    person_id: int | None
    name: str
    now: datetime


def add(
    tx: Tx, item_id: int, space_id: int, details: Details, *, status: ActionStatus, by: int | None, now: datetime
) -> None:
    """Make an item an action."""
    row = ActionRow(item_id=item_id, space_id=space_id, status=status, due_order=NO_DUE, owner_order="", expected=False)
    row.due_certain = True
    tx.add(row)
    _put(row, details)
    tx.flush()
    set_others(tx, item_id, details.others)
    _remember(tx, row, by, "created", {}, now)


def of_items(tx: Tx, item_ids: Collection[int]) -> Mapping[int, Action]:
    """The actions among some items, by item id."""
    if not item_ids:
        return {}
    rows = tx.execute(_joined().where(ActionRow.item_id.in_(item_ids))).all()
    return _actions(tx, rows)


def set_status(
    tx: Tx,
    item_id: int,
    status: ActionStatus,
    by: tuple[int, str],
    now: datetime,
    *,
    change: Change,
    reason_id: int | None = None,
) -> bool:
    """Change the status; False when it has that status already: somebody was faster."""
    row = tx.get_one(ActionRow, item_id, with_for_update=True, populate_existing=True)
    if row.status == status:
        return False
    before = picture(tx, row)
    row.status, row.reason_id, row.version = status, reason_id, row.version + 1
    row.changed_by, row.changed_at = by[1], now
    _remember(tx, row, by[0], change, before, now, reason_id)
    return True


def set_reason(tx: Tx, item_id: int, text_id: int) -> None:
    """Say why an action was dropped, where that is known from elsewhere."""
    tx.get_one(ActionRow, item_id).reason_id = text_id
    tx.flush()


def set_happened(tx: Tx, item_id: int, day: date) -> None:
    """Say when what its due date waited for took place, where that is known from elsewhere."""
    tx.get_one(ActionRow, item_id).happened_on = day
    tx.flush()


def set_details(
    tx: Tx,
    item_id: int,
    version: int | None,
    details: Details,
    by: int | None,
    now: datetime,
    *,
    words: tuple[str, str] | None = None,
    change: Change = "edited",
    happened_on: date | None = None,
) -> bool:
    """Change owners and due; False when the action is not that version any more.

    An action whose words were changed (`words`: what they were, and what they are) is another version even if
    nothing else is new.
    `happened_on` is the day of the event its due date waited for, where that has come.
    """
    row = tx.get_one(ActionRow, item_id, with_for_update=True, populate_existing=True)
    if version is not None and row.version != version:
        return False
    before = picture(tx, row)
    _put(row, details)
    set_others(tx, item_id, details.others)
    row.happened_on = happened_on or (row.happened_on if before["due"] == row.due_said else None)
    if picture(tx, row) != before or words:
        row.version += 1
        _remember(tx, row, by, change, before, now, words=words)
    return True


def restore(tx: Tx, event_id: int, by: Acted) -> int | None:
    """Take a change back; gives the action's id, or None when it was changed again, or taken back, since."""
    last = history.last_version(tx, event_id)
    if last is None:
        return None
    item_id, version = last
    row = tx.get_one(ActionRow, item_id, with_for_update=True, populate_existing=True)
    if row.version != version:
        return None
    before = picture(tx, row)
    set_picture(tx, row, history.before(tx, event_id))
    row.version += 1
    row.changed_by, row.changed_at = by.name, by.now
    history.set_undone(tx, event_id)
    _remember(tx, row, by.person_id, "undone", before, by.now)
    return item_id


def touch(tx: Tx, item_id: int, change: Change, by: Acted, text_id: int | None = None) -> None:
    """Remember something that changes nothing of the action itself: a comment, a split."""
    row = tx.get_one(ActionRow, item_id)
    now_as_it_is = picture(tx, row)
    event = history.Event(item_id, row.space_id, by.person_id, change, now_as_it_is, now_as_it_is, 0, text_id)
    history.add(tx, event, by.now)


def notes_of(tx: Tx, organisation_id: int) -> tuple[int, ...]:
    """The notes with a card in which an organisation has something to do; an internal note has none."""
    joined = select(ItemRow.note_id).join(ActionRow, ActionRow.item_id == ItemRow.id).distinct()
    joined = joined.join(NoteRow, NoteRow.id == ItemRow.note_id).where(NoteRow.card_channel_id.is_not(None))
    also = select(ActionOwnerRow.item_id).where(ActionOwnerRow.organisation_id == organisation_id)
    wanted = or_(ActionRow.organisation_id == organisation_id, ActionRow.item_id.in_(also))
    return tuple(tx.scalars(joined.where(wanted)))


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
    return ActionPage(lines(tx, [row[0] for row in rows], viewer), page, max(1, -(-total // PAGE)), total)


def find_ids(tx: Tx, viewer: Viewer, wanted: Wanted) -> tuple[int, ...]:
    """All of it that the viewer may see, by due date and organisation: for `lines`."""
    spaces = viewer.space_ids & wanted.space_ids if wanted.space_ids else viewer.space_ids
    found = _found(*_shape(wanted)).with_only_columns(ActionRow.item_id).limit(None).offset(None)
    for word in wanted.words:
        found = found.where(ItemRow.text_id.in_(texts.ids_with(word, spaces)))
    return tuple(tx.scalars(found, _values(wanted, spaces)))


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
    others = select(ActionOwnerRow.item_id)
    of_organisations = ActionOwnerRow.organisation_id.in_(bindparam("organisations", expanding=True))
    theirs = or_(
        ActionRow.organisation_id.in_(bindparam("organisations", expanding=True)),
        ActionRow.item_id.in_(others.where(of_organisations)),
    )
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
        also = ActionRow.item_id.in_(others.where(ActionOwnerRow.person_id == bindparam("person")))
        query = query.where(or_(ActionRow.person_id == bindparam("person"), also, theirs))
    if organisations:
        query = query.where(theirs)
    if overdue:
        query = query.where(ActionRow.due_order < bindparam("today"), ActionRow.expected.is_(False))
    order = (ActionRow.due_order, ActionRow.owner_order, ActionRow.item_id)
    return query.order_by(*order).limit(PAGE).offset(bindparam("skip"))


def lines(tx: Tx, ids: Sequence[int], viewer: Viewer | None = None) -> tuple[ActionLine, ...]:
    """Some actions with their words, number, space and card, in that order, in a constant number of queries.

    A `viewer` is who is shown them.
    """
    if not ids:
        return ()
    rows = tx.execute(_joined_lines(), {"ids": list(ids)}).all()
    words = texts.get(tx, {text_id for row in rows for text_id in (row.text_id, row.title_id)})
    doable = _actions(tx, rows)
    by_id = {row.item_id: _line(row, words, doable[row.item_id]) for row in rows}
    if viewer is not None:
        for line in by_id.values():
            viewer.read(line.space.id, f"item:{line.item.id}")
    return tuple(by_id[item_id] for item_id in ids if item_id in by_id)


def _line(row: Row[Any], words: Mapping[int, Text], action: Action) -> ActionLine:
    ref = f"{label_of(row.note_number, inner=row.parent_space_id is not None)}.{row.number}"
    kind = cast("Kind", row.kind)
    item = Item(row.item_id, row.note_id, ref, row.number, kind, words[row.text_id], action, parent_id=row.parent_id)
    languages = cast("tuple[Language, ...]", tuple(row.languages.split(",")))
    posted = row.card_ts and row.card_channel
    card = CardPlace(SlackChannel(row.card_team, row.card_channel), row.card_ts) if posted else None
    space = Space(row.space_id, row.space_name, languages, parent_id=row.parent_space_id)
    return ActionLine(item, action, space, words[row.title_id], card)


# Columns and not rows as objects: SQLAlchemy would take longer to make those than SQLite to find them.
_OWNER = (
    OrganisationRow.id.label("organisation_id"),
    OrganisationRow.name.label("organisation_da"),
    OrganisationRow.name_zh.label("organisation_zh"),
    OrganisationRow.name_en.label("organisation_en"),
    OrganisationRow.confirmed,
    OrganisationRow.contact_id,
    PersonRow.id.label("person_id"),
    PersonRow.name.label("person_name"),
)
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
    ActionRow.due_certain,
    ActionRow.happened_on,
    ActionRow.reason_id,
    ActionRow.changed_by,
    ActionRow.changed_at,
    *_OWNER,
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
            ItemRow.parent_id,
            NoteRow.card_ts,
            ChannelRow.team_id.label("card_team"),
            ChannelRow.channel_id.label("card_channel"),
            NoteRow.number.label("note_number"),
            MeetingRow.title_id,
            SpaceRow.name.label("space_name"),
            SpaceRow.parent_id.label("parent_space_id"),
            SpaceRow.languages,
        )
        .join(ItemRow, ItemRow.id == ActionRow.item_id)
        .join(NoteRow, NoteRow.id == ItemRow.note_id)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .outerjoin(ChannelRow, ChannelRow.id == NoteRow.card_channel_id)
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


def _actions(tx: Tx, rows: Sequence[Row[Any]]) -> Mapping[int, Action]:
    """The actions of some rows, by item id, with their further owners and the reasons of those that were dropped."""
    others = _others(tx, [row.item_id for row in rows])
    reasons = texts.get(tx, {row.reason_id for row in rows if row.reason_id is not None})
    return {row.item_id: _action(row, others.get(row.item_id, ()), reasons.get(row.reason_id)) for row in rows}


def _action(row: Row[Any], others: tuple[Owner, ...], reason: Text | None) -> Action:
    changed = StatusChange(row.changed_by, row.changed_at) if row.changed_by and row.changed_at else None
    status = cast("ActionStatus", row.status)
    return Action(
        row.item_id, row.version, status, row.expected, _owner(row), _due(row), changed, others, reason, row.happened_on
    )


def _others(tx: Tx, item_ids: Collection[int]) -> Mapping[int, tuple[Owner, ...]]:
    found: dict[int, tuple[Owner, ...]] = {}
    for row in tx.execute(_further_owners(), {"ids": list(item_ids)}):
        found[row.item_id] = (*found.get(row.item_id, ()), _owner(row))
    return found


@cache  # building a statement takes longer than running it
def _further_owners() -> Select[Any]:
    found = (
        select(
            ActionOwnerRow.item_id,
            ActionOwnerRow.said.label("owner_said"),
            *_OWNER,
        )
        .outerjoin(OrganisationRow, OrganisationRow.id == ActionOwnerRow.organisation_id)
        .outerjoin(PersonRow, PersonRow.id == ActionOwnerRow.person_id)
        .where(ActionOwnerRow.item_id.in_(bindparam("ids", expanding=True)))
        .order_by(ActionOwnerRow.item_id, ActionOwnerRow.position)
    )
    return cast("Select[Any]", found)


def _owner(row: Row[Any]) -> Owner:
    if row.organisation_id is None:
        return Owner(None, row.person_id, row.person_name, row.owner_said)
    names: dict[Language, str | None] = {
        "da": row.organisation_da,
        "zh": row.organisation_zh,
        "en": row.organisation_en,
    }
    known = {language: name for language, name in names.items() if name}
    organisation = Organisation(row.organisation_id, known, row.confirmed, row.contact_id)
    return Owner(organisation, row.person_id, row.person_name, row.owner_said)


def _due(row: Row[Any]) -> Due | None:
    if row.due_said is None:
        return None
    precision = cast("Precision", row.due_precision)
    return Due(row.due_said, row.due_start, row.due_end, precision, row.due_certain)


def _put(row: ActionRow, details: Details) -> None:
    row.expected = details.expected
    row.organisation_id = details.organisation.id if details.organisation else None
    row.person_id, row.owner_said = details.person_id, details.owner_said
    row.owner_order = details.organisation.name("da") if details.organisation else ""
    due = details.due
    row.due_said = due.said if due else None
    row.due_start, row.due_end = (due.start, due.end) if due else (None, None)
    row.due_precision = due.precision if due else None
    row.due_certain = due.certain if due else True
    row.due_order = row.due_end or NO_DUE


def _remember(
    tx: Tx,
    row: ActionRow,
    by: int | None,
    change: Change,
    before: Mapping[str, Any],
    now: datetime,
    text_id: int | None = None,
    words: tuple[str, str] | None = None,
) -> None:
    after = picture(tx, row)
    if words is not None:
        before, after["words"] = {**before, "words": words[0]}, words[1]
    history.add(tx, history.Event(row.item_id, row.space_id, by, change, before, after, row.version, text_id), now)
