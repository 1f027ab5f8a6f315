"""Real processes, one store, one vendor over HTTP: whoever is told to wait tells the others."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import engines
from bot.config import load
from bot.domain.pair import Pair
from bot.engines.chain import NoEngine
from bot.store.database import Database
from bot.store.tables import EngineStateRow
from tests.contracts.engines.server import Vendor, running
from tests.contracts.engines.test_libretranslate import LibreWire
from tests.processes import Spoken, spoken_to

WORKERS = 4


def translate_lines(_: Sequence[str]) -> None:
    """In a process of its own: translate what comes, a line at a time."""
    settings = load(os.environ)
    with closing(Database(settings.database_url)) as db:
        chain = engines(settings, db)
        for line in sys.stdin:
            try:
                said = chain.translate([line.strip()], Pair("da", "zh"))[0].text
            except NoEngine as problem:
                said = str(problem)
            print(json.dumps(said), flush=True)
        for engine in chain.engines:
            engine.close()


class Worker:
    """A process that translates what it is given, a line at a time."""

    def __init__(self, process: Spoken) -> None:
        self._process = process

    def ask(self, sentence: str) -> str:
        self._process.tell(sentence)
        return str(json.loads(self._process.answer()))


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[Worker]:
    with spoken_to(translate_lines, [], environment) as process:
        yield Worker(process)
        assert process.end() == 0


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
