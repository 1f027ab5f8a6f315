"""`jordbro engines list` and `usage`: what an operator reads, in the language of the terminal, and no key in it."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.engines.base import BadCredentials, EngineBroken, RateLimited
from bot.engines.chain import Spent
from bot.engines.clock import WallClock
from bot.engines.guard import FAILURES, Guard
from bot.services.create_space import ensure_space
from bot.services.engine_usage import counting
from bot.services.shared_states import SharedStates
from bot.store.database import Database
from bot.workspace.driver import LocalWorkspace
from tests.unit.terminal.test_terminal import jordbro

ON = {"JORDBRO_ENGINES": "deepl,local,google", "JORDBRO_DEEPL_KEY": "hemmelig-noegle:fx"}


def cells(printed: str) -> list[list[str]]:
    """The rows of a table that rich drew."""
    lines = [line for line in printed.splitlines() if re.match(r"[│┃]", line)]
    return [[cell.strip() for cell in re.split(r"[│┃]", line)[1:-1]] for line in lines]


def test_engines_are_listed_in_the_order_of_asking_with_who_rests(store: str, tmp_path: Path) -> None:
    db = Database(store)
    guard = Guard(WallClock(), SharedStates(db))
    guard.failed("deepl", RateLimited(3 * 86400, "HTTP 429"))
    guard.failed("google", EngineBroken("HTTP 500"))
    db.close()

    done = jordbro("engines", "list", folder=tmp_path, DATABASE_URL=store, **ON)

    (head, deepl, local, google, *others) = cells(done.stdout)
    assert head == ["Order", "Engine", "Switched on", "Text leaves the machine", "Now"]
    assert deepl[:4] == ["1", "deepl", "yes", "yes"]
    assert re.fullmatch(r"rests until \d{4}-\d\d-\d\d \d\d:\d\d: asked too often \(HTTP 429\)", deepl[4])
    assert local == ["2", "local", "yes", "no", "may be asked"]
    assert google == ["3", "google", "yes", "yes", "may be asked; one failure"]
    assert [row[1] for row in others] == ["libretranslate", "microsoft", "baidu"]
    assert "hemmelig" not in done.stdout + done.stderr


def test_what_is_tried_again_or_refused_is_told_in_the_terminals_language(store: str, tmp_path: Path) -> None:
    db = Database(store)
    states = SharedStates(db)
    guard = Guard(WallClock(), states)
    guard.failed("local", BadCredentials("no models"))
    for _ in range(FAILURES):
        guard.failed("google", EngineBroken())
    past = Guard(Past(), states)
    past.failed("deepl", RateLimited(10, "HTTP 429"))
    guard.refusal("deepl")  # takes the trial
    db.close()

    done = jordbro("engines", "list", folder=tmp_path, language="da_DK.UTF-8", DATABASE_URL=store, **ON)

    now = [row[4] for row in cells(done.stdout)[1:4]]
    assert now[0] == "prøves igen nu: spurgt for ofte (HTTP 429)"
    assert re.fullmatch(r"hviler til .*\d\d:\d\d: nøglen godtages ikke \(no models\)", now[1])
    assert re.fullmatch(r"hviler til .*\d\d:\d\d: svarer ikke rigtigt", now[2])


class Past:
    """A clock that is an hour late."""

    def now(self) -> float:
        return WallClock().now() - 3600


def test_looking_makes_no_store(tmp_path: Path) -> None:
    listed = jordbro("engines", "list", folder=tmp_path, **ON)
    counted = jordbro("engines", "usage", folder=tmp_path)

    assert [listed.returncode, counted.returncode] == [0, 0]
    assert cells(listed.stdout)[1][4] == "may be asked"
    assert counted.stdout == "No engine was asked in that time.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_an_older_version_knows_nothing_and_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    file.touch()

    listed = jordbro("engines", "list", folder=tmp_path, DATABASE_URL=f"sqlite:///{file}", **ON)
    counted = jordbro("engines", "usage", folder=tmp_path, DATABASE_URL=f"sqlite:///{file}")

    assert cells(listed.stdout)[1][4] == "may be asked"
    assert (counted.returncode, counted.stdout) == (0, "No engine was asked in that time.\n")


def test_a_store_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    nowhere = "postgresql://nobody@127.0.0.1:9/none"

    listed = jordbro("engines", "list", folder=tmp_path, DATABASE_URL=nowhere, **ON)
    counted = jordbro("engines", "usage", folder=tmp_path, DATABASE_URL=nowhere)

    assert (listed.returncode, counted.returncode) == (0, 1)
    assert "The store cannot be read" in listed.stderr
    assert [row[1] for row in cells(listed.stdout)[1:4]] == ["deepl", "local", "google"]
    assert "The store cannot be reached" in counted.stderr
    assert "Traceback" not in listed.stderr + counted.stderr


@pytest.fixture
def used(store: str) -> str:
    now = datetime.now(UTC)
    db = Database(store)
    for name, calls in (("Jiangsu", 3), ("Nanjing", 1)):
        count = counting(db, ensure_space(db, name, None, now=now).id, now=now)
        for _ in range(calls):
            count(Spent("deepl", 1, 100, 0.25, failed=False))
        count(Spent("local", 1, 0, 2.0, failed=True))
    db.close()
    return store


def test_use_is_summed_by_space_and_engine(used: str, tmp_path: Path) -> None:
    done = jordbro("engines", "usage", "--days", "7", folder=tmp_path, DATABASE_URL=used)

    assert "in the last 7 days" in done.stdout
    assert cells(done.stdout) == [
        ["Space", "Engine", "Calls", "Failed", "Characters", "Seconds"],
        ["Jiangsu", "deepl", "3", "0", "300", "0.8"],
        ["Jiangsu", "local", "1", "1", "0", "2.0"],
        ["Nanjing", "deepl", "1", "0", "100", "0.2"],
        ["Nanjing", "local", "1", "1", "0", "2.0"],
        ["Total", "deepl", "4", "0", "400", "1.0"],
        ["Total", "local", "2", "2", "0", "4.0"],
        ["Jiangsu", "Total", "4", "1", "300", "2.8"],
        ["Nanjing", "Total", "2", "1", "100", "2.2"],
        ["Total", "", "6", "2", "400", "5.0"],
    ]


def test_use_of_one_space(used: str, tmp_path: Path) -> None:
    done = jordbro("engines", "usage", "--space", "Nanjing", folder=tmp_path, language="zh_CN.UTF-8", DATABASE_URL=used)
    wrong = jordbro("engines", "usage", "--space", "Nanking", folder=tmp_path, DATABASE_URL=used)
    days = jordbro("engines", "usage", "--days", "0", folder=tmp_path, DATABASE_URL=used)

    assert cells(done.stdout)[0] == ["合作", "引擎", "调用", "失败", "字符", "秒"]
    assert cells(done.stdout)[-1] == ["合计", "", "2", "1", "100", "2.2"]
    assert (wrong.returncode, wrong.stderr) == (1, "There is no space “Nanking”. There are: Jiangsu, Nanjing.\n")
    assert days.returncode == 2


def test_an_engine_that_cannot_be_used_is_said_at_start(store: str, tmp_path: Path) -> None:
    with LocalWorkspace.start() as workspace:
        done = jordbro(
            "serve",
            folder=tmp_path,
            DATABASE_URL=store,
            JORDBRO_ENGINES="local",
            JORDBRO_MODELS=str(tmp_path / "none"),
            SLACK_API_URL=workspace.api_url,
            SLACK_BOT_TOKEN=workspace.bot_token,
            SLACK_SIGNING_SECRET=workspace.signing_secret,
        )

    assert (done.returncode, done.stderr) == (
        1,
        "An engine named in JORDBRO_ENGINES cannot be used: the models are not installed: jordbro engines install\n",
    )
