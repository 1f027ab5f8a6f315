"""Whole notes, the six samples and two dozen others, read as a person would read them."""

import json
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from bot.domain.note_grammar import parse_note, split_notes
from bot.domain.termbase import Termbase
from tests.unit.notes.reading import as_data

CASES = Path(__file__).parent / "cases"


def _source(name: str) -> str:
    if not name.startswith("sample_"):
        return (CASES / f"{name}.txt").read_bytes().decode()
    _, language, number = name.split("_")
    sample = resources.files("bot.data") / "samples" / f"noter.{language}.md"
    return split_notes(sample.read_text(encoding="utf-8"))[int(number) - 1]


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.json")))
def test_note_is_read_as_a_person_reads_it(name: str, termbase: Termbase) -> None:
    expected = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    text = _source(name)

    note = parse_note(text, language=None, on=date.fromisoformat(expected.pop("on")), termbase=termbase)

    assert as_data(note) == expected
    assert note.head + "".join(item.raw for item in note.items) == text


@pytest.mark.parametrize("language", ["da", "zh"])
def test_sample_file_holds_three_notes_and_an_introduction(language: str) -> None:
    text = (resources.files("bot.data") / "samples" / f"noter.{language}.md").read_text(encoding="utf-8")

    notes = split_notes(text)

    assert len(notes) == 3
    assert text.endswith("".join(notes))
    assert all(note.startswith("## ") for note in notes)
