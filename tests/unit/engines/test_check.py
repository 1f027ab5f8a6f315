"""The sentence each way of `jordbro engines check`."""

from bot.engines.base import RateLimited
from bot.engines.check import check
from tests.unit.engines.fakes import Clock, Recording


def test_a_working_engine_is_asked_once_each_way() -> None:
    engine = Recording()

    result = check(engine, Clock())

    assert (result.works, result.engine, len(engine.asked)) == (True, "recording", 2)
    assert [tried.answer for tried in result.tried] == [tried.sentence.upper() for tried in result.tried]


def test_a_failing_engine_tells_the_kind_of_its_error() -> None:
    engine = Recording()
    engine.error = RateLimited(7)

    result = check(engine, Clock())

    assert result.works is False
    assert [tried.error for tried in result.tried] == ["RateLimited: come back after 7 s"] * 2
