"""Calls of engines are counted by engine and outcome, whether or not somebody asks what they cost."""

from contextlib import suppress

from bot.domain.pair import Pair
from bot.engines.base import EngineBroken
from bot.engines.chain import Chain, NoEngine
from bot.engines.guard import FAILURES
from bot.metrics import counts
from tests.unit.engines.fakes import Clock, Recording

PAIR = Pair("da", "zh")


def figure(name: str, **labels: str) -> float:
    return counts().registry.get_sample_value(name, labels) or 0.0


def test_answers_failures_and_skips_are_counted_by_engine() -> None:
    broken, works = Recording(name="counted-broken"), Recording(name="counted-works")
    broken.error = EngineBroken("500")
    chain = Chain([broken, works], Clock())

    for _ in range(FAILURES + 2):
        chain.translate(["hej"], PAIR)

    assert figure("jordbro_engine_calls_total", engine="counted-broken", outcome="EngineBroken") == FAILURES
    assert figure("jordbro_engine_skips_total", engine="counted-broken", reason="EngineBroken") == 2
    assert figure("jordbro_engine_calls_total", engine="counted-works", outcome="ok") == FAILURES + 2
    assert figure("jordbro_engine_seconds_count", engine="counted-works") == FAILURES + 2


def test_an_engine_that_does_not_know_the_languages_is_a_skip() -> None:
    elsewhere = Recording(name="counted-elsewhere")
    elsewhere.pairs = frozenset()

    with suppress(NoEngine):
        Chain([elsewhere], Clock()).translate(["hej"], PAIR)

    assert figure("jordbro_engine_skips_total", engine="counted-elsewhere", reason="UnsupportedPair") == 1
    assert figure("jordbro_engine_calls_total", engine="counted-elsewhere", outcome="ok") == 0
