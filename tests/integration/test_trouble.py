"""A store that is locked or gone is told at once, and nothing is half written."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from bot.services.read_note import read_note
from bot.store.database import Database, DatabaseUnavailable, teach_subseconds
from tests.integration.making import a_place, logged, rows
from tests.stores import Server, required

SLACK_WAITS = 3.0  # seconds


def test_locked_store_is_told_in_time_and_nothing_is_written(tmp_path: Path, sqlite_template: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    with closing(Database(f"sqlite:///{path}")) as db, closing(sqlite3.connect(path)) as other:
        place = a_place(db)
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()

        with pytest.raises(DatabaseUnavailable):
            logged(db, place)

        assert time.monotonic() - began < SLACK_WAITS
        other.rollback()
        assert rows(db, "SELECT count(*) FROM notes") == [(0,)]
        assert logged(db, place).number == 1


@pytest.mark.postgres
def test_locked_rows_are_told_in_time(postgres: Server, postgres_template: str) -> None:
    required(postgres).run("CREATE DATABASE locked TEMPLATE {}", postgres_template)
    with closing(Database(postgres.url("locked"))) as db:
        place = a_place(db)
        with db.engine.begin() as other:
            other.exec_driver_sql("LOCK TABLE spaces IN EXCLUSIVE MODE")
            began = time.monotonic()

            with pytest.raises(DatabaseUnavailable):
                logged(db, place)

            assert time.monotonic() - began < SLACK_WAITS
        assert logged(db, place).number == 1


@pytest.mark.postgres
def test_store_that_goes_away_is_told_and_comes_back(postgres: Server, postgres_template: str) -> None:
    required(postgres).run("CREATE DATABASE leaving TEMPLATE {}", postgres_template)
    with closing(Database(postgres.url("leaving"))) as db:
        place = a_place(db)
        note = logged(db, place)
        postgres.run("ALTER DATABASE {} ALLOW_CONNECTIONS false", "leaving")
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'leaving'")
        began = time.monotonic()

        with pytest.raises(DatabaseUnavailable):
            read_note(db, place.viewer, note.id)
        with pytest.raises(DatabaseUnavailable):
            logged(db, place)

        assert time.monotonic() - began < SLACK_WAITS
        postgres.run("ALTER DATABASE {} ALLOW_CONNECTIONS true", "leaving")
        assert read_note(db, place.viewer, note.id) == note
        assert logged(db, place).number == 2


@pytest.mark.postgres
def test_store_that_never_was_is_told_in_time(tmp_path: Path) -> None:
    with closing(Database(f"postgresql+psycopg://postgres@/none?host={tmp_path}")) as db:
        began = time.monotonic()

        with pytest.raises(DatabaseUnavailable), db.read():
            rows(db, "SELECT 1")

        assert time.monotonic() - began < SLACK_WAITS


def test_old_sqlite_is_taught_the_time_that_jobs_are_stamped_with() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        teach_subseconds(connection, None)

        (taught,) = connection.execute("SELECT unixepoch('subsec')").fetchone()

    assert abs(taught - time.time()) < 60
