"""Connections of Socket Mode lost one after another under a stream of mentions and commands."""

import statistics
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.slack.sockets import CONNECTIONS
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot, made_space
from tests.integration.test_sockets import REPEATS, Writer
from tests.wire.serving import CHANNEL, settled, stopped
from tests.wire.stream import Outcome, Typist, counted, notes_by_marker

BACK = 10.0  # seconds within which all connections are there again
WRITERS = 2
TYPING = 0.2  # seconds between two commands
GIVEN_UP = 60.0  # seconds


class Dropped(NamedTuple):
    """How long it took until all connections were there again, and what became of the stream."""

    outcome: Outcome
    abrupt: list[float]
    silent: list[float]
    untaken: int  # mentions that found no connection at any of Slack's tries: nobody acknowledged them

    @property
    def worst(self) -> float:
        """Seconds."""
        return max(self.abrupt + self.silent)

    def line(self) -> str:
        """As lines of figures."""
        told = [f"{self.outcome.line('sockets lost')} {self.untaken:4} never taken"]
        for name, times in (("without a close frame", self.silent), ("cut off", self.abrupt)):
            if times:
                told.append(
                    f"{name:28} {len(times):6} times, back after s: "
                    f"median {statistics.median(times):5.2f} worst {max(times):5.2f}"
                )
        return "\n".join(told)


def dropped(folder: Path, drops: int) -> Dropped:
    """Lose connections so often: in turn one and both, cut off and without any sign."""
    with LocalWorkspace.start() as workspace:
        workspace.ws.deliveries.retry_delays = REPEATS
        store = f"sqlite:///{folder / 'store.sqlite3'}"
        made_space(store, workspace, CHANNEL)
        bot = ServedBot(workspace, store, folder, {"SLACK_APP_TOKEN": workspace.app_token})
        bot.start()
        try:
            workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=60)
            return _dropped(workspace, store, drops)
        finally:
            stopped(bot)


def _dropped(workspace: LocalWorkspace, store: str, drops: int) -> Dropped:
    workspace.user("mette").command("/language", "dansk", channel=CHANNEL)
    writers = [Writer(workspace, f"w{number}") for number in range(WRITERS)]
    typist = Typist(workspace, "t0", TYPING)
    for writer in writers:
        writer.start()
    typist.start()
    times: dict[bool, list[float]] = {False: [], True: []}
    for number in range(drops):
        is_silent = number % 2 == 0
        times[is_silent].append(_back_after(workspace, silent=is_silent, only=0 if number % 4 > 1 else None))
    for writer in writers:
        writer.stop()
    typist.stop()
    mentioned = [marker for writer in writers for marker in writer.sent]
    with suppress(TimeoutError):  # what is missing then is counted
        workspace.wait_until(
            lambda: set(notes_by_marker(store)) | _given_up(workspace) >= set(mentioned), timeout=GIVEN_UP
        )
    began = time.monotonic()
    settled(workspace, store)
    untaken = _given_up(workspace)
    taken = [marker for marker in mentioned if marker not in untaken]
    sent, acknowledged = [*mentioned, *typist.sent], [*taken, *typist.acknowledged]
    found = counted(workspace, store, sent, acknowledged, len(typist.refused), time.monotonic() - began)
    return Dropped(found, times[False], times[True], len(untaken))


def _given_up(workspace: LocalWorkspace) -> set[str]:
    """The marks of the mentions that Slack brings no more."""
    return {str(one["event"].get("text", "")).split()[-1] for one in list(workspace.ws.deliveries.given_up)}


def _back_after(workspace: LocalWorkspace, *, silent: bool, only: int | None) -> float:
    began = time.monotonic()
    workspace.drop_sockets(abrupt=not silent, silent=silent, only=only)
    workspace.wait_until(lambda: workspace.open_sockets() == CONNECTIONS, timeout=GIVEN_UP)
    return time.monotonic() - began
