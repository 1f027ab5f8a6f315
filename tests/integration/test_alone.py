"""Whoever is alone with a key is alone among all who share the store; with another key nobody waits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from bot.domain.person import SlackUser
from bot.store import people
from bot.store.database import Database, DatabaseUnavailable


def test_two_with_the_same_key_come_one_after_the_other(db: Database, open_db: Callable[[], Database]) -> None:
    others = [db] if db.is_embedded else [db, open_db()]  # a file is the store of one process
    seen: list[str] = []
    barrier = Barrier(4)

    def work(number: int) -> None:
        barrier.wait()
        with others[number % len(others)].alone_with("message:C1:1.1"):
            seen.extend(("in", "out"))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))

    assert seen == ["in", "out"] * 4


def test_another_key_waits_for_nobody_and_the_same_one_not_for_ever(db: Database) -> None:
    def take(key: str) -> str:
        with db.alone_with(key):
            return key

    with ThreadPoolExecutor(1) as pool, db.alone_with("a"):
        assert pool.submit(take, "b").result() == "b"
        with pytest.raises(DatabaseUnavailable):
            pool.submit(take, "a").result()
    assert take("a") == "a"


def test_somebody_seen_at_once_by_two_is_one_person(db: Database, open_db: Callable[[], Database]) -> None:
    stores, barrier = [db, open_db()], Barrier(2)

    def meet(store: Database) -> int:
        barrier.wait()
        with store.write() as tx:
            return people.add(tx, SlackUser("T0JEPD", "U0NY")).id

    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(meet, stores))

    assert found[0] == found[1]
