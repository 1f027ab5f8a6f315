"""The audit log of a space for a file: for the terminal, whose user may see all."""

from collections.abc import Callable, Iterable
from datetime import datetime

from bot.domain.person import Viewer
from bot.store import audit, roles
from bot.store.audit import Entry
from bot.store.database import Database


def export_log(
    db: Database,
    viewer: Viewer,
    space_id: int,
    write: Callable[[Iterable[Entry]], int],
    *,
    since: datetime | None,
    now: datetime,
) -> int:
    """Hand the entries to whoever writes them, oldest first, and write down that it was done; gives how many.

    Those of the internal records of both sides are among them.
    """
    with db.read() as tx:
        ids = [space_id, *roles.inner_ids(tx, space_id)]
        count = write(audit.since(tx, ids, since))
    with db.write() as tx:
        audit.exported(tx, viewer, space_id, now, "audit", detail=f"{count} entries")
    return count
