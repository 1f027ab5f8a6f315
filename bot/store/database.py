"""Transactions on SQLite or PostgreSQL, and what to do when there is no database to speak to."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from bot.store import search_keep
from bot.store.database_types import Tx
from bot.store.turns import Turns, number_of

__all__ = ["AlreadyThere", "Database", "DatabaseUnavailable", "Tx"]

_SUBSECONDS = (3, 42, 0)  # the SQLite that knows them

BUSY_SECONDS = 1.5  # how long a writer waits for another: Slack must have its answer within three


class AlreadyThere(Exception):  # noqa: N818
    """A row with that key was there first; nothing was written."""


class DatabaseUnavailable(Exception):  # noqa: N818  it says what is the matter
    """The store cannot be reached or is locked; nothing was written."""


class Database:
    """The store behind a URL. `read` and `write` open a transaction each."""

    def __init__(self, url: str, *, pool_size: int = 40) -> None:
        self.url = url
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url, pool_size)
        self._writer, self._turns = Lock(), Turns()
        self.writes = 0  # so far: who asks twice knows whether there is news
        self._writing = self.engine.execution_options(jordbro_writes="FULL")
        self._jotting = self.engine.execution_options(jordbro_writes="NORMAL")
        self._file = _file_of(url)
        self._was_there = False

    @property
    def is_embedded(self) -> bool:
        """Whether the store is a file of this process alone."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A transaction that sees one state of the store and changes nothing.

        Raises:
            DatabaseUnavailable: no connection could be had.
        """
        self._look()
        with _told(), Session(self.engine, expire_on_commit=False) as tx:
            yield tx

    @contextmanager
    def write(self) -> Iterator[Tx]:
        """A transaction that is committed at the end, or not at all.

        Raises:
            AlreadyThere: something with the same key was written first.
            DatabaseUnavailable: no connection could be had, or another writer held the store too long.
        """
        self._look()
        with self._turn(), _told(), Session(self._writing, expire_on_commit=False) as tx, tx.begin():
            yield tx
            if tx.in_transaction():  # whoever took back what they wrote has changed nothing
                search_keep.keep_up(tx)
        self.writes += 1

    @contextmanager
    def jot(self) -> Iterator[Tx]:
        """As `write`, but at the end the disk is not waited for: for what may be lost in a power cut, and in no crash.

        On SQLite that takes a tenth of a millisecond instead of four. Nobody is told that there is news.

        Raises:
            DatabaseUnavailable: no connection could be had, or another writer held the store too long.
        """
        self._look()
        with self._turn(), _told(), Session(self._jotting, expire_on_commit=False) as tx, tx.begin():
            if not self.is_embedded:
                tx.execute(text("SET LOCAL synchronous_commit = off"))
            yield tx

    @contextmanager
    def alone_with(self, key: str) -> Iterator[None]:
        """Let nobody else who shares the store do anything with the same key meanwhile; ends with the process, too.

        Raises:
            DatabaseUnavailable: somebody else was at it for too long, or no connection could be had.
        """
        with self._turns.of(key, BUSY_SECONDS) as is_mine:
            if not is_mine:
                raise DatabaseUnavailable("another with the same key")
            if self.is_embedded:
                yield
                return
            with self.read() as tx:
                tx.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number_of(key)})
                yield

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One writer at a time where the store is a file: waiting here is fair, SQLite's own waiting is not."""
        if not self.is_embedded:
            yield
            return
        if not self._writer.acquire(timeout=BUSY_SECONDS):
            raise DatabaseUnavailable("another writer of this process")
        try:
            yield
        finally:
            self._writer.release()

    def url_beside(self, name: str) -> str:
        """Where another library may keep tables of its own: a file beside ours, or the same PostgreSQL database."""
        if not self.is_embedded:
            return make_url(self.url).set(drivername="postgresql").render_as_string(hide_password=False)
        path = f"{(make_url(self.url).database or '').removesuffix('.sqlite3')}.{name}.sqlite3"
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")  # queueing is four times faster
        if sqlite3.sqlite_version_info < _SUBSECONDS and not event.contains(Engine, "connect", teach_subseconds):
            event.listen(Engine, "connect", teach_subseconds)
        return f"sqlite:///{path}"

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()

    def _look(self) -> None:
        """SQLite goes on writing to a file that was removed: better to say that it is gone."""
        if self._file is None:
            return
        if self._file.exists():
            self._was_there = True
        elif self._was_there:
            self.engine.dispose()
            raise DatabaseUnavailable("gone")


def teach_subseconds(connection: Any, _record: object) -> None:  # noqa: ANN401  whatever the driver gives
    """Let an SQLite before 3.42 answer `unixepoch('subsec')`, which DBOS asks of every Python since 3.12.

    Debian 12 has SQLite 3.40; there the function gives nothing, and DBOS cannot write its first row.
    """
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("unixepoch", 1, lambda _modifier: time.time())


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except IntegrityError as problem:
        raise AlreadyThere(type(problem.orig).__name__) from problem
    except (OperationalError, InterfaceError, PoolTimeoutError) as problem:
        raise DatabaseUnavailable(
            type(problem.orig).__name__ if isinstance(problem, DBAPIError) else "pool"
        ) from problem


def _postgresql(url: str, pool_size: int) -> Engine:
    return create_engine(
        url,
        pool_size=pool_size,
        pool_timeout=BUSY_SECONDS,
        pool_pre_ping=True,
        pool_use_lifo=True,
        hide_parameters=True,  # an error must not carry what people wrote
        connect_args={"connect_timeout": 2, "options": "-c lock_timeout=2000 -c timezone=UTC"},
    )


def _file_of(url: str) -> Path | None:
    """The file behind a URL; None for PostgreSQL and for what is only in memory."""
    made = make_url(url)
    in_a_file = made.get_backend_name() == "sqlite" and made.database not in {None, "", ":memory:"}
    named = (made.database or "").removeprefix("file:").partition("?")[0]  # SQLite takes names as URIs too
    return Path(named) if in_a_file else None


def _sqlite(url: str) -> Engine:
    path = _file_of(url)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
    kept = {"pool_size": 40, "pool_use_lifo": True}  # the connection used last is warm
    options: dict[str, Any] = kept if path else {"poolclass": StaticPool}  # each would be another store in memory
    engine = create_engine(
        url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}, **options
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401  whatever the driver gives
    connection.isolation_level = None  # the driver must not begin transactions of its own
    connection.create_function("lower", 1, _lower, deterministic=True)  # SQLite's own knows no Å, Æ and Ø
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _lower(value: str | None) -> str | None:
    return value.lower() if isinstance(value, str) else value


def _begin_sqlite(connection: Connection) -> None:
    # A reader that becomes a writer half-way may find the store changed under it; so say it at once.
    writes = connection.get_execution_options().get("jordbro_writes", "")
    if writes:  # how long to wait for the disk at the end; a connection may have served the other kind before
        connection.exec_driver_sql(f"PRAGMA synchronous={writes}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
