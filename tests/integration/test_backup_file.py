"""A backup that was changed is no backup; one that cannot be written leaves nothing and takes no other's place."""

import json
import os
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store.backup import back_up, verify
from bot.store.backup_file import BackupProblem, opened
from bot.store.database import Database
from bot.store.migrate import migrate
from bot.store.new_file import new_file
from bot.store.restore import restore
from tests.integration.backing import fill_every_table
from tests.integration.making import NOW

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table."""
    path = tmp_path_factory.mktemp("full") / "store.sqlite3"
    with closing(Database(f"sqlite:///{path}")) as db:
        migrate(db)
    fill_every_table(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="module")
def whole(full: Path) -> Path:
    path = full.parent / "whole.zip"
    with closing(Database(f"sqlite:///{full}")) as db:
        back_up(db, path, now=NOW)
    return path


def key_of(act: Callable[[], object]) -> str:
    with pytest.raises(BackupProblem) as problem:
        act()
    return problem.value.key


def content(path: Path) -> dict[str, list[bytes]]:
    with opened(path) as backup:
        return {part.name: list(backup.lines(part.name)) for part in backup.manifest.tables}


def changed(whole: Path, to: Path, change: Change) -> Path:
    """The same backup with other members."""
    with ZipFile(whole) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return to


def in_manifest(**said: Any) -> Change:
    def change(members: dict[str, bytes]) -> None:
        members["manifest.json"] = json.dumps(json.loads(members["manifest.json"]) | said).encode()

    return change


def without_a_table(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    manifest["tables"] = [one for one in manifest["tables"] if one["name"] != "terms"]
    members["manifest.json"] = json.dumps(manifest).encode()


def without_a_record(members: dict[str, bytes]) -> None:
    members["tables/terms.jsonl"] = b"".join(members["tables/terms.jsonl"].splitlines(keepends=True)[:-1])


def with_other_words(members: dict[str, bytes]) -> None:
    members["tables/people.jsonl"] = members["tables/people.jsonl"].replace(b'"id":1,', b'"id":7,')


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (without_a_record, "damaged"),
        (with_other_words, "damaged"),
        (lambda members: members.pop("tables/terms.jsonl"), "damaged"),
        (without_a_table, "other_tables"),
        (in_manifest(tables=[]), "other_tables"),
        (in_manifest(revision="9999"), "newer_backup"),
        (in_manifest(revision="head"), "newer_backup"),
        (in_manifest(format=2), "newer_format"),
        (in_manifest(format="?"), "no_backup"),
        (in_manifest(made_at="yesterday"), "no_backup"),
        (lambda members: members.pop("manifest.json"), "no_backup"),
        (lambda members: members.update({"manifest.json": b"[]"}), "no_backup"),
    ],
)
def test_a_backup_that_was_changed_is_refused_before_anything_is_written(
    whole: Path, tmp_path: Path, change: Change, key: str
) -> None:
    file = changed(whole, tmp_path / "changed.zip", change)

    assert key_of(lambda: verify(file)) == key
    with closing(Database(f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")) as db:
        assert key_of(lambda: restore(db, file)) == key
    assert not (tmp_path / "elsewhere.sqlite3").exists()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_bit_that_falls_over_is_noticed_or_means_nothing(whole: Path, tmp_path: Path, place: float, bit: int) -> None:
    data = bytearray(whole.read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    (tmp_path / "fallen.zip").write_bytes(data)

    try:
        verify(tmp_path / "fallen.zip")
    except BackupProblem as problem:
        assert problem.key in {"damaged", "no_backup"}  # noqa: PT017  both ends are right
    else:
        assert content(tmp_path / "fallen.zip") == content(whole)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.floats(0, 1, exclude_max=True))
def test_a_part_of_a_backup_is_none(whole: Path, tmp_path: Path, part: float) -> None:
    data = whole.read_bytes()
    (tmp_path / "part.zip").write_bytes(data[: int(part * len(data))])

    assert key_of(lambda: verify(tmp_path / "part.zip")) == "no_backup"


def test_only_its_owner_reads_a_backup_whatever_the_mask(whole: Path) -> None:
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600


def test_a_backup_takes_no_other_files_place(full: Path, whole: Path, tmp_path: Path) -> None:
    file, letter = tmp_path / "jordbro.zip", tmp_path / "letter.txt"
    file.write_bytes(whole.read_bytes())
    letter.write_text("Kære Mette")
    with closing(Database(f"sqlite:///{full}")) as db:
        assert key_of(lambda: back_up(db, file, now=NOW)) == "file_exists"
        assert key_of(lambda: back_up(db, letter, now=NOW, replace=True)) == "replaces_no_backup"
        assert key_of(lambda: back_up(db, full, now=NOW, replace=True)) == "replaces_no_backup"
        before = file.stat().st_ino
        back_up(db, file, now=NOW, replace=True)

    assert letter.read_text() == "Kære Mette"
    assert file.stat().st_ino != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["jordbro.zip", "letter.txt"]


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path) -> None:
    file = tmp_path / "jordbro.zip"

    def write() -> None:
        with new_file(file, replace=False) as new:
            new.write(b"mine")
            file.write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        write()
    assert file.read_bytes() == b"theirs"
    assert os.listdir(tmp_path) == ["jordbro.zip"]  # noqa: PTH208  hidden ones too


def test_a_damaged_store_is_not_backed_up(full: Path, tmp_path: Path) -> None:
    """One of SQLite's pages holds something else."""
    data = bytearray(full.read_bytes())
    with closing(Database(f"sqlite:///{full}")) as db, db.engine.connect() as connection:
        page, size = (
            connection.exec_driver_sql(asked).scalar_one()
            for asked in ("SELECT rootpage FROM sqlite_master WHERE name = 'history'", "PRAGMA page_size")
        )
    data[(page - 1) * size : page * size] = b"\xff" * size
    (tmp_path / "damaged.sqlite3").write_bytes(data)

    with closing(Database(f"sqlite:///{tmp_path / 'damaged.sqlite3'}")) as db, pytest.raises(BackupProblem) as problem:
        back_up(db, tmp_path / "jordbro.zip", now=NOW)

    assert (problem.value.key, problem.value.details) == ("unreadable_table", {"table": "history"})
    assert list(tmp_path.glob("*jordbro*")) == []
