"""A bot and a local workspace for each scenario: payload in, what people see out."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from slack_bolt import BoltRequest

from bot import app
from bot.config import Settings
from bot.domain.language import Language
from bot.engines.base import Engine
from bot.engines.chain import Chain
from bot.jobs.inline import InlineJobs
from bot.services.create_space import create_space
from bot.domain.person import SlackChannel, SlackUser
from bot.services.recognise import recognise
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.workspace.driver import LocalWorkspace, Person

NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)


class Bot:
    """The bot under test, its time, and the people of the workspace."""

    def __init__(self, workspace: LocalWorkspace, url: str, engines: tuple[Engine, ...] = ()) -> None:
        self.workspace = workspace
        self.now = NOW
        settings = Settings(
            slack_bot_token=workspace.bot_token,
            slack_signing_secret=workspace.signing_secret,
            slack_api_url=workspace.api_url,
            database_url=url,
            threads=4,
        )
        self.runtime = app.build(settings, InlineJobs, chain=Chain(engines), clock=lambda: self.now)
        workspace.use_dispatch(self.dispatch)

    def dispatch(self, body: str, headers: dict[str, str]) -> tuple[int, str, dict[str, str]]:
        answer = self.runtime.bolt.dispatch(BoltRequest(body=body, headers=headers))
        self.drain()
        return answer.status, answer.body, {name: values[0] for name, values in answer.headers.items()}

    def drain(self) -> int:
        jobs = self.runtime.jobs
        assert isinstance(jobs, InlineJobs)
        return jobs.drain()

    def user(self, name: str, language: Language | None = None) -> Person:
        if language is not None:
            who = self.workspace.world.user_named(name)
            with self.runtime.db.write() as tx:
                from bot.store import people

                slack = SlackUser(who.team_id, who.id)
                person = people.find(tx, slack) or people.add(tx, slack)
                people.set_language(tx, person.id, language)
        return self.workspace.user(name)

    def space(self, channel: str = "jord-jiangsu", name: str = "Jiangsu") -> int:
        db = self.runtime.db
        viewer = recognise(db, SlackUser("T0REGION", "U0METTE"), None, guess=None, now=self.now)
        slack = SlackChannel("T0REGION", self.workspace.world.channel_named(channel).id)
        made, _ = create_space(db, viewer, name, ("da", "zh"), slack, now=self.now)
        self.drain()
        return made.id


@pytest.fixture(scope="session")
def running_workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as workspace:
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
def store_url(empty_store: Path, tmp_path: Path) -> str:
    shutil.copy(empty_store, tmp_path / "store.sqlite3")
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


@pytest.fixture
def bot(workspace: LocalWorkspace, store_url: str) -> Iterator[Bot]:
    made = Bot(workspace, store_url)
    made.space()
    yield made
    made.runtime.stop()
