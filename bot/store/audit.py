"""Who read or changed which records, through what, and when.

What is changed is written down in the transaction that changes it; what is shown, by whoever shows it.
A record is named by its kind and id: "note:12", "item:40" (an action), "term:7", "organisation:3", "person:5",
"channel:2", "space:1", or by its kind alone where it is all of them ("terms", "memory", "actions", "record").
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Literal, NamedTuple, cast, get_args

from sqlalchemy import Select, delete, select

from bot.domain.person import Viewer
from bot.log import current_event, current_work
from bot.store.database import Tx
from bot.store.tables import AuditRow, PersonRow

Act = Literal["read", "changed", "exported", "removed"]
ACTS: tuple[Act, ...] = get_args(Act)

TERMINAL = "terminal"
"""What something was done through where no handler and no job says otherwise."""

SHOWN = "shown to channel:"
"""How the detail of a reading by a whole channel begins."""


class Entry(NamedTuple):
    """Something that was done to records of one space; `name` is of whoever did it, "" for Jordbro itself."""

    at: datetime
    person_id: int | None
    name: str
    act: Act
    through: str
    space_id: int | None
    records: tuple[str, ...]
    detail: str
    key: str


class Doing(NamedTuple):
    """Who does something, through what, when; `key` is what the log calls it."""

    person_id: int | None
    through: str
    now: datetime
    key: str = ""

    @classmethod
    def of(cls, viewer: Viewer, now: datetime) -> "Doing":
        """The viewer, in what this thread is at work in."""
        return cls(viewer.person.id or None, current_work() or TERMINAL, now, current_event())


def add(tx: Tx, doing: Doing, act: Act, space_id: int | None, records: Collection[str], detail: str = "") -> None:
    """Write down what is done, in the transaction that does it; `detail` is in words of ours, never of people."""
    tx.add(
        AuditRow(
            at=doing.now,
            person_id=doing.person_id,
            act=act,
            through=doing.through,
            space_id=space_id,
            records=sorted(records),
            detail=detail,
            key=doing.key,
        )
    )


def changed(tx: Tx, viewer: Viewer, space_id: int | None, now: datetime, *records: str, detail: str = "") -> None:
    """Write down that the viewer changes records: in the transaction that does."""
    add(tx, Doing.of(viewer, now), "changed", space_id, records, detail)


def exported(tx: Tx, viewer: Viewer, space_id: int, now: datetime, *records: str, detail: str = "") -> None:
    """Write down that the viewer is given a file of records."""
    add(tx, Doing.of(viewer, now), "exported", space_id, records, detail)


def removed(tx: Tx, viewer: Viewer, space_id: int | None, now: datetime, *records: str, detail: str = "") -> None:
    """Write down that records are gone for good."""
    add(tx, Doing.of(viewer, now), "removed", space_id, records, detail)


def add_read(tx: Tx, viewer: Viewer, now: datetime) -> None:
    """Write down what was shown to a viewer, once for each space."""
    shown: defaultdict[int, set[str]] = defaultdict(set)
    for space_id, record in viewer.trail:
        shown[space_id].add(record)
    for space_id, records in sorted(shown.items()):
        add(tx, Doing.of(viewer, now), "read", space_id, records)


def shown_in(tx: Tx, viewer: Viewer, space_id: int, channel_id: int, now: datetime, records: Collection[str]) -> None:
    """Write down that the viewer, or Jordbro itself as its keeper, shows records to everybody in a channel."""
    add(tx, Doing.of(viewer, now), "read", space_id, records, f"{SHOWN}{channel_id}")


def of_spaces(tx: Tx, space_ids: Collection[int], limit: int | None = None) -> tuple[Entry, ...]:
    """What was done in some spaces, newest first."""
    wanted = _entries(space_ids).order_by(AuditRow.id.desc()).limit(limit)
    return tuple(_entry(row, name or "") for row, name in tx.execute(wanted))


def since(tx: Tx, space_ids: Collection[int], after: datetime | None = None) -> Iterator[Entry]:
    """What was done in some spaces, oldest first, a portion in memory at a time."""
    wanted = _entries(space_ids).order_by(AuditRow.id)
    if after is not None:
        wanted = wanted.where(AuditRow.at >= after)
    for row, name in tx.execute(wanted.execution_options(yield_per=500)):
        yield _entry(row, name or "")


def forget(tx: Tx, before: datetime) -> int:
    """Remove what was written down before an instant; gives how many entries."""
    return cast("int", getattr(tx.execute(delete(AuditRow).where(AuditRow.at < before)), "rowcount", 0))


def _entries(space_ids: Collection[int]) -> Select[AuditRow, str | None]:
    wanted = select(AuditRow, PersonRow.name).outerjoin(PersonRow, PersonRow.id == AuditRow.person_id)
    return cast("Select[AuditRow, str | None]", wanted.where(AuditRow.space_id.in_(space_ids)))


def _entry(row: AuditRow, name: str) -> Entry:
    act, records = cast("Act", row.act), tuple(row.records)
    return Entry(row.at, row.person_id, name, act, row.through, row.space_id, records, row.detail, row.key)
