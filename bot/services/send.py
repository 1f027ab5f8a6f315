"""Hand answers over to the jobs that bring them, once for each delivery."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.store import deliveries, jobs
from bot.store.database import Database


def send(db: Database, key: str, outgoing: Sequence[Mapping[str, Any]], *, once: bool, now: datetime) -> None:
    """Keep the answers to a delivery; a second time the same delivery changes nothing where `once`."""
    with db.write() as tx:
        if once and not deliveries.add(tx, key, now):
            return
        for index, arguments in enumerate(outgoing):
            jobs.add(tx, "deliver", f"{key}:{index}", arguments, now)


def was_handled(db: Database, key: str) -> bool:
    """Whether a delivery was handled to its end."""
    with db.read() as tx:
        return deliveries.there(tx, key)
