"""A local workspace and a store for each scenario: payload in, what people see out."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.workspace.driver import LocalWorkspace
from tests.scenarios.bot import Bot, running


@pytest.fixture(scope="session")
def running_workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as workspace:
        workspace.ws.deliveries.retry_delays = ()  # tests say themselves when Slack repeats
        yield workspace


@pytest.fixture
def workspace(running_workspace: LocalWorkspace) -> LocalWorkspace:
    running_workspace.reset()
    return running_workspace


@pytest.fixture
def store_path(sqlite_template: Path, quick_path: Path) -> Path:
    folder = quick_path / "store"
    folder.mkdir()
    return Path(shutil.copy(sqlite_template, folder / "store.sqlite3"))


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    with running(workspace, f"sqlite:///{store_path}") as made:
        yield made
