"""`jordbro report`, and minutes as Markdown by `jordbro export` and `jordbro import`, as they are typed."""

from contextlib import closing
from importlib import resources
from pathlib import Path

import pytest

from bot.domain.report import read_report
from bot.services.create_space import ensure_space
from bot.services.import_report import import_report
from bot.services.terms import shipped
from bot.store.database import Database
from tests.printed import docx_of, letters, pages_of
from tests.unit.terminal.test_export import NOW
from tests.unit.terminal.test_terminal import jordbro

SOURCE = (resources.files("bot.data") / "samples" / "bilag3-jordsporet.raw.txt").read_text(encoding="utf-8")


@pytest.fixture
def store(new_store: str) -> str:
    """A store with one space and the report of a trip in it."""
    with closing(Database(new_store)) as db:
        space = ensure_space(db, "Jiangsu", None, now=NOW)
        report = read_report(SOURCE, termbase=shipped())
        import_report(db, space.id, report, SOURCE, now=NOW, progress=lambda *_: None)
    return new_store


def test_a_report_is_written_as_the_file_that_is_named(store: str, tmp_path: Path) -> None:
    named = ("report", "Jiangsu", "Delegationstur", "--lang", "both", "--out", "ud.pdf")
    one = jordbro(*named, folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store)
    two = jordbro("report", "Jiangsu", folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store)

    assert (one.returncode, one.stdout.splitlines()[-1]) == (0, "ud.pdf: skrevet.")
    assert two.stdout.splitlines()[-2:] == ["rapport-1-da.pdf: skrevet.", "rapport-1-da.docx: skrevet."]
    said = letters("Overblik over danske CV/virksomheder der kan indgå i kommercielle projekter")
    assert said in letters("".join(pages_of((tmp_path / "ud.pdf").read_bytes())))
    assert said in letters(docx_of((tmp_path / "rapport-1-da.docx").read_bytes()))


def test_what_is_not_there_is_said_with_what_there_is(store: str, tmp_path: Path) -> None:
    done = jordbro("report", "Jiangsu", "Mars", folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store)

    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            "Ingen rejse har »Mars« i titlen. Skriv kun »rapport« for at se alle rejser.",
            "Der er: 1 Delegationstur – jord sporet.",
        ],
    )


def test_templates_are_written_out_and_one_that_is_broken_is_told(store: str, tmp_path: Path) -> None:
    jordbro("report", "--templates", "egne", folder=tmp_path, DATABASE_URL=store)
    assert sorted(path.name for path in (tmp_path / "egne").iterdir()) == ["report-both.docx", "report.docx"]
    (tmp_path / "egne" / "report.docx").write_text("i stykker")

    done = jordbro(
        *("report", "Jiangsu", "--lang", "da", "--format", "docx"),
        folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store, JORDBRO_REPORT_TEMPLATE="egne",
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stderr.startswith("Skabelonen til Word kan ikke bruges: report.docx: ")


def test_minutes_go_out_and_come_back(store: str, tmp_path: Path) -> None:
    done = [
        jordbro(*words, folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store)
        for words in (
            ("export", "referater", "--space", "Jiangsu"),
            ("import", "referater", "--space", "Nyt"),
            ("export", "igen", "--space", "Nyt"),
            ("export", "dansk", "--space", "Jiangsu", "--lang", "da"),
        )
    ]

    assert [one.stdout.splitlines()[-1] for one in done] == [
        "referater: 7 filer skrevet.",
        "Importeret i »Nyt«: referater: 6, rejser: 1.",
        "igen: 7 filer skrevet.",
        "dansk: 6 filer skrevet.",
    ]
    first, again = (
        {path.name: path.read_text() for path in (tmp_path / name).rglob("*.md")} for name in ("referater", "igen")
    )
    assert again == first
    assert sorted(path.name for path in (tmp_path / "dansk").iterdir()) == [f"{number}.da.md" for number in range(1, 7)]


def test_a_damaged_file_is_named_and_nothing_is_kept(store: str, tmp_path: Path) -> None:
    jordbro("export", "ud", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)
    path = tmp_path / "ud" / "3.md"
    path.write_text(path.read_text().replace('"version": 1', '"version": 99'))

    done = jordbro("import", "ud", "--space", "Nyt", folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store)

    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        ["ud/3.md: Det er ikke en fil, Jordbro har skrevet, eller den er beskadiget."],
    )
