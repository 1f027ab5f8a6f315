"""A local workspace and a store for each scenario: payload in, what people see out."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.migrate import migrate
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


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "empty.sqlite3"
    db = Database(f"sqlite:///{path}")
    migrate(db)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return path


@pytest.fixture
def store_path(empty_store: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    return Path(shutil.copy(empty_store, folder / "store.sqlite3"))


@pytest.fixture
def bot(workspace: LocalWorkspace, store_path: Path) -> Iterator[Bot]:
    with running(workspace, f"sqlite:///{store_path}") as made:
        yield made
