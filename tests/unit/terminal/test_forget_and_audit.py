"""`jordbro forget` and `jordbro audit export`, as somebody types them."""

import csv
import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.domain.person import SlackChannel, SlackUser
from bot.services.create_space import create_space
from bot.services.recognise import recognise
from bot.store import people
from bot.store.database import Database
from tests.unit.terminal.test_terminal import jordbro

NOW = datetime(2017, 1, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def store(new_store: str) -> str:
    """A store with a space that Mette has made."""
    with closing(Database(new_store)) as db:
        viewer = recognise(db, SlackUser("T0", "U0METTE"), None, guess=None, now=NOW)
        with db.write() as tx:
            people.set_profile(tx, viewer.person.id, "T0", "=Mette", None)
        create_space(db, viewer, "Jiangsu", ("da", "zh"), SlackChannel("T0", "C0"), now=NOW)
    return new_store


def known(store: str) -> str:
    """Everything that is known of people."""
    with closing(Database(store)) as db, db.engine.connect() as connection:
        return str(connection.exec_driver_sql("SELECT * FROM people").all())


def test_audit_is_written_as_a_table_without_formulas(store: str, tmp_path: Path) -> None:
    done = jordbro("audit", "export", "log.csv", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    (row,) = csv.DictReader((tmp_path / "log.csv").read_text("utf-8-sig").splitlines())
    assert (row["name"], row["act"], row["through"]) == ("'=Mette", "changed", "terminal")
    assert row["records"] == "channel:1 space:1"
    assert (done.returncode, done.stdout) == (0, "log.csv has one entry.\n")


def test_audit_is_written_as_lines_of_json_and_says_that_it_was(store: str, tmp_path: Path) -> None:
    for _ in range(2):
        jordbro("audit", "export", "log.jsonl", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    entries = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [(one["act"], one["records"], one["detail"]) for one in entries] == [
        ("changed", ["channel:1", "space:1"], "created"),
        ("exported", ["audit"], "1 entries"),
    ]


def test_audit_begins_at_a_day(store: str, tmp_path: Path) -> None:
    since = ("--since", "2017-01-21")
    jordbro("audit", "export", "log.jsonl", "--space", "Jiangsu", *since, folder=tmp_path, DATABASE_URL=store)

    assert (tmp_path / "log.jsonl").read_text("utf-8") == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("log.txt", "--space", "Jiangsu"), "The file has to end in .csv or .jsonl."),
        (("log.csv", "--space", "Jiangsu", "--since", "yesterday"), "The date has to look like 2026-01-31."),
        (("log.csv", "--space", "Nowhere"), "Nowhere"),
    ],
)
def test_audit_says_what_is_wrong(store: str, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    done = jordbro("audit", "export", *arguments, folder=tmp_path, DATABASE_URL=store)

    assert done.returncode == 1
    assert told in done.stderr


def test_forgetting_is_told_before_it_is_done(store: str, tmp_path: Path) -> None:
    done = jordbro("forget", "T0/U0METTE", "--in-texts", folder=tmp_path, DATABASE_URL=store)

    assert done.returncode == 1
    assert done.stdout.startswith("Forgetting T0/U0METTE cannot be undone.")
    assert done.stdout.endswith("Say --yes to do it.\n")
    assert "U0METTE" in known(store)


def test_somebody_is_forgotten(store: str, tmp_path: Path) -> None:
    done = jordbro("forget", "T0/U0METTE", "--yes", folder=tmp_path, DATABASE_URL=store)

    told = "Forgotten. 0 open actions are their organisation’s, or an open question.\n"
    assert (done.returncode, done.stdout) == (0, told)
    assert "Mette" not in known(store)


@pytest.mark.parametrize(
    ("who", "told"), [("Mette", "A person is named as TEAM/USER"), ("T0/U0LI", "There is nobody with that id")]
)
def test_forgetting_says_what_is_wrong(store: str, tmp_path: Path, who: str, told: str) -> None:
    done = jordbro("forget", who, "--yes", folder=tmp_path, DATABASE_URL=store)

    assert done.returncode == 1
    assert told in done.stderr


def test_everything_of_a_space_is_written(store: str, tmp_path: Path) -> None:
    done = jordbro("export", "all.zip", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    assert (done.returncode, done.stderr) == (0, "")
    with ZipFile(tmp_path / "all.zip") as file:
        assert json.loads(file.read("manifest.json"))["space"]["name"] == "Jiangsu"
