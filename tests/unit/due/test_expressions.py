"""The tables of due expressions: each is read as written there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.due import Due, find_due, parse_due
from bot.domain.language import Language

HERE = Path(__file__).parent
KNOWN: dict[str, Language] = {"da": "da", "zh": "zh", "en": "en"}


def rows(table: str) -> Iterator[tuple[Language, date, str, str]]:
    """The lines of a table as language, reference date, text, and expected answer."""
    on = date(2017, 1, 10)
    for line in (HERE / table).read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            on = date.fromisoformat(line[1:].strip())
        elif line and not line.startswith("#"):
            language, text, start, end, precision, *said = (cell.strip() for cell in line.split("|"))
            answer = "none" if precision == "none" else f"{said[0] if said else text}: {start}/{end} {precision}"
            yield KNOWN[language], on, text, answer


def told(due: Due | None) -> str:
    """A due date as the tables write it."""
    return "none" if due is None else f"{due.said}: {due.start or ''}/{due.end or ''} {due.precision}"


EXPRESSIONS = [
    *rows("expressions.txt"),
    *rows("unseen.txt"),
    *rows("unseen2.txt"),
    *rows("unseen3.txt"),
    *rows("heldout.txt"),
    *rows("heldout2.txt"),
    *rows("heldout3.txt"),
    *rows("heldout4.txt"),
    *rows("trials.txt"),
]
SENTENCES = [*rows("sentences.txt"), *rows("unseen_sentences.txt")]


def test_the_table_is_long_enough_in_each_language() -> None:
    assert len(EXPRESSIONS) >= 250
    assert {language for language, *_ in EXPRESSIONS} == {"da", "zh", "en"}


@pytest.mark.parametrize(("language", "on", "text", "answer"), EXPRESSIONS)
def test_expression_is_read_as_the_table_says(language: Language, on: date, text: str, answer: str) -> None:
    assert told(parse_due(text, language, on, calendar="CN" if language == "zh" else "DK")) == answer


@pytest.mark.parametrize(("language", "on", "text", "answer"), SENTENCES)
def test_expression_is_found_in_its_sentence(language: Language, on: date, text: str, answer: str) -> None:
    found = find_due(text, language, on, calendar="CN" if language == "zh" else "DK")

    assert told(found.due if found else None) == answer
    assert found is None or text[found.start : found.end] == found.due.said
