"""What somebody typed where it could not be used yet."""

from datetime import datetime
from typing import NamedTuple

from bot.domain.person import SlackChannel
from bot.store.database import Tx
from bot.store.tables import DraftRow


class Draft(NamedTuple):
    """The words, and where they were typed."""

    id: int
    person_id: int
    channel: SlackChannel
    content: str


def add(tx: Tx, person_id: int, channel: SlackChannel, content: str, now: datetime) -> int:
    """Keep a draft; gives its id."""
    row = DraftRow(person_id=person_id, content=content, created_at=now, **channel._asdict())
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
