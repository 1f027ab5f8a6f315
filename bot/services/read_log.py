"""What the audit log says of a space: for its owners."""

from collections.abc import Mapping
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.store import access, audit, notes, organisations, people
from bot.store.audit import Entry
from bot.store.database import Database

SHOWN = 20


class Log(NamedTuple):
    """The newest entries; `called` has the numbers of notes and actions and the names of others still there."""

    entries: tuple[Entry, ...]
    called: Mapping[str, str]


def read_log(db: Database, viewer: Viewer, space_id: int, language: Language, limit: int = SHOWN) -> Log:
    """The newest entries of a space, and of what the viewer's side keeps to itself; not of the other side's.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    with db.read() as tx:
        access.must_own(tx, viewer, space_id)
        entries = audit.of_spaces(tx, viewer.within(space_id), limit)
        named = {record for entry in entries for record in entry.records}
        bodies = {f"organisation:{one.id}": one.name(language) for one in organisations.find(tx, space_id)}
        return Log(entries, {**bodies, **people.of_records(tx, named), **notes.numbers(tx, viewer, named)})
