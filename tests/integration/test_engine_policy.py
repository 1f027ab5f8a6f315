"""A space's policy in the store: what it lets translate, and what a change sets going."""

from datetime import timedelta

import pytest

from bot.domain.engine_choice import Choice, Offered
from bot.domain.pair import Pair
from bot.engines.base import EngineBroken, RateLimited
from bot.engines.chain import Chain, NoEngine
from bot.services.engine_policy import chain_for, choose_engines
from bot.store import jobs, spaces
from bot.store.database import Database
from tests.integration.making import NOW, Place, a_place, answered, logged, rows
from tests.unit.engines.fakes import Recording

LOCAL, DEEPL = Offered("local", leaves_machine=False), Offered("deepl", leaves_machine=True)
OFFERED = (LOCAL, DEEPL)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def place(db: Database) -> Place:
    return a_place(db)


def choose(db: Database, place: Place, choice: Choice) -> bool:
    return choose_engines(db, place.viewer, place.space_id, choice, OFFERED, now=NOW).changed


def names(db: Database, place: Place) -> list[str]:
    chain = Chain([Recording(name="deepl"), Recording(name="local")])
    return [engine.name for engine in chain_for(db, chain, place.space_id, now=NOW).engines]


@pytest.mark.parametrize(
    ("choice", "asked"),
    [
        (None, ["deepl", "local"]),
        (("local",), ["local"]),
        (("local", "deepl"), ["deepl", "local"]),  # the order is the operator's
        (("google",), []),  # switched off since
        ((), []),
    ],
)
def test_a_choice_narrows_the_chain(db: Database, place: Place, choice: Choice, asked: list[str]) -> None:
    choose(db, place, choice)

    assert names(db, place) == asked
    with db.read() as tx:
        assert [space.engines for space in spaces.find(tx, place.viewer)] == [choice]


def test_a_new_space_lets_all_translate_and_another_space_is_another_matter(db: Database, place: Place) -> None:
    other = a_place(db, "Nanjing", "C0NANJING")

    changed = [choose(db, place, ()), choose(db, place, ())]

    assert changed == [True, False]
    assert (names(db, place), names(db, other)) == ([], ["deepl", "local"])


def test_no_engine_is_asked_where_none_may_see_the_text(db: Database, place: Place) -> None:
    choose(db, place, ())
    engine = Recording(name="deepl")

    with pytest.raises(NoEngine):
        chain_for(db, Chain([engine]), place.space_id, now=NOW).translate(["hej"], Pair("da", "zh"))

    assert engine.asked == []


def test_who_was_forbidden_while_the_one_before_was_busy_is_not_asked(db: Database, place: Place) -> None:
    def busy(_text: str) -> str:
        choose(db, place, ("local",))
        raise EngineBroken("HTTP 500")

    slow, deepl = Recording(busy, "local"), Recording(name="deepl")
    chain = chain_for(db, Chain([slow, deepl]), place.space_id, now=NOW)

    with pytest.raises(NoEngine, match="deepl: EngineError not allowed"):
        chain.translate(["hej"], Pair("da", "zh"))

    assert (len(slow.asked), deepl.asked) == (1, [])


def test_a_chain_for_a_space_shares_what_is_known_of_engines(db: Database, place: Place) -> None:
    chain = Chain([Recording(name="deepl")])
    chain_for(db, chain, place.space_id, now=NOW).guard.failed("deepl", RateLimited(60))

    again = chain_for(db, chain, place.space_id, now=NOW).guard.refusal("deepl")

    assert isinstance(again, RateLimited)
    assert isinstance(chain.guard.refusal("deepl"), RateLimited)


def put_off(db: Database) -> None:
    with db.write() as tx:
        for job in jobs.due(tx, NOW):
            jobs.retry(tx, job.id, LATER, "no_engine")


def due_translations(db: Database) -> list[str]:
    with db.read() as tx:
        return [job.key for job in jobs.due(tx, NOW) if job.kind == "translate"]


def test_work_that_was_put_off_is_due_at_once(db: Database, place: Place) -> None:
    note = logged(db, place)
    elsewhere = logged(db, a_place(db, "Nanjing", "C0NANJING"))
    put_off(db)

    choose(db, place, ("local",))

    assert due_translations(db) == [f"translate:{note.id}"]
    assert rows(db, "SELECT count(*) FROM jobs WHERE kind = 'translate'") == [(2,)]
    assert elsewhere.id != note.id


@pytest.mark.parametrize("choice", [(), ("google",)])
def test_where_nobody_may_translate_nothing_is_asked_again(db: Database, place: Place, choice: Choice) -> None:
    logged(db, place)
    put_off(db)

    choose(db, place, choice)

    assert due_translations(db) == []


def test_what_is_translated_stays_and_is_not_asked_for_again(db: Database, place: Place) -> None:
    note = logged(db, place)
    for text in note.texts():
        answered(db, text)
    before = rows(db, "SELECT content, state, engine FROM translations ORDER BY id")
    with db.write() as tx:
        for job in jobs.due(tx, NOW):
            jobs.finish(tx, job.id)

    choose(db, place, ("local",))

    assert due_translations(db) == []
    assert rows(db, "SELECT content, state, engine FROM translations ORDER BY id") == before
