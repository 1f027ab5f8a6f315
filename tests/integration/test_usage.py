"""What engines did is counted by engine, space and day, whoever counts at the same moment."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.domain.pair import Pair
from bot.domain.usage import SpaceUsage, Usage
from bot.engines.base import EngineBroken
from bot.engines.chain import Chain, NoEngine, Spent
from bot.services.engine_policy import chain_for
from bot.services.engine_usage import counting, list_usage
from bot.store.database import Database
from tests.integration.making import NOW, a_place, execute, rows
from tests.unit.engines.fakes import Recording

DA_ZH = Pair("da", "zh")


def spent(engine: str = "deepl", characters: int = 10, *, failed: bool = False) -> Spent:
    return Spent(engine, 1, characters, 0.5, failed)


def test_calls_add_up(db: Database) -> None:
    place = a_place(db)
    count = counting(db, place.space_id, now=NOW)

    for characters in (10, 20, 30):
        count(spent(characters=characters))
    count(spent(characters=0, failed=True))
    count(spent("local", 5))

    assert list_usage(db, 1, now=NOW) == (
        SpaceUsage("Jiangsu", Usage("deepl", 4, 1, 60, 2.0)),
        SpaceUsage("Jiangsu", Usage("local", 1, 0, 5, 0.5)),
    )


def test_days_and_spaces_are_kept_apart(db: Database) -> None:
    first, second = a_place(db), a_place(db, "Nanjing", "C0NANJING")
    for days, place in ((0, first), (1, first), (29, first), (30, first), (0, second)):
        counting(db, place.space_id, now=NOW - timedelta(days=days))(spent())

    assert [one.usage.calls for one in list_usage(db, 30, now=NOW)] == [3, 1]
    assert [one.usage.calls for one in list_usage(db, 2, "Jiangsu", now=NOW)] == [2]
    assert list_usage(db, 30, "Elsewhere", now=NOW) == ()
    assert len(rows(db, "SELECT day FROM usage")) == 5


def test_writers_at_the_same_moment_lose_nothing(open_db: Callable[[], Database]) -> None:
    stores = [open_db() for _ in range(4)]
    place = a_place(stores[0])

    def work(number: int) -> None:
        counting(stores[number % 4], place.space_id, now=NOW)(spent(characters=number))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(80)))

    assert list_usage(stores[0], 1, now=NOW) == (SpaceUsage("Jiangsu", Usage("deepl", 80, 0, sum(range(80)), 40.0)),)


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_a_missing_store_missed_is_counted_with_the_next_call(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    place = a_place(db)
    count = counting(db, place.space_id, now=NOW)
    execute(db, "ALTER TABLE usage RENAME TO away")

    with caplog.at_level(logging.WARNING):
        count(spent(characters=1))
    execute(db, "ALTER TABLE away RENAME TO usage")
    count(spent(characters=2))

    assert "not counted yet" in caplog.text
    assert [one.usage for one in list_usage(db, 1, now=NOW)] == [Usage("deepl", 2, 0, 3, 1.0)]


def test_a_chain_for_a_space_counts_for_it(db: Database) -> None:
    place, other = a_place(db), a_place(db, "Nanjing", "C0NANJING")
    broken, good = Recording(name="deepl"), Recording(name="local")
    broken.error = EngineBroken("HTTP 500")
    chain = Chain([broken, good])

    chain_for(db, chain, place.space_id, now=NOW).translate(["hej", "med dig"], DA_ZH)
    with suppress(NoEngine):
        chain_for(db, Chain([broken]), other.space_id, now=NOW).translate(["hej"], DA_ZH)

    found = {
        (one.space, one.usage.engine): (one.usage.calls, one.usage.failures, one.usage.characters)
        for one in list_usage(db, 1, now=NOW)
    }
    assert found == {
        ("Jiangsu", "deepl"): (1, 1, 0),
        ("Jiangsu", "local"): (1, 0, 10),
        ("Nanjing", "deepl"): (1, 1, 0),
    }
