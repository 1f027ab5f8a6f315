"""Each kind of trouble under a stream of notes: what was acknowledged, lost, repeated."""

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot
from tests.wire import trouble
from tests.wire.serving import served
from tests.wire.stream import Outcome, Stream, outcome

Trouble = Callable[[LocalWorkspace, Sequence[ServedBot], Stream], None]
BEFORE, AFTER = 10, 10  # notes acknowledged before the trouble begins, and after its end


def under(do: Trouble, store: str = "", folder: Path | None = None, processes: int = 1) -> Outcome:
    """Let trouble come over a bot in the middle of a stream of notes, and see what is left of them."""
    with LocalWorkspace.start() as workspace, tempfile.TemporaryDirectory(prefix="jordbro-wire-") as own:
        workspace.ws.deliveries.retry_delays = ()
        with served(workspace, folder or Path(own), store=store, processes=processes) as bots:
            workspace.user("mette").command("/language", "dansk", channel="jord-jiangsu")
            stream = Stream(workspace, [bot.url for bot in bots])
            with stream.running():
                stream.wait_for(BEFORE)
                do(workspace, bots, stream)
                stream.wait_for(AFTER, timeout=60)
            return outcome(workspace, bots[0].store, stream)


def locked_sqlite(seconds: float = 5.0) -> Outcome:
    """Another process holds the store, a file, for some seconds."""
    return under(lambda _workspace, bots, _stream: trouble.locked_sqlite(_file(bots[0]), seconds))


def locked_postgres(server: trouble.OwnServer, seconds: float = 5.0) -> Outcome:
    """Another session holds the tables for some seconds."""
    return under(
        lambda *_: trouble.locked_postgres(server.address_of("locked"), seconds),
        store=_made(server, "locked"),
        processes=2,
    )


def restarted_postgres(server: trouble.OwnServer, seconds: float = 3.0) -> Outcome:
    """The server is stopped, and started again after some seconds."""
    return under(lambda *_: server.away(seconds), store=_made(server, "restarted"), processes=2)


def full_disk(seconds: float = 5.0) -> Outcome | None:
    """The disk of the store is full for some seconds; None where no small disk can be had."""
    with tempfile.TemporaryDirectory(prefix="jordbro-disk-") as place:
        folder = Path(place) / "disk"
        with trouble.small_disk(folder) as fill:
            if fill is None:
                return None
            store = f"sqlite:///{folder / 'store.sqlite3'}"
            return under(lambda *_: fill(seconds), store=store)


def short_files(seconds: float = 5.0) -> Outcome:
    """No file of the bot may grow for some seconds: as a quota has it, and without a disk of its own."""
    return under(lambda _workspace, bots, _stream: trouble.short_files(bots[0], _file(bots[0]).parent, seconds))


def one_after_another(seconds: float) -> Outcome:
    """The store is locked, then no file may grow: both over one bot and one stream."""

    def do(_workspace: LocalWorkspace, bots: Sequence[ServedBot], stream: Stream) -> None:
        trouble.locked_sqlite(_file(bots[0]), seconds)
        stream.wait_for(BEFORE, timeout=60)
        trouble.short_files(bots[0], _file(bots[0]).parent, seconds)

    return under(do)


def bad_slack(times: int = 4) -> Outcome:
    """Slack answers badly for a while."""
    return under(lambda workspace, _bots, stream: _badly(workspace, stream, times))


def killed(kills: int, seed: int = 20170110) -> Outcome:
    """The process is killed without a word, at random moments."""
    return under(lambda _workspace, bots, _stream: _kill_again(bots[0], kills, seed))


def _badly(workspace: LocalWorkspace, stream: Stream, times: int) -> None:
    trouble.bad_slack(workspace, times)
    stream.wait_for(BEFORE)


def _kill_again(bot: ServedBot, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(kills):
        time.sleep(chance.uniform(0.3, 1.5))
        bot.kill()
        bot.start()
        bot.wait_ready(timeout=60)


def _file(bot: ServedBot) -> Path:
    return Path(bot.store.removeprefix("sqlite:///"))


def _made(server: trouble.OwnServer, name: str) -> str:
    """A new database on a server."""
    with psycopg.connect(server.address, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return server.address_of(name).replace("postgresql://", "postgresql+psycopg://")
