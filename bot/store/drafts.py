"""What somebody typed where it could not be used yet."""

from datetime import datetime
from secrets import randbelow
from typing import NamedTuple

from bot.domain.person import SlackChannel
from bot.store import notes
from bot.store.database import Tx
from bot.store.tables import DraftRow

MOST = 999_999_999  # the longest number that a button carries


class Draft(NamedTuple):
    """The words, and where they were typed."""

    id: int
    person_id: int
    channel: SlackChannel
    content: str


def source_key(draft_id: int) -> str:
    """What a note that came of a draft is called, so that two presses make one note."""
    return f"draft:{draft_id}"


def add(tx: Tx, person_id: int, channel: SlackChannel, content: str, now: datetime) -> int:
    """Keep a draft; gives its id, which no draft before it had.

    SQLite would give the id of a draft that was used to the next one: its words would pass for a note that is kept,
    and a button that still stands somewhere would lead to them.
    """
    row = DraftRow(id=_new_id(tx), person_id=person_id, content=content, created_at=now, **channel._asdict())
    tx.add(row)
    tx.flush()
    return row.id


def take(tx: Tx, draft_id: int, person_id: int) -> Draft | None:
    """A person's own draft, which is then gone."""
    row = tx.get(DraftRow, draft_id)
    if row is None or row.person_id != person_id:
        return None
    draft = Draft(row.id, row.person_id, SlackChannel(row.team_id, row.channel_id), row.content)
    tx.delete(row)
    return draft


def get(tx: Tx, draft_id: int, person_id: int) -> Draft | None:
    """A person's own draft, which stays."""
    row = tx.get(DraftRow, draft_id)
    if row is None or row.person_id != person_id:
        return None
    return Draft(row.id, row.person_id, SlackChannel(row.team_id, row.channel_id), row.content)


def _new_id(tx: Tx) -> int:
    while True:
        found = 1 + randbelow(MOST)
        if tx.get(DraftRow, found) is None and notes.find_by_source(tx, source_key(found)) is None:
            return found
