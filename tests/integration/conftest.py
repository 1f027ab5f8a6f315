"""Both databases: an empty, migrated store for each test, on SQLite and on PostgreSQL."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count
from pathlib import Path
from typing import Protocol

import pytest

from bot.store.database import Database
from tests.stores import KINDS, Filled, Filling, emptied, required

_NUMBERS = count(1)


class Copied(Protocol):
    """A store that begins with what a function puts into it."""

    def __call__(self, fill: Callable[[Database], Filling]) -> tuple[Database, Filling]:
        """Fill one once in a run, and open a copy of it."""


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_url(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any tables."""
    if kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server, name = required(request.getfixturevalue("postgres")), f"empty{next(_NUMBERS)}"
    server.run("CREATE DATABASE {}", name)
    yield server.url(name)
    server.run("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def url(kind: str, request: pytest.FixtureRequest, quick_path: Path) -> str:
    """A migrated database with nothing in it."""
    if kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), quick_path / "store.sqlite3")
        return f"sqlite:///{quick_path / 'store.sqlite3'}"
    return emptied(request.getfixturevalue("postgres_store"))


@pytest.fixture
def open_db(url: str) -> Iterator[Callable[[], Database]]:
    """The same store, opened by as many processes as a test plays."""
    opened: list[Database] = []

    def once_more() -> Database:
        opened.append(Database(url))
        return opened[-1]

    yield once_more
    for db in opened:
        db.close()


@pytest.fixture
def copied(kind: str, filled: Filled, quick_path: Path) -> Iterator[Copied]:
    """Opens a copy of a store that a function has filled once, and gives what it gave."""
    with ExitStack() as stack:

        def copy(fill: Callable[[Database], Filling]) -> tuple[Database, Filling]:
            url, found = stack.enter_context(filled.copied(kind, fill, quick_path))
            return stack.enter_context(closing(Database(url))), found

        yield copy


@pytest.fixture
def db(open_db: Callable[[], Database]) -> Database:
    return open_db()
