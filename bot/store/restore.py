"""Put the records of a backup into an empty store, on whichever database: all of them, or none."""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from sqlalchemy import JSON, Connection, Table, func, insert, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from bot.store import foreign_keys, jobs, search_keep, search_tables
from bot.store.backup import BATCH, check_tables, lines_of
from bot.store.backup_file import Backup, BackupProblem, Manifest, opened
from bot.store.backup_lines import Kind, as_row
from bot.store.backup_tables import kinds_of, revisions, tables_of, upgrade
from bot.store.database import Database
from bot.store.empty_store import make_room
from bot.store.store_trouble import told


@dataclass(frozen=True)
class Restored:
    """What came into a store. `revision` is the one it has now, `released` how many jobs wait again."""

    manifest: Manifest
    revision: str
    released: int


def restore(db: Database, path: Path) -> Restored:
    """Fill an empty store with a backup, compare each record with the file, and bring it to this version.

    Raises:
        BackupProblem: the file is damaged or of a newer version, or the store is not empty; nothing was written.
        DatabaseUnavailable: the store cannot be reached, or went away; nothing was written.
        OSError: the file cannot be read; nothing was written.
    """
    with opened(path) as backup:
        check_tables(backup.manifest)
        backup.check()
        with told(), _alone(db) as connection:
            make_room(connection, db, backup.manifest.revision)
            search_tables.drop(connection)  # it is made of the whole record at once, and not row by row
            _fill(connection, backup)
            _compare(connection, backup)
            upgrade(connection, "head")
            _make_findable(connection)
            released = _release(connection)
            _go_on_counting(connection)
            foreign_keys.hold(connection)
        return Restored(backup.manifest, revisions()[-1], released)


@contextmanager
def _alone(db: Database) -> Iterator[Connection]:
    """One transaction for everything. SQLite's foreign keys are off: migrations rebuild tables that others point at."""
    with db.engine.connect() as connection:
        connection.execution_options(jordbro_writes=True)
        _heed_keys(connection, heed=False)
        try:
            with connection.begin():
                yield connection
        finally:
            _heed_keys(connection, heed=True)


def _heed_keys(connection: Connection, *, heed: bool) -> None:
    if connection.dialect.name == "sqlite" and not connection.invalidated:
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={'ON' if heed else 'OFF'}")


def _fill(connection: Connection, backup: Backup) -> None:
    tables = tables_of(backup.manifest.revision)
    with foreign_keys.waiting(connection, tables):
        for table in tables:
            _insert(connection, table, backup.lines(table.name))


def _insert(connection: Connection, table: Table, lines: Iterator[bytes]) -> None:
    kinds = kinds_of(table)
    rows = (_bound(as_row(line, kinds), kinds) for line in lines)
    try:
        while batch := list(islice(rows, BATCH)):
            connection.execute(insert(table), batch)
    except (DataError, IntegrityError) as problem:
        raise BackupProblem("not_taken", table=table.name, kind=type(problem.orig).__name__) from problem


def _bound(row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """The values of all columns: what is left out is NULL, what is None is a null of JSON's."""
    return {name: JSON.NULL if name in row and row[name] is None else row.get(name) for name in kinds}


def _compare(connection: Connection, backup: Backup) -> None:
    """Read everything back: what stands in the store has to be what stands in the file, record by record."""
    for table in tables_of(backup.manifest.revision):
        with closing(backup.lines(table.name)) as meant, closing(lines_of(connection, table)) as found:
            for number, (line, back) in enumerate(zip_longest(meant, found), 1):
                if line != back:
                    raise BackupProblem("differs", table=table.name, number=number)


def _release(connection: Connection) -> int:
    """What was being done when the backup was made is done by nobody now."""
    with Session(connection) as tx:
        return jobs.release(tx)


def _make_findable(connection: Connection) -> None:
    """Cut all notes anew: no backup has what they are found by."""
    search_tables.empty(connection)
    search_tables.prepare(connection)
    with Session(connection) as tx:
        while found := search_keep.missing(tx):
            search_keep.cut(tx, found)


def _go_on_counting(connection: Connection) -> None:
    """PostgreSQL counts ids beside its tables; the next one comes after those that were restored."""
    if connection.dialect.name != "postgresql":
        return
    quote = connection.dialect.identifier_preparer.quote
    for table in tables_of(revisions()[-1]):
        for column in table.primary_key:
            if kinds_of(table)[column.name] == "integer":
                counter = func.pg_get_serial_sequence(quote(table.name), column.name)
                connection.execute(select(func.setval(counter, select(func.max(column)).scalar_subquery())))
