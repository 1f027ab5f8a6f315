"""What one process learns of an engine holds for the others: on both databases, and while there is none."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.engine_state import NOTHING, EngineState
from bot.domain.pair import Pair
from bot.engines.base import BadCredentials, EngineBroken, EngineError, RateLimited
from bot.engines.chain import Chain, NoEngine
from bot.engines.guard import FAILURES, FIRST_PAUSE, TRIAL, Guard
from bot.services.shared_states import SharedStates
from bot.store import engine_states
from bot.store.database import Database
from tests.integration.making import NOW, counted, execute
from tests.unit.engines.fakes import Clock, Recording

DA_ZH = Pair("da", "zh")
Open = Callable[[], Database]


@pytest.fixture
def clock() -> Clock:
    moving = Clock()
    moving.time = NOW.timestamp()
    return moving


@pytest.fixture
def processes(open_db: Open, clock: Clock) -> list[Guard]:
    return [Guard(clock, SharedStates(open_db())) for _ in range(2)]


def kinds(refusals: Sequence[EngineError | None]) -> list[str]:
    return [type(refusal).__name__ for refusal in refusals]


def test_a_rate_limit_met_by_one_process_holds_for_the_other(open_db: Open, clock: Clock) -> None:
    engine = Recording(name="deepl")
    chains = [Chain([engine], guard=Guard(clock, SharedStates(open_db()))) for _ in range(2)]
    engine.error = RateLimited(60)

    for chain in chains:
        with pytest.raises(NoEngine) as raised:
            chain.translate(["hej"], DA_ZH)
    clock.time += 59
    with pytest.raises(NoEngine):
        chains[1].translate(["hej"], DA_ZH)
    asked_meanwhile = len(engine.asked)
    clock.time += 2
    engine.error = None
    answers = [chain.translate(["hej"], DA_ZH)[0].text for chain in chains]

    assert raised.value.retry_after == pytest.approx(60)
    assert (asked_meanwhile, answers) == (1, ["HEJ", "HEJ"])


def test_failures_of_several_processes_are_counted_together(processes: list[Guard]) -> None:
    for number in range(FAILURES):
        processes[number % 2].failed("deepl", EngineBroken("HTTP 500"))

    assert kinds([guard.refusal("deepl") for guard in processes]) == ["EngineBroken", "EngineBroken"]


def test_one_of_many_workers_takes_the_trial(open_db: Open, clock: Clock) -> None:
    guards = [Guard(clock, SharedStates(open_db())) for _ in range(6)]
    guards[0].failed("deepl", RateLimited(10))
    clock.time += 11
    together = threading.Barrier(len(guards))

    def ask(guard: Guard) -> EngineError | None:
        together.wait()
        return guard.refusal("deepl")

    with ThreadPoolExecutor(len(guards)) as pool:
        refusals = list(pool.map(ask, guards))
    clock.time += TRIAL + 1  # the one that tried died
    late = guards[3].refusal("deepl")

    assert (refusals.count(None), late) == (1, None)


def test_the_outcome_of_the_trial_holds_for_all(db: Database, processes: list[Guard], clock: Clock) -> None:
    first, second = processes
    for _ in range(FAILURES):
        first.failed("deepl", EngineBroken("HTTP 500"))
    clock.time += FIRST_PAUSE + 1
    assert second.refusal("deepl") is None
    second.failed("deepl", EngineBroken("HTTP 500"))
    clock.time += FIRST_PAUSE + 1  # the pause is twice as long now
    assert kinds([first.refusal("deepl")]) == ["EngineBroken"]
    clock.time += FIRST_PAUSE
    assert first.refusal("deepl") is None

    first.succeeded("deepl")

    assert [second.refusal("deepl"), first.refusal("deepl")] == [None, None]
    with db.read() as tx:
        assert engine_states.find(tx) == {}


def test_many_workers_may_change_one_state_at_once(open_db: Open, clock: Clock) -> None:
    guards = [Guard(clock, SharedStates(open_db())) for _ in range(4)]

    def go(number: int) -> None:
        guard = guards[number % 4]
        guard.failed("deepl", EngineBroken("HTTP 500"))
        guard.succeeded("deepl")
        guard.failed("deepl", RateLimited(60))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(go, range(24)))

    assert kinds([guard.refusal("deepl") for guard in guards]) == ["RateLimited"] * 4


def test_an_engine_without_anything_against_it_costs_no_write(open_db: Open, clock: Clock) -> None:
    db = open_db()
    guard = Guard(clock, SharedStates(db))

    with counted(db) as statements:
        for _ in range(20):
            assert guard.refusal("deepl") is None
            guard.succeeded("deepl")

    assert (db.writes, len(statements)) == (0, 40)


def test_the_reason_and_its_kind_survive(processes: list[Guard]) -> None:
    processes[0].failed("deepl", BadCredentials("HTTP 403"))

    refusal = processes[1].refusal("deepl")

    assert isinstance(refusal, BadCredentials)
    assert refusal.reason == "HTTP 403"


def test_what_failed_is_listed(db: Database, processes: list[Guard], clock: Clock) -> None:
    processes[0].failed("deepl", RateLimited(300, "HTTP 429"))
    processes[0].failed("google", EngineBroken("HTTP 500"))

    with db.read() as tx:
        found = engine_states.find(tx)

    assert found == {
        "deepl": EngineState(0, FIRST_PAUSE, clock.time + 300, 0.0, "RateLimited", "HTTP 429"),
        "google": EngineState(failures=1),
    }


@pytest.fixture
def without_table(open_db: Open) -> Callable[[], Callable[[], None]]:
    """Take the store away from the guards, and give it back."""

    def take() -> Callable[[], None]:
        db = open_db()
        execute(db, "ALTER TABLE engine_states RENAME TO away")
        return lambda: execute(db, "ALTER TABLE away RENAME TO engine_states")

    return take


@pytest.mark.parametrize("kind", ["sqlite"])  # there a missing table is what a missing store is: an OperationalError
def test_without_a_store_each_process_knows_what_it_saw_and_brings_it_back(
    processes: list[Guard],
    clock: Clock,
    without_table: Callable[[], Callable[[], None]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = processes
    second.failed("google", RateLimited(600))
    assert kinds([first.refusal("google")]) == ["RateLimited"]

    give_back = without_table()
    with caplog.at_level(logging.WARNING):
        first.failed("deepl", RateLimited(60, "HTTP 429"))
        meanwhile = [first.refusal("deepl"), second.refusal("deepl"), first.refusal("google")]
    give_back()
    clock.time += 1
    brought = [first.refusal("deepl"), second.refusal("deepl")]

    assert kinds(meanwhile) == ["RateLimited", "NoneType", "RateLimited"]
    assert kinds(brought) == ["RateLimited", "RateLimited"]
    assert "its state cannot be shared" in caplog.text


@pytest.mark.parametrize("kind", ["sqlite"])
def test_what_was_learnt_elsewhere_meanwhile_is_not_forgotten(
    db: Database, processes: list[Guard], clock: Clock, without_table: Callable[[], Callable[[], None]]
) -> None:
    first, second = processes
    give_back = without_table()
    first.failed("deepl", RateLimited(10))
    give_back()
    second.failed("deepl", RateLimited(300))

    clock.time += 20

    assert kinds([first.refusal("deepl")]) == ["RateLimited"]
    with db.read() as tx:
        assert engine_states.get(tx, "deepl").closed_until == pytest.approx(clock.time + 280)
        assert engine_states.get(tx, "local") == NOTHING
