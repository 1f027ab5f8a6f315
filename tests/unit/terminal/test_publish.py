"""`jordbro publish`, as it is typed: a space goes into a repository, and what is wrong is said in a sentence."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from dulwich.object_store import iter_tree_contents
from dulwich.objects import Commit
from dulwich.repo import Repo

from bot.slack.vault import new_key
from bot.store import spaces
from bot.store.database import Database
from tests.integration.making import Place, a_place, logged, someone
from tests.unit.terminal.test_terminal import jordbro

KEY = new_key()


@pytest.fixture
def store(new_store: str, tmp_path: Path) -> str:
    """A store with a space and a note, beside an empty repository."""
    with closing(Database(new_store)) as db:
        logged(db, a_place(db))
    Repo.init_bare(str(tmp_path / "jord.git"), mkdir=True).close()
    return new_store


def published(store: str, folder: Path, *more: str, allowed: str = "") -> CompletedProcess[str]:
    wikis = {"JORDBRO_WIKIS": allowed or f"file://{folder}", "JORDBRO_TOKEN_KEYS": KEY}
    return jordbro("publish", "Jiangsu", *more, folder=folder, language="da", DATABASE_URL=store, **wikis)


def files(folder: Path) -> list[str]:
    with closing(Repo(str(folder / "jord.git"))) as repo:
        commit = repo[repo.head()]
        assert isinstance(commit, Commit)
        found = [entry.path for entry in iter_tree_contents(repo.object_store, commit.tree) if entry.path]
    return [path.decode() for path in found]


def test_space_is_connected_and_published(store: str, tmp_path: Path) -> None:
    address = f"file://{tmp_path / 'jord.git'}"

    done = published(store, tmp_path, "--connect", address, "--target", "git")

    assert (done.returncode, done.stdout.splitlines()[-2:]) == (0, [f"{address} er ajour.", "6 sider skrevet."])
    assert sorted(files(tmp_path)) == [
        "da/jiangsu-1-arbejdsmøde-om-jord-og-grundvand-da.md",
        "da/jiangsu-møder-da.md",
        "da/jiangsu-åbne-opgaver-da.md",
        "zh/jiangsu-1-arbejdsmøde-om-jord-og-grundvand-zh.md",
        "zh/jiangsu-møder-zh.md",
        "zh/jiangsu-åbne-opgaver-zh.md",
    ]


def test_meetings_are_pushed_together(store: str, tmp_path: Path) -> None:
    with closing(Database(store)) as db:
        with db.read() as tx:
            (channel,) = spaces.channels(tx, [1])
        place = Place(replace(someone(db), space_ids=frozenset({1})), channel, 1)
        for number in range(3):
            logged(db, place, f"Titel: Møde {number}\n1. Et punkt.\n", key=f"event:more{number}")

    published(store, tmp_path, "--connect", f"file://{tmp_path / 'jord.git'}", "--target", "git")

    with closing(Repo(str(tmp_path / "jord.git"))) as repo:
        assert len(list(repo.get_walker())) == 3  # the meetings, and two lists
    assert len(files(tmp_path)) == 12


def test_second_time_nothing_is_written(store: str, tmp_path: Path) -> None:
    published(store, tmp_path, "--connect", f"file://{tmp_path / 'jord.git'}", "--target", "git")

    again = published(store, tmp_path)

    assert again.stdout.splitlines()[-1] == "6 sider var, som de skulle være."


def test_space_without_a_wiki_says_how_to_connect_one(store: str, tmp_path: Path) -> None:
    done = published(store, tmp_path)

    assert done.returncode == 1
    assert "--connect ADDRESS" in done.stderr


def test_address_that_is_not_allowed_is_refused(store: str, tmp_path: Path) -> None:
    done = published(
        store, tmp_path, "--connect", f"file://{tmp_path / 'jord.git'}", "--target", "git", allowed="https://a.dk"
    )

    assert done.returncode == 1
    assert "Det er ikke en adresse, jeg må udgive til." in done.stderr


def test_address_that_is_allowed_no_more_is_not_published_to(store: str, tmp_path: Path) -> None:
    published(store, tmp_path, "--connect", f"file://{tmp_path / 'jord.git'}", "--target", "git")

    done = published(store, tmp_path, allowed="https://a.dk")

    assert done.returncode == 1
    assert "tillader ikke adressen" in done.stderr


def test_wikis_without_a_key_are_a_problem_of_the_settings(store: str, tmp_path: Path) -> None:
    done = jordbro("publish", "Jiangsu", folder=tmp_path, DATABASE_URL=store, JORDBRO_WIKIS="https://a.dk/w/")

    assert done.returncode != 0
    assert "JORDBRO_TOKEN_KEYS" in done.stderr
