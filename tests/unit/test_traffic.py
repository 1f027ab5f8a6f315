"""Jobs let whoever waits for an answer go first, and are kept waiting by nobody for ever."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from bot.traffic import Traffic

LONG = 60.0  # seconds that no test waits


def given_way(traffic: Traffic, many: ThreadPoolExecutor) -> Future[float]:
    return many.submit(traffic.give_way)


def test_work_goes_on_at_once_where_nobody_waits() -> None:
    traffic = Traffic(patience=LONG)
    with traffic.answering():
        pass

    assert traffic.give_way() < LONG


def test_work_waits_for_the_last_answer() -> None:
    traffic = Traffic(patience=LONG)
    with ThreadPoolExecutor(2) as many:
        with ExitStack() as first:
            first.enter_context(traffic.answering())
            with traffic.answering():
                waiting = [given_way(traffic, many) for _ in range(2)]
            with pytest.raises(TimeoutError):
                waiting[0].result(timeout=0.2)

        assert all(one.result(timeout=LONG / 2) < LONG for one in waiting)


def test_an_answer_that_broke_is_not_waited_for() -> None:
    traffic = Traffic(patience=LONG)
    with pytest.raises(ValueError, match="broken"), traffic.answering():
        raise ValueError("broken")

    assert traffic.give_way() < LONG


def test_work_goes_on_in_the_longest_rush() -> None:
    traffic = Traffic(patience=0.01)

    with traffic.answering():
        assert traffic.give_way() >= 0.01
