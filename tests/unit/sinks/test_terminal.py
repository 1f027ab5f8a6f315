"""What is printed in a terminal obeys nobody but us."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from rich.console import Console

from bot.cli import main
from bot.terminal.as_text import as_text
from bot.terminal.printing import shown
from tests.unit.sinks.hostile import TEXTS
from tests.unit.terminal.test_terminal import jordbro

OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
NOTE = (
    "Møde [bold]x[/] \x1b[2Jtom \x9b31m\n\n"
    "Beslutning: \x1b]0;titel\x07 [link=https://x.dk]klik[/link] :smile: \u202egnirts [/]\n"
    "- [ ] \x1b[31mJEPD\x1b[0m sender tal senest 15. marts\n"
)


@settings(deadline=None)
@given(TEXTS)
def test_printed_text_moves_and_turns_nothing(text: str) -> None:
    assert OBEYED.search(shown(text)) is None
    assert shown(text).encode().decode() == shown(text)


@settings(deadline=None)
@given(TEXTS)
def test_json_stays_the_same_json_when_it_is_printed(text: str) -> None:
    assert json.loads(shown(json.dumps([text], ensure_ascii=False))) == [text]


@settings(deadline=None)
@given(TEXTS)
def test_brackets_and_colons_are_no_markup_of_richs(text: str) -> None:
    text = text.replace("\t", " ")  # of which it makes blanks
    console = Console(width=10_000, color_system="truecolor", force_terminal=True, legacy_windows=False)
    with console.capture() as captured:
        console.print(as_text(text), soft_wrap=True)

    printed = captured.get()
    assert printed.removesuffix("\n").split("\n") == shown(text).split("\n")


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(str(ended.value.code or 0))


def test_a_note_from_a_file_is_shown_and_written_without_being_obeyed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "note.md"
    path.write_text(NOTE, encoding="utf-8")

    run("explain", "note", str(path))
    run("explain", "note", "--json", str(path))

    printed = capsys.readouterr()
    assert OBEYED.search(printed.out + printed.err) is None
    assert "\\u001b[31mJEPD" in printed.out


def test_a_note_is_imported_without_its_brackets_being_markup(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")

    done = jordbro(
        *("import", "note.md", "--space", "[red]Jiangsu[/]\x1b[31m", "--yes", "--lang", "da"),
        folder=tmp_path,
        DATABASE_URL=f"sqlite:///{tmp_path / 'store.sqlite3'}",
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "[link=https://x.dk]klik[/link] :smile:" in done.stdout
    assert "[red]Jiangsu[/]\\u001b[31m" in done.stdout
    assert OBEYED.search(done.stdout) is None


def test_what_is_wrong_is_told_without_being_obeyed(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'store.sqlite3'}"

    unknown = [
        jordbro(*words, folder=tmp_path, DATABASE_URL=store)
        for words in (
            ("glossary", "export", "a.csv", "--space", "\x1b[31m[/]\u202e"),
            ("memory", "export", "a.tmx", "--space", "\x1b[31m[/]\u202e"),
            ("export", "a.csv", "--space", "\x1b[31m[/]\u202e"),
        )
    ]

    assert [done.returncode for done in unknown] == [1, 1, 1]
    assert [done.stderr for done in unknown if OBEYED.search(done.stderr + done.stdout)] == []
