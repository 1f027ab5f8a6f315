"""Write all records of a store, as they are at one moment, into a file, while the bot goes on."""

from collections.abc import Generator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from sqlalchemy import Column, ColumnElement, Connection, Table, Text, cast, select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bot.store.backup_file import BackupProblem, Manifest, NewBackup, opened
from bot.store.backup_lines import as_line
from bot.store.backup_tables import kind_of, kinds_of, revision_of, revisions, tables_of
from bot.store.database import Database
from bot.store.new_file import new_file
from bot.store.store_trouble import told

BATCH = 500  # rows that are in memory at once

_ONE_MOMENT: Mapping[str, Mapping[str, object]] = {
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    "sqlite": {},  # in WAL mode every transaction sees one moment, and keeps no writer waiting
}


def back_up(db: Database, path: Path, *, now: datetime, replace: bool = False) -> Manifest:
    """Write a backup; there is either a whole one afterwards or what was there before.

    Raises:
        BackupProblem: there is nothing to back up, or something in the way.
        DatabaseUnavailable: the store cannot be reached.
        OSError: the file cannot be written.
    """
    _look(path, replace=replace)
    dialect = db.engine.dialect.name
    with told(), db.read() as tx, new_file(path, replace=replace) as file:
        connection = tx.connection(execution_options=dict(_ONE_MOMENT[dialect]))
        revision = _revision(connection)
        with NewBackup(file) as backup:
            for table in tables_of(revision):
                with closing(_told(connection, table)) as lines:
                    backup.add(table.name, kinds_of(table), lines)
            return backup.finish(revision, dialect, now)


def verify(path: Path) -> Manifest:
    """Read a backup from beginning to end, and touch no store.

    Raises:
        BackupProblem: it is none, is damaged, or was written by a version that knows more than this one.
        OSError: the file cannot be read.
    """
    with opened(path) as backup:
        check_tables(backup.manifest)
        backup.check()
        return backup.manifest


def check_tables(manifest: Manifest) -> None:
    """Whether a backup has the tables of its revision, all of them and no others.

    Raises:
        BackupProblem: it has not, or this version does not know the revision.
    """
    if manifest.revision not in revisions():
        raise BackupProblem("newer_backup", revision=manifest.revision)
    if {part.name: part.columns for part in manifest.tables} != {
        table.name: kinds_of(table) for table in tables_of(manifest.revision)
    }:
        raise BackupProblem("other_tables", revision=manifest.revision)


def lines_of(connection: Connection, table: Table) -> Generator[bytes, None, None]:
    """The records of a table, in the order of their keys."""
    kinds = kinds_of(table)
    order = [_in_order(key, connection.dialect.name) for key in table.primary_key]
    rows = select(*map(_as_stored, table.columns)).order_by(*order)
    with connection.execute(rows, execution_options={"yield_per": BATCH}) as found:
        for row in found:
            yield as_line(dict(zip(kinds, row, strict=True)), kinds)


def _as_stored(column: Column[Any]) -> ColumnElement[Any]:
    """JSON as its text: there is a difference between NULL and a null in it."""
    return cast(column, Text).label(column.name) if kind_of(column) == "json" else column


def _in_order(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """The order of bytes, which is SQLite's own and the same on every PostgreSQL."""
    return column.collate("C") if kind_of(column) == "text" and dialect == "postgresql" else column


def _told(connection: Connection, table: Table) -> Generator[bytes, None, None]:
    try:
        yield from lines_of(connection, table)
    except (OperationalError, InterfaceError):
        raise  # the store has gone: another sentence
    except (DBAPIError, ValueError) as problem:
        raise BackupProblem("unreadable_table", table=table.name) from problem


def _look(path: Path, *, replace: bool) -> None:
    if path.exists() and not replace:
        raise BackupProblem("file_exists", file=str(path))
    if path.exists() and not is_zipfile(path):  # the store itself, say
        raise BackupProblem("replaces_no_backup", file=str(path))


def _revision(connection: Connection) -> str:
    revision = revision_of(connection)
    if revision is None:
        raise BackupProblem("no_tables")
    if revision not in revisions():
        raise BackupProblem("newer_store", revision=revision)
    return revision
