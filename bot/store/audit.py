"""Who read or changed which records."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Literal, NamedTuple, cast

from sqlalchemy import select

from bot.domain.person import Viewer
from bot.store.database import Tx
from bot.store.tables import AuditRow, PersonRow

Act = Literal["read", "changed", "exported", "removed"]


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


def add(tx: Tx, doing: Doing, act: Act, space_id: int | None, records: Collection[str], detail: str = "") -> None:
    """Write down what is done, in the transaction that does it."""
    tx.add(
        AuditRow(
            at=doing.now,
            person_id=doing.person_id or None,
            act=act,
            through=doing.through,
            space_id=space_id,
            records=sorted(records),
            detail=detail,
            key=doing.key,
        )
    )


def add_read(tx: Tx, viewer: Viewer, through: str, now: datetime, key: str) -> None:
    """Write down what was shown to a viewer."""
    shown: defaultdict[int, set[str]] = defaultdict(set)
    for space_id, record in viewer.trail:
        shown[space_id].add(record)
    for space_id, records in sorted(shown.items()):
        add(tx, Doing(viewer.person.id, through, now, key), "read", space_id, records)


def of_spaces(tx: Tx, space_ids: Collection[int], limit: int | None = None) -> tuple[Entry, ...]:
    """What was done in some spaces, newest first."""
    wanted = (
        select(AuditRow, PersonRow.name)
        .outerjoin(PersonRow, PersonRow.id == AuditRow.person_id)
        .where(AuditRow.space_id.in_(space_ids))
        .order_by(AuditRow.id.desc())
        .limit(limit)
    )
    return tuple(_entry(row, name or "") for row, name in tx.execute(wanted))


def _entry(row: AuditRow, name: str) -> Entry:
    act, records = cast("Act", row.act), tuple(row.records)
    return Entry(row.at, row.person_id, name, act, row.through, row.space_id, records, row.detail, row.key)
