"""A bot that is told to stop under load: what it acknowledged is in the store, and what it began is not lost."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.slack.sockets import CONNECTIONS
from bot.store import jobs
from bot.store.database import Database
from bot.store.tables import JobRow, NoteRow
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot, SlackLikeClient, made_space, markers_of_cards
from tests.sizes import more_in_ci
from tests.wire.stream import Typist

CHANNEL, WRITERS = "jord-jiangsu", 6
STOPS = more_in_ci(1, 2)


@pytest.fixture
def workspace() -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start() as made:
        made.ws.deliveries.retry_delays = ()
        yield made


def stored(url: str) -> Counter[str]:
    with closing(Database(url)) as db, db.read() as tx:
        return Counter(head.split()[-1] for head in tx.scalars(select(NoteRow.head)))


def left(url: str) -> int:
    with closing(Database(url)) as db, db.read() as tx:
        states = jobs.states(tx)
    return states.get("waiting", 0) + states.get("begun", 0)


def given_up(url: str) -> list[str]:
    """Jobs that were not done and are not tried again, with the reason."""
    with closing(Database(url)) as db, db.read() as tx:
        found = tx.execute(select(JobRow.key, JobRow.failure).where(JobRow.state == "failed")).all()
    return [f"{key}: {failure}" for key, failure in found]


def _have(writers: list[Typist] | list[SlackLikeClient], wanted: int) -> bool:
    return sum(len(writer.acknowledged) for writer in writers) >= wanted


def stopped_again_and_again(
    workspace: LocalWorkspace, bot: ServedBot, writers: list[Typist] | list[SlackLikeClient], stops: int
) -> list[str]:
    """Start it, let them write, stop it, some times; then let it finish. Gives what was acknowledged."""
    for number in range(stops):
        bot.start()
        bot.wait_ready()
        wanted = sum(len(writer.acknowledged) for writer in writers) + 40
        if number == 0:
            for writer in writers:
                writer.start()
        workspace.wait_until(partial(_have, writers, wanted), timeout=30)
        assert bot.stop() == 0
    for writer in writers:
        writer.stop()
    acknowledged = [marker for writer in writers for marker in writer.acknowledged]
    counts = stored(bot.store)
    assert {marker: counts[marker] for marker in acknowledged} == dict.fromkeys(acknowledged, 1)
    bot.start()
    workspace.wait_until(lambda: left(bot.store) == 0, timeout=60)
    assert bot.stop() == 0
    assert given_up(bot.store) == []
    return acknowledged


@pytest.mark.timeout(300)
def test_bot_that_is_stopped_by_http_loses_nothing_it_acknowledged(workspace: LocalWorkspace, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    made_space(store, workspace, CHANNEL)
    bot = ServedBot(workspace, store, tmp_path)
    channel = workspace.world.channel_named(CHANNEL).id
    writers = [
        SlackLikeClient(bot.url, workspace.signing_secret, f"w{number}", channel, "U0LI") for number in range(WRITERS)
    ]

    acknowledged = stopped_again_and_again(workspace, bot, writers, STOPS)

    assert markers_of_cards(workspace, CHANNEL, acknowledged) == dict.fromkeys(acknowledged, 1)
    assert "Traceback" not in bot.log


@pytest.mark.timeout(300)
def test_bot_that_is_stopped_in_socket_mode_loses_nothing_it_acknowledged(
    workspace: LocalWorkspace, tmp_path: Path
) -> None:
    store = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    made_space(store, workspace, CHANNEL)
    extra = {"SLACK_APP_TOKEN": workspace.app_token, "JORDBRO_PUBLIC_URL": "https://jordbro.example.org/"}
    bot = ServedBot(workspace, store, tmp_path, extra)
    writers = [Typist(workspace, f"w{number}", pause=0.02) for number in range(WRITERS)]

    acknowledged = stopped_again_and_again(workspace, bot, writers, STOPS)

    assert markers_of_cards(workspace, CHANNEL, acknowledged) == dict.fromkeys(acknowledged, 1)
    assert workspace.open_sockets() == 0
    assert "Traceback" not in bot.log


def test_a_second_signal_ends_it_at_once(workspace: LocalWorkspace, tmp_path: Path) -> None:
    """A job that waits for Slack keeps it from stopping; what it was to do is in the store."""
    store = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    made_space(store, workspace, CHANNEL)
    bot = ServedBot(workspace, store, tmp_path, {"SLACK_APP_TOKEN": workspace.app_token})
    bot.start()
    workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=30)
    workspace.slow(5.0)
    assert workspace.user("mette").command("/note", "Møde\n1. Vi er enige", channel=CHANNEL).ok
    workspace.wait_until(lambda: "chat.postMessage" in [call.method for call in workspace.calls()], timeout=20)
    assert bot.process is not None

    bot.process.send_signal(signal.SIGTERM)
    workspace.wait_until(lambda: "stopping" in bot.log, timeout=10)
    bot.process.send_signal(signal.SIGTERM)

    assert bot.process.wait(timeout=20) == 128 + signal.SIGTERM
    assert left(store) >= 1
