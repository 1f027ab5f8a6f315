"""`jordbro owner`, as somebody types it."""

from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.person import SlackUser
from bot.store import people
from bot.store.database import Database
from tests.integration.making import rows
from tests.unit.terminal.test_forget_and_audit import store
from tests.unit.terminal.test_terminal import jordbro

__all__ = ["store"]  # the fixture

OWNS = "=Mette (T0/U0METTE) owns “Jiangsu”."


def test_without_a_person_it_says_who_the_owners_are(store: str, tmp_path: Path) -> None:
    done = jordbro("owner", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    assert (done.returncode, done.stdout, done.stderr) == (0, f"{OWNS}\n", "")


def test_somebody_is_made_an_owner_and_it_says_whether_they_are_there(store: str, tmp_path: Path) -> None:
    with closing(Database(store)) as db, db.write() as tx:
        people.add(tx, SlackUser("T0", "U0LI"), "Li\x1b[2J")

    made = jordbro("owner", "--space", "Jiangsu", "T0/U0LI", folder=tmp_path, DATABASE_URL=store)
    listed = jordbro("owner", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    away = (
        "Li\\u001b[2J (T0/U0LI) owns “Jiangsu”, but is in none of its channels, as far as Jordbro knows: "
        "until then they can do nothing in it."
    )
    assert (made.returncode, made.stdout) == (0, f"{away}\n")
    assert listed.stdout == f"{OWNS}\n{away}\n"
    with closing(Database(store)) as db:
        found = rows(db, "SELECT act, through, detail FROM audit ORDER BY id DESC LIMIT 1")
    assert found == [("changed", "terminal", "owner, said by the operator")]


def test_a_space_that_nobody_owns_is_said_to_be_so(store: str, tmp_path: Path) -> None:
    with closing(Database(store)) as db, db.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM roles")

    done = jordbro("owner", "--space", "Jiangsu", folder=tmp_path, DATABASE_URL=store)

    told = "Nobody owns “Jiangsu”. To make somebody an owner, name them behind the command as TEAM/USER.\n"
    assert (done.returncode, done.stdout) == (0, told)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--space", "Jiangsu", "Mette"), "A person is named as TEAM/USER"),
        (("--space", "Jiangsu", "T0/U0LI"), "There is nobody with that id"),
        (("--space", "Jiangsu", "T1/U0METTE"), "There is nobody with that id"),
        (("--space", "Nowhere", "T0/U0METTE"), "There is no space “Nowhere”. There are: Jiangsu."),
    ],
)
def test_it_says_what_is_wrong_and_changes_nothing(
    store: str, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    done = jordbro("owner", *arguments, folder=tmp_path, DATABASE_URL=store)

    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    with closing(Database(store)) as db:
        assert rows(db, "SELECT count(*) FROM roles") == [(1,)]
