"""Write down what was shown to a person, or given to them as a file: for the audit log."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.person import Person, Viewer, keeper
from bot.store import audit
from bot.store.database import Database


def read(db: Database, viewer: Viewer, *, now: datetime) -> None:
    """What was shown to a viewer, once for each space; nothing where that was nothing."""
    if viewer.trail:
        with db.jot() as tx:
            audit.add_read(tx, viewer, now)


def told(db: Database, person: Person, trail: Iterable[tuple[int, str]], *, now: datetime) -> None:
    """What a person was told by a message of ours, as the id of a space and the name of a record each."""
    read(db, Viewer(person, frozenset(), trail=set(trail)), now=now)


def exported(db: Database, viewer: Viewer, detail: str, *, now: datetime) -> None:
    """What was given to a viewer as a file: everything they have read on the way."""
    if viewer.trail:
        with db.write() as tx:
            for space_id in sorted({space_id for space_id, _ in viewer.trail}):
                records = {record for there, record in viewer.trail if there == space_id}
                audit.exported(tx, viewer, space_id, now, *records, detail=detail)


def shown_in(db: Database, channel_id: int, trail: Iterable[tuple[int, str]], *, now: datetime) -> None:
    """What was shown to everybody in a channel."""
    shown = sorted(trail)
    with db.write() as tx:
        for space_id in sorted({space_id for space_id, _ in shown}):
            records = [record for there, record in shown if there == space_id]
            audit.shown_in(tx, keeper(space_id), space_id, channel_id, now, records)
