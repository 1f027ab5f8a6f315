"""kill -9 in the middle of a backup or of a restore: nothing half is left that looks whole."""

import os
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import inspect

from bot.store.backup import back_up, verify
from bot.store.backup_file import BackupProblem
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.restore import restore
from tests.integration import stopped
from tests.integration.backing import counted, fill_every_table, records
from tests.integration.making import NOW
from tests.processes import spoken_to
from tests.stores import KINDS, Server, required

_NUMBERS = count(1)
READING = ("FROM items", *(pytest.param(moment, marks=pytest.mark.slow) for moment in ("FROM audit", "FROM terms")))
ALSO_WRITING = ("alembic_version", "INSERT INTO audit", "INSERT INTO action_owners", "FROM action_owners")
WRITING = (
    "INSERT INTO items",
    "commit",
    *(pytest.param(moment, marks=pytest.mark.slow) for moment in ALSO_WRITING),
)


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A store without any tables."""
    if request.param == "sqlite":
        with closing(Database(f"sqlite:///{tmp_path / 'restored.sqlite3'}")) as db:
            yield db
        return
    server: Server = required(request.getfixturevalue("postgres"))
    name = f"killed{next(_NUMBERS)}"
    server.run("CREATE DATABASE {}", name)
    with closing(Database(server.url(name))) as db:
        yield db
    server.run("DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture
def full(new_store: str) -> str:
    fill_every_table(new_store)
    return new_store


@pytest.fixture
def file(full: str, tmp_path: Path) -> Path:
    with closing(Database(full)) as db:
        back_up(db, tmp_path / "jordbro.zip", now=NOW)
    return tmp_path / "jordbro.zip"


def kill(what: str, url: str, file: Path, moment: str) -> None:
    """Run it in a process of its own up to that moment, and kill it there."""
    with spoken_to(stopped.main, [what, url, str(file), moment], os.environ) as process:
        assert process.answer() == "here"


@pytest.mark.parametrize("moment", READING)
def test_a_backup_that_is_killed_leaves_no_backup(url: str, db: Database, tmp_path: Path, moment: str) -> None:
    fill_every_table(url)
    file = tmp_path / "killed.zip"

    kill("backup", url, file, moment)

    (part,) = tmp_path.glob(".killed.zip.*.part")
    assert not file.exists()
    with pytest.raises(BackupProblem) as problem:
        verify(part)
    assert problem.value.key == "no_backup"
    back_up(db, file, now=NOW)
    assert verify(file).records == counted(url)


@pytest.mark.parametrize("moment", WRITING)
def test_a_restore_that_is_killed_leaves_an_empty_store(full: str, file: Path, empty: Database, moment: str) -> None:
    kill("restore", empty.url, file, moment)

    assert inspect(empty.engine).get_table_names() == []
    restore(empty, file)
    assert records(empty.url) == records(full)


@pytest.mark.parametrize("moment", ["INSERT INTO items", pytest.param("commit", marks=pytest.mark.slow)])
def test_a_restore_that_is_killed_leaves_empty_tables_empty(
    full: str, file: Path, empty: Database, moment: str
) -> None:
    migrate(empty)

    kill("restore", empty.url, file, moment)

    assert counted(empty.url) == 0
    restore(empty, file)
    assert records(empty.url) == records(full)
