"""Everything that belongs to the record of a space, table by table, as JSON can say it, a portion at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, select, union

from bot.store.database import Tx
from bot.store.tables import Base

Ids = Collection[int]
Within = Callable[[Any, Ids], ColumnElement[bool]]
"""The rows of a table that belong to some spaces, by its columns."""

PORTION = 500


def _table(name: str) -> FromClause:
    return Base.metadata.tables[name]


def _of_spaces(columns: Any, ids: Ids) -> ColumnElement[bool]:  # noqa: ANN401  the columns of a table
    return columns.space_id.in_(ids)  # type: ignore[no-any-return]  # a condition


def _through(key: str, parent: str, parent_key: str = "id") -> Within:
    """By a table that knows its space."""

    def within(columns: Any, ids: Ids) -> ColumnElement[bool]:  # noqa: ANN401  of any table
        there = _table(parent).c
        return columns[key].in_(select(there[parent_key]).where(there.space_id.in_(ids)))  # type: ignore[no-any-return]  # a condition

    return within


def _people(columns: Any, ids: Ids) -> ColumnElement[bool]:  # noqa: ANN401  of any table
    """Whoever stands somewhere in the record, or sees it."""
    found: list[Select[Any]] = [
        select(table.c[name]).where(WITHIN[table.name](table.c, ids), table.c[name].is_not(None))
        for table in Base.metadata.sorted_tables
        if table.name in WITHIN and table.name != "people"
        for name in (column.name for column in table.columns if _points_at_people(column))
    ]
    return columns.id.in_(union(*found))  # type: ignore[no-any-return]  # a condition


def _points_at_people(column: Any) -> bool:  # noqa: ANN401  of any table
    return any(key.column.table.name == "people" for key in column.foreign_keys)


WITHIN: Mapping[str, Within] = {
    "spaces": lambda columns, ids: columns.id.in_(ids),
    "channels": _of_spaces,
    "channel_names": _through("channel_id", "channels"),
    "digests": _through("channel_id", "channels"),
    "people": _people,
    "members": _through("channel_id", "channels"),
    "roles": _of_spaces,
    "organisations": _of_spaces,
    "organisation_members": _of_spaces,
    "trips": _of_spaces,
    "meetings": _of_spaces,
    "notes": _of_spaces,
    "items": _through("note_id", "notes"),
    "trip_sections": _through("trip_id", "trips"),
    "actions": _of_spaces,
    "action_owners": _through("item_id", "actions", "item_id"),
    "history": _of_spaces,
    "agreements": _of_spaces,
    "texts": _of_spaces,
    "translations": _through("text_id", "texts"),
    "segments": _through("text_id", "texts"),
    "corrections": _through("text_id", "texts"),
    "prose": _through("note_id", "notes"),
    "memory": _of_spaces,
    "terms": _of_spaces,
    "usage": _of_spaces,
    "audit": _of_spaces,
}
"""The tables that make up a record, in the order in which they can be put back."""

LEFT_OUT: Mapping[str, str] = {
    "installations": "tokens of workspaces",
    "oauth_states": "secrets of installations that were begun",
    "preferences": "a person's own",
    "feeds": "secrets of a person's own",
    "web_links": "secrets of a person's own",
    "web_sessions": "secrets of a person's own",
    "mailings": "what was sent, and is not the record",
    "reminders": "what was sent, and is not the record",
    "snoozes": "a person's own",
    "drafts": "a person's own",
    "deliveries": "bookkeeping of days",
    "jobs": "bookkeeping of days",
    "welcomes": "where cards of ours stand in Slack",
    "engine_states": "bookkeeping of the installation",
    "publications": "passwords of wikis",
    "pages": "what stands in wikis, made from the record",
    "search": "made from the record",
    "search_changes": "made from the record",
}
"""The tables that are no part of one, and why."""

_OWN_OF_PEOPLE = frozenset({"language", "guessed", "zone", "asked"})
"""What people told of themselves is theirs and no part of a space's record."""


def columns_of(name: str) -> tuple[str, ...]:
    """What is said of each row of a table, in order."""
    left_out = _OWN_OF_PEOPLE if name == "people" else frozenset[str]()
    return tuple(column.name for column in _table(name).columns if column.name not in left_out)


def rows(tx: Tx, name: str, space_ids: Ids) -> Iterator[dict[str, Any]]:
    """The rows of a table that belong to some spaces, by their keys.

    An instant is said in UTC and a day as it is, both as ISO 8601 has them.
    """
    table, names = _table(name), columns_of(name)
    keys = [column for column in table.columns if column.primary_key]
    wanted = select(*(table.c[one] for one in names)).where(WITHIN[name](table.c, space_ids)).order_by(*keys)
    for row in tx.execute(wanted.execution_options(yield_per=PORTION)):
        yield {one: _said(value) for one, value in zip(names, row, strict=True)}


def _said(value: Any) -> Any:  # noqa: ANN401  whatever a column holds
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
