"""Connections of Socket Mode that are lost: how soon there are two again, and that nothing is lost with them."""

import statistics
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.slack.sockets import CONNECTIONS
from bot.store import jobs
from bot.store.database import Database
from bot.store.tables import NoteRow
from bot.workspace.driver import LocalWorkspace
from tests.integration.at_work import AtWork
from tests.integration.served import ServedBot, made_space, markers_of_cards
from tests.sizes import more_in_ci

CHANNEL, WRITERS = "jord-jiangsu", 3
BACK = 10.0  # seconds within which a lost connection is back
SETTLING = 60.0
REPEATS = (0.0, 0.5, 3.0, 8.0, 8.0, 8.0, 8.0)  # seconds; Slack's go on for six minutes, with an hour between losses


class Writer(AtWork):
    """Somebody who mentions the bot with one note after another."""

    def __init__(self, workspace: LocalWorkspace, name: str) -> None:
        super().__init__(workspace, name)
        self.sent: list[str] = []

    def _run(self) -> None:
        person = self._workspace.user("li")
        while not self._stop.wait(0.2):
            marker = f"{self._name}-{len(self.sent)}"
            self.sent.append(marker)
            person.mention(f"@jordbro 纪要\n与CLEAN会谈 {marker}\n1. 双方同意 {marker}", CHANNEL)


@contextmanager
def by_socket(workspace: LocalWorkspace, folder: Path) -> Iterator[ServedBot]:
    """A bot in a process of its own, with its connections open."""
    store = f"sqlite:///{folder / 'store.sqlite3'}"
    made_space(store, workspace, CHANNEL)
    bot = ServedBot(workspace, store, folder, {"SLACK_APP_TOKEN": workspace.app_token})
    bot.start()
    try:
        workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=30)
        yield bot
    finally:
        bot.stop()


def notes_by_marker(store: str) -> Counter[str]:
    with closing(Database(store)) as db, db.read() as tx:
        return Counter(head.split()[-1] for head in tx.scalars(select(NoteRow.head)))


def nothing_left(store: str) -> bool:
    with closing(Database(store)) as db, db.read() as tx:
        states = jobs.states(tx)
    return not states.get("waiting") and not states.get("begun")


def until_back(workspace: LocalWorkspace, *, silent: bool, only: int | None) -> float:
    """Lose connections and wait until all are there again; gives the seconds that took."""
    began = time.monotonic()
    workspace.drop_sockets(abrupt=not silent, silent=silent, only=only)
    workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=BACK)
    return time.monotonic() - began


@pytest.mark.timeout(600)
def test_lost_connections_are_back_in_time_and_lose_nothing(tmp_path: Path) -> None:
    """Each second time both connections, and of four times two without any sign."""
    drops = more_in_ci(2, 6)
    with LocalWorkspace.start() as workspace:
        workspace.ws.deliveries.retry_delays = REPEATS
        with by_socket(workspace, tmp_path) as bot:
            writers = [Writer(workspace, f"w{number}") for number in range(WRITERS)]
            for writer in writers:
                writer.start()
            took = [
                until_back(workspace, silent=number % 4 in {1, 2}, only=0 if number % 2 else None)
                for number in range(drops)
            ]
            for writer in writers:
                writer.stop()
            sent = [marker for writer in writers for marker in writer.sent]
            workspace.wait_until(lambda: set(notes_by_marker(bot.store)) >= set(sent), timeout=SETTLING)
            workspace.wait_until(lambda: nothing_left(bot.store), timeout=SETTLING)
            cards = markers_of_cards(workspace, CHANNEL, sent)

        silent = [seconds for number, seconds in enumerate(took) if number % 4 in {1, 2}]
        told = (drops, len(sent), statistics.median(took), max(took), statistics.median(silent), max(silent))
        print("\n{} drops, {} notes; back in s: median {:.1f} worst {:.1f}; silent: {:.1f}, {:.1f}".format(*told))
        assert notes_by_marker(bot.store) == Counter(sent)
        assert cards == dict.fromkeys(sent, 1)


def test_renewed_connections_are_replaced_before_they_end(tmp_path: Path) -> None:
    with LocalWorkspace.start() as workspace, by_socket(workspace, tmp_path) as bot:
        workspace.disconnect("warning")
        workspace.wait_until(lambda: workspace.open_sockets() == 2 * CONNECTIONS, timeout=BACK)
        workspace.disconnect("refresh_requested")
        workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=BACK)

        done = workspace.user("mette").command("/actions", channel=CHANNEL)

        assert done.ok
        assert "Traceback" not in bot.log
