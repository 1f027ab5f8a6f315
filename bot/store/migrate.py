"""Bring a store to the tables of this version."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.store import search_keep, search_tables
from bot.store.database import Database


def migrate(db: Database) -> None:
    """Run what has not been run yet of the migrations.

    Foreign keys are off meanwhile: a batch rebuild of a parent table would delete its children.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.rollback()
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        search_tables.prepare(connection)  # rebuilding a table drops its triggers
        connection.commit()
        if connection.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys=ON")
    make_findable(db)


def make_findable(db: Database) -> int:
    """Cut all notes that are not found by the rules of this version, some at a time; gives how many."""
    count = 0
    while True:
        with db.write() as tx:
            found = search_keep.missing(tx)
            search_keep.cut(tx, found, others=True)
        if not found:
            return count
        count += len(found)


def is_findable(db: Database) -> bool:
    """Whether every note is found by the rules of this version."""
    with db.read() as tx:
        return not search_keep.missing(tx, 1)


class Revisions(NamedTuple):
    """The tables a store has, "" where it has none, and those of this version."""

    of_store: str
    of_code: str


def revisions(db: Database) -> Revisions:
    """Whether a store has the tables of this version is whether the two are the same.

    Raises:
        DatabaseUnavailable: the store cannot be asked.
    """
    with db.read() as tx:
        current = MigrationContext.configure(tx.connection()).get_current_revision()
    return Revisions(current or "", _head())


def is_known(revision: str) -> bool:
    """Whether a revision, "" for none, is one this version comes after."""
    known = {one.revision for one in ScriptDirectory.from_config(_config()).walk_revisions()}
    return not revision or revision in known


@cache  # the files are those of this version
def _head() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
