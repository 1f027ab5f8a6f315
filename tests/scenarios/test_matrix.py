"""The table of who can do what: what it says is what was found by doing it."""

from pathlib import Path

import pytest

from tests.scenarios.matrix import table

KEPT = Path(__file__).parent / "matrix.md"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_everybody_can_do_what_the_table_says_in_every_set_up(quick_path: Path) -> None:
    assert list(table(quick_path)) == KEPT.read_text(encoding="utf-8").splitlines()
