"""Bring a store to the tables of this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.store import search_keep, search_tables
from bot.store.database import BUSY_SECONDS, Database
from bot.store.turns import number_of

_PATIENCE = 600  # seconds for another process that migrates


def migrate(db: Database) -> None:
    """Run what has not been run yet of the migrations; of several processes that start, one does, and the others wait.

    Foreign keys are off meanwhile: a batch rebuild of a parent table would delete its children.
    """
    with db.engine.connect().execution_options(jordbro_writes="FULL") as connection, _alone(connection):
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        search_tables.prepare(connection)  # rebuilding a table drops its triggers
        connection.commit()
    make_findable(db)


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Keep everybody else from migrating until the transaction ends, however long that takes."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL lock_timeout = 0"))
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number_of("migrate")})
        connection.execute(text("SET LOCAL lock_timeout TO DEFAULT"))
        yield
        return
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute(f"PRAGMA busy_timeout={_PATIENCE * 1000}")
    try:
        connection.begin()  # who writes is alone
        yield
    finally:
        connection.rollback()  # of what was not committed: within a transaction the first of these does nothing
        driver.execute("PRAGMA foreign_keys=ON")
        driver.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000:.0f}")


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
