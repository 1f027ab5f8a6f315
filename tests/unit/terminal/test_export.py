"""`jordbro export`, as it is typed."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from bot.domain.person import keeper
from bot.domain.typed_note import TypedNote
from bot.services.create_space import ensure_space
from bot.services.log_note import Origin, log_note
from bot.store.database import Database
from tests.unit.terminal.test_terminal import jordbro

ENDINGS = (
    "The name of the file must end in .ics, .csv, .xlsx or .zip; a name without an ending is a folder for Markdown."
)
NOW = datetime(2017, 1, 20, tzinfo=UTC)
NOTE = """\
- [ ] CLEAN sender oversigt senest 1. april 2017
- [x] NIES svarer senest 1. februar 2017
- [ ] JEPD udpeger grunde
"""


@pytest.fixture
def store(new_store: str) -> str:
    """A store with one space and a note in it."""
    with closing(Database(new_store)) as db:
        space = ensure_space(db, "Jiangsu", None, now=NOW)
        log_note(db, keeper(space.id), TypedNote(NOTE, "da"), Origin(space.id, None, "file:1", NOW.date()), now=NOW)
    return new_store


def test_actions_are_written_as_each_kind_of_file(store: str, tmp_path: Path) -> None:
    done = [
        jordbro("export", "--space", "Jiangsu", name, folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store)
        for name in ("ud.ics", "ud.csv", "UD.XLSX")
    ]

    assert [one.stdout.splitlines() for one in done] == [
        ["ud.ics: skrevet med én opgave."],
        ["ud.csv: skrevet med 3 opgaver."],
        ["UD.XLSX: skrevet med 3 opgaver."],
    ]
    assert [(one.returncode, one.stderr) for one in done] == [(0, "")] * 3
    calendar = Calendar.from_ical((tmp_path / "ud.ics").read_bytes())
    assert calendar.calendar_name == "Jiangsu"
    assert [str(event["summary"]) for event in calendar.events] == ["1.1 CLEAN sender oversigt senest 1. april 2017"]
    assert '"Udført"' in (tmp_path / "ud.csv").read_text(encoding="utf-8-sig")
    with ZipFile(tmp_path / "UD.XLSX") as book:
        assert "NIES svarer" in book.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(
    ("space", "name", "sentence"),
    [
        ("Byen", "ud.csv", "There is no space “Byen”. There are: Jiangsu."),
        ("Jiangsu", "ud.pdf", ENDINGS),
        ("Jiangsu", "not/there/ud.csv", "The file cannot be written: No such file or directory"),
    ],
)
def test_what_is_wrong_is_told(store: str, tmp_path: Path, space: str, name: str, sentence: str) -> None:
    done = jordbro("export", "--space", space, name, folder=tmp_path, DATABASE_URL=store)

    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (1, "", [sentence])
