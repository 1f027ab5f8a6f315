"""Each trouble of `python -m tests.wire faults`, in small: nothing acknowledged is lost, nothing said twice."""

import pytest

from tests.stores import Server, required
from tests.wire import faults, sockets
from tests.wire.stream import Outcome
from tests.wire.trouble import own_server


def assert_kept(found: Outcome) -> None:
    print(f"\n{found.line('')}")
    assert (found.lost, found.repeated) == (0, 0)
    assert found.acknowledged > faults.BEFORE


def test_a_locked_file_and_one_that_may_not_grow_lose_nothing_and_give_back_what_was_typed() -> None:
    found = faults.one_after_another(4.0)

    assert_kept(found)
    assert found.refused > 0


@pytest.mark.slow
def test_a_full_disk_loses_nothing_and_gives_back_what_was_typed() -> None:
    found = faults.full_disk(2.0)

    if found is None:  # CI may not be root either: the test above fills no disk, and is run everywhere
        pytest.skip("no small disk can be mounted by whoever runs this")
    assert_kept(found)
    assert found.refused > 0


@pytest.mark.slow
def test_a_slack_that_answers_badly_loses_nothing() -> None:
    assert_kept(faults.bad_slack(1))


def test_a_process_killed_at_random_loses_nothing() -> None:
    assert_kept(faults.killed(2))


@pytest.mark.slow
@pytest.mark.postgres
def test_a_server_that_is_locked_or_away_loses_nothing(postgres: Server) -> None:
    required(postgres)
    with own_server() as server:
        locked, away = faults.locked_postgres(server, 2.5), faults.restarted_postgres(server, 2.0)

    assert_kept(locked)
    assert_kept(away)
    assert locked.refused + away.refused > 0


@pytest.mark.slow
def test_connections_that_are_lost_are_back_and_lose_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = sockets.dropped(tmp_path_factory.mktemp("sockets"), 2)

    print(f"\n{found.line()}")
    assert (found.outcome.lost, found.outcome.repeated, found.untaken) == (0, 0, 0)
    assert found.outcome.acknowledged > 0
