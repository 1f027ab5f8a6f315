"""Real processes, one store, one vendor over HTTP: whoever is told to wait tells the others."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store.database import Database
from bot.store.tables import EngineStateRow
from tests.contracts.engines.server import Vendor, running
from tests.contracts.engines.test_libretranslate import LibreWire

WORKERS = 4
WORKER = """
import json, os, sys
from bot.app import engines
from bot.config import load
from bot.domain.pair import Pair
from bot.engines.chain import NoEngine
from bot.store.database import Database

settings = load(os.environ)
db = Database(settings.database_url)
chain = engines(settings, db)
for line in sys.stdin:
    try:
        said = chain.translate([line.strip()], Pair("da", "zh"))[0].text
    except NoEngine as problem:
        said = str(problem)
    print(json.dumps(said), flush=True)
for engine in chain.engines:
    engine.close()
db.close()
"""


class Worker:
    """A process that translates what it is given, a line at a time."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, sentence: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{sentence}\n")
        self._process.stdin.flush()
        return str(json.loads(self._process.stdout.readline()))


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[Worker]:
    command = [sys.executable, "-c", WORKER]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as process:
        yield Worker(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(timeout=20) == 0


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    with running(LibreWire()) as made:
        yield made


@pytest.fixture
def workers(url: str, vendor: Vendor) -> Iterator[list[Worker]]:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": url,
        "JORDBRO_ENGINES": "libretranslate",
        "JORDBRO_LIBRETRANSLATE_URL": vendor.url,
    }
    with ExitStack() as stack:
        yield [stack.enter_context(worker(environment)) for _ in range(WORKERS)]


def over(db: Database) -> None:
    """Let the pause of the engine be over now."""
    with db.write() as tx:
        tx.get_one(EngineStateRow, "libretranslate").closed_until = datetime.now(UTC) - timedelta(seconds=1)


def test_processes_share_a_rate_limit_and_one_of_them_tries(
    db: Database, vendor: Vendor, workers: list[Worker]
) -> None:
    assert [one.ask("hej") for one in workers] == ["HEJ"] * WORKERS
    vendor.seen.clear()

    vendor.fault = "rate limit"
    first = workers[0].ask("hej")
    vendor.fault = "none"
    others = [one.ask("hej") for one in workers]
    asked = len(vendor.seen)
    assert {first, *others} == {"libretranslate: RateLimited HTTP 429"}
    assert asked == 1

    over(db)
    vendor.seconds = 1.0
    vendor.seen.clear()
    with ThreadPoolExecutor(WORKERS) as pool:
        trial = list(pool.map(lambda one: one.ask("hej"), workers))
    asked = len(vendor.seen)
    vendor.seconds = 0.0
    assert (trial.count("HEJ"), asked) == (1, 1)
    assert [one.ask("hej") for one in workers] == ["HEJ"] * WORKERS
