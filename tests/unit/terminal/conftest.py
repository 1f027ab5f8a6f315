"""What tests of the terminal share: a workspace whose app may do what the manifest asks for, and an empty store."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.slack.scopes import SCOPES
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.workspace.driver import LocalWorkspace


@pytest.fixture(scope="module")
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        for installation in made.app.installations.values():
            installation.scopes = tuple(SCOPES)
        yield made


@pytest.fixture
def store(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    with closing(Database(url)) as db:
        migrate(db)
    return url
