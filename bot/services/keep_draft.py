"""Keep what somebody typed where it cannot be used yet."""

from datetime import datetime

from bot.domain.person import SlackChannel, Viewer
from bot.store import drafts
from bot.store.database import Database


def keep_draft(db: Database, viewer: Viewer, channel: SlackChannel, content: str, *, now: datetime) -> int:
    """Keep the words; gives the draft's id."""
    with db.write() as tx:
        return drafts.add(tx, viewer.person.id, channel, content, now)
