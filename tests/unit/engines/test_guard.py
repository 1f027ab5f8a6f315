"""The circuit breaker by itself: what each outcome does to what is held against an engine."""

import pytest

from bot.engines.base import BadCredentials, EngineBroken, EngineError, NotInstalled, RateLimited, UnsupportedPair
from bot.engines.guard import (
    FAILURES,
    FIRST_PAUSE,
    LONGEST_LIMIT,
    LONGEST_PAUSE,
    OPERATOR_PAUSE,
    TRYING,
    Guard,
    OwnStates,
)
from tests.unit.engines.fakes import Clock


def guarded() -> tuple[Guard, Clock]:
    clock = Clock()
    return Guard(clock), clock


def broken(guard: Guard, times: int = FAILURES) -> None:
    for _ in range(times):
        guard.failed("deepl", EngineBroken("HTTP 500"))


def test_calls_that_were_on_their_way_when_it_broke_lengthen_no_pause() -> None:
    guard, clock = guarded()

    broken(guard, FAILURES + 20)
    clock.time += FIRST_PAUSE + 1

    assert guard.refusal("deepl") is None


def test_the_pause_doubles_up_to_the_longest() -> None:
    guard, clock = guarded()
    broken(guard)
    pauses = []

    for _ in range(8):
        start = clock.time
        while guard.refusal("deepl") is not None:
            clock.time += 1
        pauses.append(clock.time - start)
        broken(guard, 1)

    assert pauses == [30, 60, 120, 240, 480, 900, 900, 900]
    assert max(pauses) == LONGEST_PAUSE


def test_a_success_in_between_starts_the_count_anew() -> None:
    guard, _ = guarded()

    broken(guard, FAILURES - 1)
    guard.succeeded("deepl")
    broken(guard, FAILURES - 1)

    assert guard.refusal("deepl") is None


def test_a_rate_limit_counts_down() -> None:
    guard, clock = guarded()
    guard.failed("deepl", RateLimited(60))

    clock.time += 45

    refusal = guard.refusal("deepl")
    assert isinstance(refusal, RateLimited)
    assert refusal.retry_after == 15


@pytest.mark.parametrize("said", [1e18, float("inf")])
def test_a_limit_beyond_all_measure_lasts_a_day(said: float) -> None:
    guard, clock = guarded()
    guard.failed("deepl", RateLimited(said))

    clock.time += LONGEST_LIMIT - 1
    before = guard.refusal("deepl")
    clock.time += 2

    assert (type(before), guard.refusal("deepl")) == (RateLimited, None)


def test_who_waits_for_a_trial_does_not_ask_every_second() -> None:
    guard, clock = guarded()
    guard.failed("deepl", RateLimited(60))
    clock.time += 61
    assert guard.refusal("deepl") is None

    refusal = guard.refusal("deepl")

    assert isinstance(refusal, RateLimited)
    assert refusal.retry_after == TRYING


def test_a_shorter_limit_does_not_shorten_a_longer_one() -> None:
    guard, clock = guarded()
    guard.failed("deepl", RateLimited(600))
    guard.failed("deepl", RateLimited(5))

    clock.time += 300

    assert guard.refusal("deepl") is not None


def test_the_kind_of_error_is_told_again() -> None:
    errors: list[EngineError] = [BadCredentials("HTTP 403"), NotInstalled("no models")]
    told = []

    for error in errors:
        guard, _ = guarded()
        guard.failed("deepl", error)
        told.append(guard.refusal("deepl"))

    assert [(type(one), one.reason if one else "") for one in told] == [
        (BadCredentials, "HTTP 403"),
        (NotInstalled, "no models"),
    ]


def test_a_pair_nobody_knows_gives_the_trial_back() -> None:
    guard, clock = guarded()
    guard.failed("deepl", BadCredentials())
    clock.time += OPERATOR_PAUSE + 1
    assert guard.refusal("deepl") is None

    guard.failed("deepl", UnsupportedPair())

    assert guard.refusal("deepl") is None


def test_engines_are_kept_apart() -> None:
    guard = Guard(Clock(), OwnStates())
    broken(guard)

    assert guard.refusal("google") is None
