"""Hand answers over to the jobs that bring them, once for each delivery."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.domain.person import Viewer
from bot.store import audit, deliveries, jobs
from bot.store.database import Database


def send(
    db: Database,
    key: str,
    outgoing: Sequence[Mapping[str, Any]],
    reader: Viewer | None = None,
    *,
    once: bool,
    now: datetime,
) -> None:
    """Keep the answers to a delivery; a second time the same delivery changes nothing where `once`.

    What is shown by them to the `reader` is written down with them.
    """
    with db.write() as tx:
        if once and not deliveries.add(tx, key, now):
            return
        for index, arguments in enumerate(outgoing):
            jobs.add(tx, "deliver", f"{key}:{index}", arguments, now)
        if reader is not None:
            audit.add_read(tx, reader, now)


def was_handled(db: Database, key: str) -> bool:
    """Whether a delivery was handled to its end."""
    with db.read() as tx:
        return deliveries.there(tx, key)


def take_once(db: Database, trigger: str, *, now: datetime) -> bool:
    """Take what a person asks for, by the id that Slack gives each asking; False when it was taken before.

    Raises:
        DatabaseUnavailable: nobody can say; nothing may be done.
    """
    with db.jot() as tx:
        return deliveries.add(tx, f"asked:{trigger}", now)
