"""See that a store is empty, and give it the tables of a revision."""

from collections.abc import Collection
from pathlib import Path

from sqlalchemy import Connection, Table, inspect, literal, select, text

from bot.store import search_tables
from bot.store.backup_file import BackupProblem
from bot.store.backup_tables import ever_known, revision_of, revisions, tables_of, upgrade
from bot.store.database import Database
from bot.store.tables import NOT_BACKED_UP


def name_of(db: Database) -> str:
    """What a person calls a store: its file, or the name of its database; never a password."""
    return db.engine.url.database or ""


def make_room(connection: Connection, db: Database, revision: str) -> None:
    """Give a store the tables of a revision, in the transaction that is open.

    Raises:
        BackupProblem: the store is not empty, or not ours.
    """
    _no_queue(connection, db)
    there = _tables_there(connection, db)
    _lock(connection, there)
    full = [table.name for table in there if connection.scalar(select(literal(1)).select_from(table).limit(1))]
    if full:
        raise BackupProblem("not_empty", store=name_of(db), table=full[0], count=len(full))
    if there and revision_of(connection) != revision:
        _drop(connection, there)
    upgrade(connection, revision)


def _tables_there(connection: Connection, db: Database) -> tuple[Table, ...]:
    """The tables of ours that a store has: all of one revision, or none."""
    revision, names = revision_of(connection), set(inspect(connection).get_table_names())
    if revision in revisions():
        return tables_of(revision)
    if revision is None and not names:
        return ()
    if revision is not None or names & ever_known():
        raise BackupProblem("not_ours", store=name_of(db))
    return ()


def _no_queue(connection: Connection, db: Database) -> None:
    """What another library still wants to run was meant for another store: the numbers of its jobs are ours too."""
    if db.is_embedded:
        queue = Path(f"{name_of(db).removesuffix('.sqlite3')}.jobs.sqlite3")
        if queue.exists():
            raise BackupProblem("queue_file", file=str(queue))
    elif inspect(connection).has_schema("dbos"):
        raise BackupProblem("queue_schema", store=name_of(db))


def _lock(connection: Connection, tables: Collection[Table]) -> None:
    """Nobody writes what we have just seen to be empty; on SQLite there is one writer anyway."""
    if tables and connection.dialect.name == "postgresql":
        connection.execute(text(f"LOCK TABLE {_names(connection, tables)} IN ACCESS EXCLUSIVE MODE"))


def _drop(connection: Connection, tables: Collection[Table]) -> None:
    """Remove empty tables, which point at each other in a circle, and what is made from them."""
    search_tables.drop(connection)
    for name in sorted(NOT_BACKED_UP):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"DROP TABLE {_names(connection, tables)}"))
    else:
        for table in tables:
            table.drop(connection)
    connection.execute(text("DELETE FROM alembic_version"))


def _names(connection: Connection, tables: Collection[Table]) -> str:
    return ", ".join(connection.dialect.identifier_preparer.quote(table.name) for table in tables)
