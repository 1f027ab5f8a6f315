"""A second store, to compare with."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.migrate import migrate


@pytest.fixture
def beside(url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite store of this version, whatever the other one is."""
    del url
    with closing(Database(f"sqlite:///{tmp_path / 'beside.sqlite3'}")) as db:
        migrate(db)
        yield db
