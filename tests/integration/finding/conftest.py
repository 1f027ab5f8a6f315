"""A second store, to compare with."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.store.database import Database


@pytest.fixture
def beside(url: str, new_store: str) -> Iterator[Database]:
    """An empty SQLite store of this version, whatever the other one is."""
    del url
    with closing(Database(new_store)) as db:
        yield db
