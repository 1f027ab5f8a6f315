"""`jordbro backup` and `jordbro restore`, as they are typed."""

import os
import resource
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

import pytest

from bot.cli import main
from bot.domain.person import keeper
from bot.domain.typed_note import TypedNote
from bot.services.create_space import ensure_space
from bot.services.log_note import Origin, log_note
from bot.store import texts
from bot.store.database import Database
from tests.processes import ended
from tests.unit.terminal.test_terminal import jordbro

NOW = datetime(2017, 1, 20, tzinfo=UTC)
LONG = 100_000  # bytes
NOTE = "Tilsyn\n- [ ] CLEAN sender oversigt senest 1. april 2017\n"


def limited(arguments: Sequence[str]) -> None:
    """The command, where no file may be longer than the first of its words says."""
    longest, *others = arguments
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(longest), resource.RLIM_INFINITY))
    main(others)


@pytest.fixture
def store(new_store: str) -> str:
    """A store with one space and a note in it, and so much that nothing makes shorter that SQLite's files are small."""
    with closing(Database(new_store)) as db:
        space = ensure_space(db, "Jiangsu", None, now=NOW)
        log_note(db, keeper(space.id), TypedNote(NOTE, "da"), Origin(space.id, None, "file:1", NOW.date()), now=NOW)
        with db.write() as tx:
            texts.add(tx, space.id, "en", token_hex(LONG))
    return new_store


def left(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if not name.startswith("store."))  # noqa: PTH208  hidden ones too


def test_store_is_written_verified_and_restored(store: str, tmp_path: Path) -> None:
    new = f"sqlite:///{tmp_path / 'new.sqlite3'}"

    backup = jordbro("backup", "b.zip", folder=tmp_path, DATABASE_URL=store)
    verified = jordbro("backup", "--verify", "b.zip", folder=tmp_path, language="zh_CN.UTF-8")
    restored = jordbro("restore", "b.zip", folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=new)
    actions = jordbro("export", "ud.csv", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=new)

    count, tables = (word for word in backup.stdout.split() if word.isdecimal())
    assert backup.stdout == f"b.zip: written, with {count} records in {tables} tables.\n"
    assert verified.stdout.splitlines()[0] == f"b.zip：已核对 {tables} 张表、{count} 条记录，备份完整。"
    told = f"Gendannet i {tmp_path / 'new.sqlite3'}: {count} poster i {tables} tabeller er kontrolleret.\n"
    assert restored.stdout == told
    assert [one.stderr for one in (backup, verified, restored, actions)] == [""] * 4
    assert actions.stdout == "ud.csv: written, with one action.\n"


@pytest.mark.parametrize(
    ("arguments", "settings", "sentence"),
    [
        (["backup", "there.zip"], {}, "there.zip is there already. Choose another name, or add --replace."),
        (
            ["backup", "there.zip", "--replace"],
            {},
            "there.zip is no backup, so --replace leaves it alone. Choose another name.",
        ),
        (["backup", "not/there/b.zip"], {}, "The file cannot be written: No such file or directory"),
        (
            ["backup", "b.zip"],
            {"DATABASE_URL": "sqlite:///none.sqlite3"},
            "There is nothing to back up: the store has no tables yet. Check DATABASE_URL.",
        ),
        (
            ["backup", "b.zip"],
            {"DATABASE_URL": "postgresql://jordbro:secret@127.0.0.1:1/jordbro"},
            "The store cannot be reached. Check DATABASE_URL.",
        ),
        (["backup", "--verify", "there.zip"], {}, "The file is not a backup, or not a whole one."),
        (["backup", "--verify", "none.zip"], {}, "The file cannot be read: No such file or directory"),
        (["restore", "there.zip"], {}, "The file is not a backup, or not a whole one."),
        (["restore", "none.zip"], {}, "The file cannot be read: No such file or directory"),
    ],
)
def test_what_is_wrong_is_told(
    store: str, tmp_path: Path, arguments: list[str], settings: dict[str, str], sentence: str
) -> None:
    (tmp_path / "there.zip").write_text("Kære Mette")

    done = jordbro(*arguments, folder=tmp_path, **({"DATABASE_URL": store} | settings))

    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (1, "", [sentence])
    assert left(tmp_path) == ["there.zip"]


def test_store_that_is_not_empty_is_named(store: str, tmp_path: Path) -> None:
    jordbro("backup", "b.zip", folder=tmp_path, DATABASE_URL=store)

    done = jordbro("restore", "b.zip", folder=tmp_path, DATABASE_URL=store)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The store {tmp_path / 'store.sqlite3'} is not empty: there are records in ")


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="this system limits no file")
def test_file_that_cannot_be_written_to_its_end_leaves_nothing(store: str, tmp_path: Path) -> None:
    whole = jordbro("backup", "b.zip", folder=tmp_path, DATABASE_URL=store)
    size = (tmp_path / "b.zip").stat().st_size
    environment = {"PATH": os.environ["PATH"], "LANG": "en", "DATABASE_URL": store, "PYTHONPATH": str(Path.cwd())}

    for limit in (LONG // 2, size // 2, size - 40):  # in what closes a zip, some bytes more or less
        done = ended(limited, [str(limit), "backup", "other.zip"], environment, tmp_path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "The file cannot be written: File too large\n"

    assert whole.returncode == 0
    assert left(tmp_path) == ["b.zip"]
