"""What there is to know of a store before anything relies on it: can it be written, and what time is it there."""

import os
import shutil
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.store import deliveries
from bot.store.database import Database, DatabaseUnavailable


def file_of(url: str) -> Path | None:
    """The file a store is; None for PostgreSQL, and for what is only in memory."""
    made = make_url(url)
    if made.get_backend_name() != "sqlite" or made.database in {None, "", ":memory:"}:
        return None
    return Path(str(made.database))


def can_be_made(path: Path) -> bool:
    """Whether a file that is not there yet could be written there."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    return os.access(folder, os.W_OK | os.X_OK)


def free_space(path: Path) -> int:
    """How many bytes there are left for a file."""
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    return shutil.disk_usage(folder).free


def is_writable(db: Database, now: datetime) -> bool:
    """Whether a row could be written: it is, and taken back."""
    try:
        with db.write() as tx:
            deliveries.add(tx, f"doctor:{uuid4()}", now)
            tx.rollback()
    except (DatabaseUnavailable, DBAPIError):
        return False
    return True


def time_of(db: Database) -> datetime | None:
    """The time on the database's machine; None where that is ours.

    Raises:
        DatabaseUnavailable: it cannot be asked.
    """
    if db.is_embedded:
        return None
    with db.read() as tx:
        told: datetime = tx.scalars(select(func.now())).one()
    return told
