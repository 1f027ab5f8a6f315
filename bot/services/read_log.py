"""What the audit log says of a space: for its owners."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.person import Viewer
from bot.store import access, audit, notes
from bot.store.audit import Entry
from bot.store.database import Database

SHOWN = 20


class Log(NamedTuple):
    """The newest entries; `numbers` says what notes and actions are called that are still there."""

    entries: tuple[Entry, ...]
    numbers: Mapping[str, str]


def read_log(db: Database, viewer: Viewer, space_id: int, limit: int = SHOWN) -> Log:
    """The newest entries of a space, and of what the viewer's side keeps to itself; not of the other side's.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    with db.read() as tx:
        access.must_own(tx, viewer, space_id)
        entries = audit.of_spaces(tx, viewer.within(space_id), limit)
        named = {record for entry in entries for record in entry.records}
        return Log(entries, notes.numbers(tx, viewer, named))
