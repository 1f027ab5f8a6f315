"""`jordbro glossary`, as it is typed."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.services.create_space import ensure_space
from bot.store.database import Database
from tests.unit.terminal.test_terminal import jordbro


@pytest.fixture
def store(new_store: str) -> str:
    """A store with one space."""
    with closing(Database(new_store)) as db:
        ensure_space(db, "Jiangsu", None, now=datetime(2017, 1, 20, tzinfo=UTC))
    return new_store


def test_terms_go_in_and_out(store: str, tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes("kind;da;zh\nterm;muldlag;表土\nterm;sten;\n".encode("gb18030"))

    first = jordbro("glossary", "import", "in.csv", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)
    out = jordbro("glossary", "export", "out.tbx", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)
    again = jordbro("glossary", "import", "out.tbx", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    assert first.stdout.splitlines() == ["Imported into “Jiangsu”: 1 new, 0 changed, 0 unchanged."]
    assert first.stderr.splitlines() == ["Line 3: A term needs a form in at least two languages."]
    assert out.stdout.splitlines() == ["out.tbx: written."]
    assert "muldlag" in (tmp_path / "out.tbx").read_text(encoding="utf-8")
    assert again.stdout.splitlines() == ["Imported into “Jiangsu”: 0 new, 0 changed, 40 unchanged."]
    assert [first.returncode, out.returncode, again.returncode] == [1, 0, 0]


def test_a_space_or_a_file_that_is_not_there_is_told(store: str, tmp_path: Path) -> None:
    nowhere = jordbro("glossary", "export", "out.csv", "--space", "Byen", folder=tmp_path, DATABASE_URL=store)
    nothing = jordbro("glossary", "import", "no.csv", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    assert nowhere.stderr.splitlines() == ["There is no space “Byen”. There are: Jiangsu."]
    assert nothing.stderr.startswith("The file cannot be read:")
    assert [nowhere.returncode, nothing.returncode] == [1, 1]
