"""Chain and guard: who is asked, who is left alone, and for how long."""

import pytest

from bot.domain.pair import Pair
from bot.engines.base import BadCredentials, EngineBroken, EngineError, RateLimited, UnsupportedPair
from bot.engines.chain import Chain, NoEngine, Translated
from bot.engines.guard import FAILURES, FIRST_PAUSE, OPERATOR_PAUSE, TRIAL
from tests.unit.engines.fakes import Clock, Recording

DA_ZH = Pair("da", "zh")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def first() -> Recording:
    return Recording(name="first")


@pytest.fixture
def second() -> Recording:
    return Recording(str.title, "second")


@pytest.fixture
def chain(first: Recording, second: Recording, clock: Clock) -> Chain:
    return Chain([first, second], clock)


def ask(chain: Chain) -> str:
    return chain.translate(["hej du"], DA_ZH)[0].engine


def test_the_first_engine_answers(chain: Chain) -> None:
    assert chain.translate(["hej du"], DA_ZH) == [Translated("HEJ DU", "first", "1", "hej du (en)")]


@pytest.mark.parametrize(
    "error", [RateLimited(9), UnsupportedPair(), BadCredentials("no"), EngineBroken("HTTP 500")], ids=repr
)
def test_the_next_engine_answers_when_one_cannot(chain: Chain, first: Recording, error: EngineError) -> None:
    first.error = error

    assert ask(chain) == "second"


def test_an_engine_that_does_not_know_the_pair_is_not_asked(chain: Chain, first: Recording) -> None:
    first.pairs = frozenset({Pair("zh", "da")})

    assert ask(chain) == "second"
    assert first.asked == []


def test_when_nobody_can_every_reason_is_told(chain: Chain, first: Recording, second: Recording) -> None:
    first.error, second.error = RateLimited(40), EngineBroken("HTTP 500")

    with pytest.raises(NoEngine) as raised:
        ask(chain)

    assert list(raised.value.errors) == ["first", "second"]
    assert raised.value.retry_after == 40
    assert str(raised.value) == "first: RateLimited come back after 40 s; second: EngineBroken HTTP 500"


def test_an_empty_chain_has_nobody_to_ask() -> None:
    with pytest.raises(NoEngine, match="no engine is switched on"):
        ask(Chain([]))


def test_a_rate_limit_is_remembered_until_it_ends(chain: Chain, first: Recording, clock: Clock) -> None:
    first.error = RateLimited(60)
    ask(chain)
    first.error = None

    clock.time += 59
    before = ask(chain)
    clock.time += 2
    after = ask(chain)

    assert (before, after, len(first.asked)) == ("second", "first", 2)


def test_a_refused_key_is_not_tried_again_for_a_while(chain: Chain, first: Recording, clock: Clock) -> None:
    first.error = BadCredentials("HTTP 403")
    ask(chain)
    ask(chain)
    clock.time += OPERATOR_PAUSE + 1
    ask(chain)

    assert len(first.asked) == 2


def test_a_single_fault_closes_nothing(chain: Chain, first: Recording) -> None:
    first.error = EngineBroken("HTTP 500")
    ask(chain)
    first.error = None

    assert ask(chain) == "first"


def test_an_engine_that_keeps_failing_is_left_alone_and_tried_once(
    chain: Chain, first: Recording, clock: Clock
) -> None:
    first.error = EngineBroken("HTTP 500")
    for _ in range(FAILURES + 5):
        ask(chain)
    asked_before = len(first.asked)

    clock.time += FIRST_PAUSE + 1
    ask(chain)  # the trial fails: twice the pause
    ask(chain)
    clock.time += FIRST_PAUSE + 1
    ask(chain)
    asked_after = len(first.asked)
    clock.time += FIRST_PAUSE
    first.error = None

    assert (asked_before, asked_after) == (FAILURES, FAILURES + 1)
    assert [ask(chain), ask(chain)] == ["first", "first"]


def test_only_one_caller_tries(chain: Chain, first: Recording, clock: Clock) -> None:
    first.error = RateLimited(10)
    ask(chain)
    clock.time += 11

    refusals = [chain.guard.refusal("first") for _ in range(3)]
    clock.time += TRIAL  # the one that tried died
    late = chain.guard.refusal("first")

    assert [type(refusal) for refusal in (*refusals, late)] == [type(None), RateLimited, RateLimited, type(None)]


def test_a_late_success_does_not_lift_a_newer_limit(chain: Chain, clock: Clock) -> None:
    chain.guard.failed("first", RateLimited(60))
    chain.guard.succeeded("first")

    assert ask(chain) == "second"
    clock.time += 61
    assert ask(chain) == "first"


def test_a_policy_narrows_the_chain_and_shares_what_is_remembered(chain: Chain, first: Recording) -> None:
    first.error = RateLimited(60)
    ask(chain)

    with pytest.raises(NoEngine) as raised:
        ask(chain.for_space({"first"}, print))

    assert len(first.asked) == 1
    assert isinstance(raised.value.errors["first"], RateLimited)
    assert ask(chain.for_space({"second", "unknown"}, print)) == "second"
