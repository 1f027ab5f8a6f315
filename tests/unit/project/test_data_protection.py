"""The pages on data protection and on the export name everything there is."""

import re

import pytest

from bot.engines import ENGINES
from bot.jobs.record_file import FORMAT, TABLES
from bot.store import whole_record
from bot.store.tables import Base
from tests.unit.project.files import text

PAGE, EXPORT = "docs/data-protection.md", "docs/export-format.md"


def rows_of(page: str, heading: str) -> list[list[str]]:
    """The rows of the first table below a heading, as cells."""
    below = text(page).partition(f"\n{heading}\n")[2]
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[0].splitlines()[2:]]


def named(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


def test_every_table_is_described_once() -> None:
    told = [name for row in rows_of(PAGE, "## What is kept, and for how long") for name in named(row[0])]

    assert sorted(told) == sorted(Base.metadata.tables)


def test_every_row_says_for_how_long() -> None:
    assert [row for row in rows_of(PAGE, "## What is kept, and for how long") if len(row) != 4 or not row[3]] == []


def test_every_engine_is_described() -> None:
    told = [name for row in rows_of(PAGE, "## What translates, and what it sees") for name in named(row[0])]

    assert sorted(name for name in told if name.islower()) == sorted(ENGINES)


def test_every_kind_of_the_export_is_described_with_its_fields() -> None:
    told = {named(row[0])[0]: tuple(named(row[2])) for row in rows_of(EXPORT, "## The kinds")}

    assert told == {kind: whole_record.columns_of(kind) for kind in whole_record.WITHIN}


@pytest.mark.parametrize("name", [FORMAT, *(f"csv/{kind}.csv" for kind in TABLES), *whole_record.LEFT_OUT])
def test_the_export_page_names_what_is_in_it_and_what_is_not(name: str) -> None:
    assert f"`{name}`" in text(EXPORT)
