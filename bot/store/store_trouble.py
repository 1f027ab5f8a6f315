"""What a database says when something is wrong, as what a person can be told."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.store.backup_file import BackupProblem
from bot.store.database import DatabaseUnavailable

_POSTGRESQLS_FULL = "53100"


@contextmanager
def told() -> Iterator[None]:
    """Let nothing of SQLAlchemy's through.

    Raises:
        BackupProblem: the store has no room left, or is broken.
        DatabaseUnavailable: it cannot be reached.
    """
    try:
        yield
    except PoolTimeoutError as problem:
        raise DatabaseUnavailable("pool") from problem
    except DBAPIError as problem:
        kind = type(problem.orig).__name__
        if _is_full(problem.orig):
            raise BackupProblem("store_full") from problem
        if isinstance(problem, OperationalError | InterfaceError):
            raise DatabaseUnavailable(kind) from problem
        raise BackupProblem("store_broken", kind=kind) from problem


def _is_full(problem: object) -> bool:
    if isinstance(problem, sqlite3.Error):
        return getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(problem, "sqlstate", None) == _POSTGRESQLS_FULL
