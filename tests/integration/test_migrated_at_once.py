"""Several processes that start at the same moment bring a store to this version, and none of them fails."""

import os
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.store.database import Database
from bot.store.migrate import migrate, revisions
from tests.processes import PATIENCE, Around, Forked, started

PROCESSES, TIMES = 4, 3


def main(arguments: Sequence[str]) -> None:
    """In a process of its own: start several times, when the word is given."""
    url, word = arguments
    while not Path(word).exists():
        pass
    for _ in range(TIMES):
        with closing(Database(url)) as db:
            migrate(db)
    sys.exit(0)


def test_stores_are_brought_up_to_date_by_several_at_once(empty_url: str, tmp_path: Path) -> None:
    word, said = tmp_path / "word", tmp_path / "said"
    around = Around(os.environ, Path.cwd(), tmp_path / "out", said)
    processes: list[Forked] = [started(main, [empty_url, str(word)], around) for _ in range(PROCESSES)]

    word.touch()

    assert [process.wait(PATIENCE) for process in processes] == [0] * PROCESSES, said.read_text()
    with closing(Database(empty_url)) as db:
        found = revisions(db)
    assert found.of_store == found.of_code


@pytest.mark.parametrize("kind", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_store_that_is_written_to_is_started_beside_it(url: str, db: Database) -> None:
    """To start locks no table: whoever writes holds one for as long as they please. A file has one writer anyway."""
    with db.engine.begin() as writing, closing(Database(url)) as other:
        writing.execute(text("DELETE FROM notes"))

        migrate(other)
