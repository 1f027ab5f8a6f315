"""Count what engines do for a space, and tell what they did."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.usage import SpaceUsage, Usage
from bot.engines.chain import Spent
from bot.store import spaces, usage
from bot.store.database import Database, DatabaseUnavailable

log = logging.getLogger(__name__)


def counting(db: Database, space_id: int, *, now: datetime) -> Callable[[Spent], None]:
    """What a chain tells its calls to: each is counted at once, in a short transaction of its own.

    A store that cannot be reached stops no translation: what it missed is counted with the next call.
    """
    missed: list[Usage] = []

    def count(spent: Spent) -> None:
        missed.append(Usage(spent.engine, spent.calls, int(spent.failed), spent.characters, spent.seconds))
        counted = tuple(missed)
        try:
            with db.write() as tx:
                for one in counted:
                    usage.add(tx, space_id, now.date(), one)
        except DatabaseUnavailable as problem:
            log.warning("space=%s engine=%s its use is not counted yet: %s", space_id, spent.engine, problem)
        else:
            del missed[: len(counted)]

    return count


def space_names(db: Database) -> tuple[str, ...]:
    """The names of all spaces: for the terminal, whose user may see all."""
    with db.read() as tx:
        return spaces.names(tx)


def list_usage(db: Database, days: int, space: str | None = None, *, now: datetime) -> tuple[SpaceUsage, ...]:
    """What engines did in the last days, today included: for the terminal, whose user may see all."""
    with db.read() as tx:
        return usage.since(tx, now.date() - timedelta(days=days - 1), space)
