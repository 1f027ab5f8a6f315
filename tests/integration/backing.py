"""Stores with something in every table, and what stands in them, past the code that backs them up."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, LargeBinary, Table, insert, null, select, update

from bot.store.database import Database
from bot.store.tables import NOT_BACKED_UP, Base, UtcDateTime

AWKWARD = "Æble\u2028土壤\u2029'\"\\n\\u0041;--\t\r\n\x1f\x7f\x85\ufeff\ufffe\U0001f69c{}%s:x"
BACKED = [table for table in Base.metadata.sorted_tables if table.name not in NOT_BACKED_UP]
ROWS = 3  # the last one has nothing where nothing is allowed


def records(url: str) -> Mapping[str, list[tuple[Any, ...]]]:
    """Every record of every table, as SQLAlchemy gives it, in an order of its own."""
    with closing(Database(url)) as db, db.engine.connect() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr) for table in BACKED
        }


def counted(url: str) -> int:
    """How many records there are in all tables."""
    return sum(map(len, records(url).values()))


def fill_every_table(url: str) -> None:
    """Some rows for each table there is, whichever those are; some point at rows that come after them."""
    with closing(Database(url)) as db, db.engine.begin() as connection:
        for table in BACKED:
            for number in range(1, ROWS + 1):
                values = {column.name: _value(column, number) for column in table.columns}
                connection.execute(insert(table).values(values))
        for table, column in _pointing_back():
            key = next(iter(table.primary_key))
            for number in range(1, ROWS):
                connection.execute(update(table).where(key == number).values({column.name: ROWS - number}))


def _pointing_back() -> Iterator[tuple[Table, Column[Any]]]:
    for table in Base.metadata.sorted_tables:
        yield from ((table, column) for column in table.columns if _points_back(column))


def _points_back(column: Column[Any]) -> bool:
    return any(key.use_alter or key.column.table is column.table for key in column.foreign_keys)


def _value(column: Column[Any], number: int) -> Any:
    if _points_back(column) or (column.nullable and number == ROWS):
        return null()
    if column.foreign_keys or (isinstance(column.type, Integer) and not isinstance(column.type, Boolean)):
        return number
    return _made(column.type, number)


def _made(kind: Any, number: int) -> Any:
    made: tuple[tuple[type, Any], ...] = (
        (JSON, {"n": number, AWKWARD: [1.5, None, True, {"土": "\ud800"}]} if number % 2 else [[], {}, -1e-9]),
        (Boolean, number % 2 == 1),
        (Float, number / 3),
        (UtcDateTime, datetime(2017, 1, 20, 23, 59, 59, 999999, tzinfo=UTC) + timedelta(hours=number)),
        (Date, date(2016, 2, 28) + timedelta(days=number)),
        (LargeBinary, bytes(range(number, 256))),
    )
    length = getattr(kind, "length", None)
    text = str(number) if length is not None and length < len(AWKWARD) + 2 else f"{number}{AWKWARD}"
    return next((value for type_, value in made if isinstance(kind, type_)), text)
