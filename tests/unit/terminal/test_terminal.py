"""The commands a person types, run as they type them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import data
from bot.cli import main
from bot.domain.person import keeper
from bot.store import actions, notes, spaces
from bot.store.actions import Wanted
from bot.store.database import Database
from bot.store.tables import MeetingRow, NoteRow, TripRow
from tests.processes import ended

REPORT = Path(str(data.__file__)).parent / "samples" / "bilag3-jordsporet.raw.txt"


def jordbro(
    *arguments: str, folder: Path, typed: str = "", language: str = "en", **environment: str
) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as it is typed in a folder."""
    settings = {"PATH": os.environ["PATH"], "LANG": language, "COLUMNS": "200", "PYTHONPATH": str(Path.cwd())}
    return ended(main, arguments, settings | environment, folder, typed=typed)


def test_the_command_starts_by_itself_and_says_the_same(tmp_path: Path) -> None:
    arguments = ("import", str(REPORT), "--space", "Jiangsu", "--yes")
    command = [sys.executable, "-c", "from bot.cli import main; main()", *arguments]
    environment = {"PATH": os.environ["PATH"], "LANG": "en", "DATABASE_URL": f"sqlite:///{tmp_path / 'own.sqlite3'}"}

    own = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment, check=False)  # noqa: S603
    forked = jordbro(*arguments, folder=tmp_path, COLUMNS="80", DATABASE_URL=f"sqlite:///{tmp_path / 'store.sqlite3'}")

    assert (own.returncode, own.stdout, own.stderr) == (forked.returncode, forked.stdout, forked.stderr)
    assert "one trip, 5 meetings" in own.stdout


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.sqlite3'}"


def imported(store: str, folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return jordbro("import", str(REPORT), "--space", "Jiangsu", *more, folder=folder, DATABASE_URL=store)


def counts(store: str) -> dict[str, int]:
    db = Database(store)
    with db.read() as tx:
        found = {
            "trips": tx.scalar(select(func.count()).select_from(TripRow)),
            "meetings of trips": tx.scalar(select(func.count()).where(MeetingRow.trip_id.is_not(None))),
            "notes": tx.scalar(select(func.count()).select_from(NoteRow)),
        }
    db.close()
    return {name: int(count or 0) for name, count in found.items()}


def test_report_is_imported_once(store: str, tmp_path: Path) -> None:
    first = imported(store, tmp_path, "--yes")
    again = imported(store, tmp_path, "--yes")

    assert "one trip, 5 meetings, 10 planned activities" in first.stdout
    assert "nothing was added" in again.stdout
    assert counts(store) == {"trips": 1, "meetings of trips": 5, "notes": 6}


def test_planned_activities_are_listed_with_their_words_for_when(store: str, tmp_path: Path) -> None:
    imported(store, tmp_path, "--yes")

    db = Database(store)
    with db.read() as tx:
        lines = actions.find(tx, keeper(1), Wanted(), 1).lines
    db.close()
    dues = [(line.action.due.said if line.action.due else None, line.action.expected) for line in lines]
    assert dues[:4] == [("marts 2017", True), ("april", True), ("juni", False), ("efteråret", False)]
    assert [line.item.number.partition(".")[2] for line in lines if "." in line.item.number] == ["1", "2", "3", "4"]


def test_report_is_shown_and_not_written_without_a_yes(store: str, tmp_path: Path) -> None:
    asked = jordbro("import", str(REPORT), "--space", "Jiangsu", folder=tmp_path, typed="nej\n", DATABASE_URL=store)

    assert "Wang Jiangfeng" in asked.stdout
    assert "Nothing was written." in asked.stdout
    assert counts(store) == {"trips": 0, "meetings of trips": 0, "notes": 0}


def test_import_binds_the_space_to_a_channel(store: str, tmp_path: Path) -> None:
    imported(store, tmp_path, "--yes", "--channel", "T0REGION/C0JIANGSU")

    db = Database(store)
    with db.read() as tx:
        bound = spaces.channels(tx, [1])
        newest = notes.latest(tx, keeper(1))
    db.close()
    assert [tuple(channel.slack) for channel in bound] == [("T0REGION", "C0JIANGSU")]
    assert newest[0].title.content == "Bilag 3. Faglig afrapportering – jord sporet"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("none.txt", "--space", "X", "--yes"), "cannot be read"),
        ((str(REPORT), "--space", "X", "--on", "31. februar", "--yes"), "“31. februar” is not a day"),
        ((str(REPORT), "--space", "X", "--channel", "general", "--yes"), "“general” is not a channel"),
    ],
)
def test_import_says_what_is_wrong(arguments: tuple[str, ...], sentence: str, store: str, tmp_path: Path) -> None:
    done = jordbro("import", *arguments, folder=tmp_path, DATABASE_URL=store)

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_explain_note_gives_the_promised_keys(tmp_path: Path) -> None:
    note = "Møde med NIRAS A/S, 3. marts 2025, Aarhus\nOpgave: CLEAN sender notat senest 1. april\n"

    done = jordbro("explain", "note", "--lang", "da", "--on", "2025-03-03", "--json", "-", folder=tmp_path, typed=note)

    assert json.loads(done.stdout) == {
        "title": "Møde med NIRAS A/S",
        "held_on": "2025-03-03",
        "place": "Aarhus",
        "purpose": None,
        "participants": [],
        "items": [
            {
                "number": "1",
                "kind": "action",
                "text": "CLEAN sender notat senest 1. april",
                "owner": "CLEAN",
                "due": {"said": "senest 1. april", "from": None, "to": "2025-04-01"},
            }
        ],
    }


def test_explain_due_and_terms(tmp_path: Path) -> None:
    due = jordbro("explain", "due", "primo april", "--lang", "da", "--on", "2017-01-10", "--json", folder=tmp_path)
    none = jordbro("explain", "due", "grunde", "--lang", "da", "--on", "2017-01-10", "--json", folder=tmp_path)
    terms = jordbro("explain", "terms", "省厅建议", "--lang", "zh", "--json", folder=tmp_path)

    assert json.loads(due.stdout) == {
        "said": "primo april",
        "from": "2017-04-01",
        "to": "2017-04-10",
        "precision": "third",
    }
    assert json.loads(none.stdout) == {"said": None, "from": None, "to": None, "precision": None}
    assert json.loads(terms.stdout) == [{"term": "JEPD", "found": "省厅", "start": 0, "end": 2}]


def test_explain_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom bot.cli import main\nheavy = {'sqlalchemy', 'slack_sdk', 'dbos', 'yaml'}\n"
        "try: main(['explain', 'terms', 'JEPD', '--lang', 'da', '--json'])\n"
        "except SystemExit: print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path.cwd(), check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"


def test_serve_names_every_wrong_setting_at_once_and_no_secret(tmp_path: Path) -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "hemmeligt",
        "JORDBRO_PORT": "nul",
        "JORDBRO_ENGINES": "deepl",
        "DATABASE_URL": "mysql://x",
    }

    done = jordbro("serve", folder=tmp_path, language="da_DK.UTF-8", **wrong)

    assert done.returncode == 2
    named = [line.split()[0] for line in done.stderr.splitlines()[1:]]
    expected = ["DATABASE_URL", "JORDBRO_PORT", "JORDBRO_DEEPL_KEY", "SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]
    assert sorted(named) == sorted(expected)
    assert "hemmeligt" not in done.stderr


def test_script_of_the_demo_plays_to_its_end_in_both_languages(tmp_path: Path) -> None:
    done = jordbro("demo", "--script", folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "Kortet i kanalen, som Mette Holm ser det" in done.stdout
    assert "李明 在频道里看到的卡片" in done.stdout
    assert done.stdout.rstrip().endswith("主要流程已演示完毕。")
