"""Chain and guard: who is asked, who is left alone, and for how long."""

import pytest

from bot.domain.pair import Pair
from bot.engines.base import BadAnswer, BadCredentials, EngineBroken, EngineError, Hints, RateLimited, UnsupportedPair
from bot.engines.chain import BAD_ANSWER_PAUSE, Chain, NoEngine, Spent, Translated
from bot.engines.guard import FAILURES, FIRST_PAUSE, OPERATOR_PAUSE, TRIAL
from tests.unit.engines.fakes import Breaking, Clock, Knowing, Recording

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


def test_each_call_tells_what_it_cost(first: Recording, second: Recording, clock: Clock) -> None:
    told: list[Spent] = []
    first.error = EngineBroken("HTTP 500")

    def slowly(text: str) -> str:
        clock.time += 0.5
        return text.title()

    second.answer = slowly
    Chain([first, second], clock).for_space(None, told.append).translate(["hej du", "hej", "hej"], DA_ZH)

    assert told == [
        Spent("first", 1, 0, 0.0, failed=True),
        Spent("second", 1, len("hej du") + len("hej"), 1.0, failed=False),
    ]


def test_what_is_left_goes_to_the_next_engine_and_what_was_answered_is_counted(clock: Clock) -> None:
    told: list[Spent] = []
    first, second = Breaking(after=1), Recording(name="second")

    made = Chain([first, second], clock).for_space(None, told.append).translate(["en", "to", "tre"], DA_ZH)

    assert [one.engine for one in made] == ["breaking", "second", "second"]
    assert second.asked == [["to", "tre"]]
    assert [(one.engine, one.characters, one.failed) for one in told] == [("breaking", 2, True), ("second", 5, False)]


def test_equal_texts_are_asked_for_once(chain: Chain, first: Recording) -> None:
    made = chain.translate(["hej", "du", "hej"], DA_ZH)

    assert first.asked == [["hej", "du"]]
    assert [one.text for one in made] == ["HEJ", "DU", "HEJ"]


def test_a_bad_answer_to_one_text_holds_nothing_against_the_engine(clock: Clock) -> None:
    engine = Breaking(after=1, error=BadAnswer("an empty answer"))
    chain = Chain([engine], clock)

    for _ in range(FAILURES + 2):
        with pytest.raises(NoEngine) as raised:
            chain.translate(["en", "to"], DA_ZH)

    assert len(engine.asked) == FAILURES + 2
    assert raised.value.retry_after == BAD_ANSWER_PAUSE  # it was paid for: not again at once


def test_only_what_was_not_taken_goes_on(chain: Chain, first: Recording, second: Recording) -> None:
    taken: list[tuple[int, str, bool]] = []

    def take(place: int, translated: Translated, more: bool) -> bool:  # noqa: FBT001  as `Take` says
        taken.append((place, translated.engine, more))
        return translated.text != "DU"

    chain.ask(lambda *, knows_terms: ["hej", "du"], DA_ZH, take)  # noqa: ARG005

    assert (first.asked, second.asked) == ([["hej", "du"]], [["du"]])
    assert taken == [(0, "first", True), (1, "first", True), (1, "second", False)]


def test_the_texts_are_prepared_for_each_engine(clock: Clock) -> None:
    plain, knowing = Breaking(after=0), Knowing(name="knowing")
    hints = Hints(terms=(("jord", "土壤"),))

    def prepare(*, knows_terms: bool) -> list[str]:
        return ["jord" if knows_terms else "[#1]a"]

    chain = Chain([plain, knowing], clock)
    chain.ask(prepare, DA_ZH, lambda *_: True, hints)
    chain.ask(prepare, DA_ZH, lambda *_: True)

    assert plain.asked == [["[#1]a"], ["[#1]a"]]
    assert knowing.asked == [["jord"], ["[#1]a"]]


@pytest.mark.parametrize(
    ("one", "other", "after"),
    [
        (RateLimited(86400), EngineBroken("HTTP 500"), None),  # the other may be back in a minute
        (RateLimited(86400), BadCredentials("wrong key"), None),  # somebody may put it right
        (RateLimited(40), EngineBroken("HTTP 500"), 40),
        (RateLimited(86400), UnsupportedPair(), 86400),
        (BadAnswer("an empty answer"), UnsupportedPair(), BAD_ANSWER_PAUSE),  # paid for each time
        (BadAnswer("an empty answer"), RateLimited(86400), BAD_ANSWER_PAUSE),
    ],
)
def test_asking_again_waits_no_longer_than_for_the_first_that_may_be_back(
    one: EngineError, other: EngineError, after: float | None
) -> None:
    assert NoEngine({"one": one, "other": other}).retry_after == after
