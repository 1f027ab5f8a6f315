"""Bots in processes of their own over one store, and what is found in it and in their logs."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import text

from bot.store import jobs
from bot.store.database import Database
from bot.workspace.driver import LocalWorkspace
from tests.integration.served import ServedBot, made_space

CHANNEL = "jord-jiangsu"
SETTLING = 90.0  # seconds until what was asked for is done; what a kill orphaned waits for a sweep
NONE: Mapping[str, str] = MappingProxyType({})


@contextmanager
def served(
    workspace: LocalWorkspace, folder: Path, *, store: str = "", processes: int = 1, extra: Mapping[str, str] = NONE
) -> Iterator[Sequence[ServedBot]]:
    """Bots over one store with a space, by HTTP; the workspace delivers to the first."""
    store = store or f"sqlite:///{folder / 'store.sqlite3'}"
    made_space(store, workspace, CHANNEL)
    with ExitStack() as stack:
        bots = []
        for number in range(processes):
            own = folder / f"process{number}"
            own.mkdir(exist_ok=True)
            bot = ServedBot(workspace, store, own, {"JORDBRO_PROCESS_NAME": f"wire{number}", **extra})
            bot.start()
            stack.callback(stopped, bot)
            bots.append(bot)
        for bot in bots:
            bot.wait_ready()
        workspace.use_http(bots[0].url)
        yield bots


def stopped(bot: ServedBot) -> None:
    """Stop a bot that may have been killed before."""
    if bot.process is not None and bot.process.poll() is None:
        bot.stop()


def settled(workspace: LocalWorkspace, store: str) -> None:
    """Wait until no job is left to do.

    Raises:
        TimeoutError: something is still to be done.
    """
    workspace.wait_until(lambda: not unfinished(store), timeout=SETTLING)


def unfinished(store: str) -> int:
    """How many jobs wait or run."""
    with closing(Database(store)) as db, db.read() as tx:
        states = jobs.states(tx)
    return states.get("waiting", 0) + states.get("begun", 0)


def rows(store: str, query: str, **values: Any) -> list[tuple[Any, ...]]:
    """What stands in the tables, past the code under test."""
    with closing(Database(store)) as db, db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query), values)]


def number(store: str, table: str) -> int:
    """How many rows a table of ours has."""
    return int(rows(store, f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  a name from the tests
