"""What tests of the terminal share: a workspace whose app may do what the manifest asks for, and an empty store."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack.scopes import SCOPES
from bot.workspace.driver import LocalWorkspace


@pytest.fixture(scope="module")
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        for installation in made.app.installations.values():
            installation.scopes = tuple(SCOPES)
        yield made


@pytest.fixture
def store(sqlite_template: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'store.sqlite3')}"
