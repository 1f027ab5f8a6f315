"""Keep a row under its key, whether it is there or not: two who do so at once do not meet."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Tx
from bot.store.tables import Base


def insert_or_update(tx: Tx, table: type[Base], key: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Make the row with that key hold these values."""
    insert = postgresql.insert if tx.get_bind().dialect.name == "postgresql" else sqlite.insert
    tx.flush()  # `expire_all` forgets what was not written yet
    made = insert(table).values(**key, **values)
    tx.execute(made.on_conflict_do_update(index_elements=list(key), set_=dict(values)))
    tx.expire_all()


def insert_or_leave(tx: Tx, table: type[Base], values: Mapping[str, Any]) -> None:
    """Make a row unless one with the same key is there, or comes at this very moment."""
    insert = postgresql.insert if tx.get_bind().dialect.name == "postgresql" else sqlite.insert
    tx.flush()
    tx.execute(insert(table).values(**values).on_conflict_do_nothing())
