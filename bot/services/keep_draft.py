"""Keep what somebody typed where it cannot be used yet."""

from datetime import datetime

from bot.domain.person import SlackChannel, Viewer
from bot.store import drafts
from bot.store.database import Database


def keep_draft(db: Database, viewer: Viewer, channel: SlackChannel, content: str, *, now: datetime) -> int:
    """Keep the words; gives the draft's id."""
    with db.write() as tx:
        return drafts.add(tx, viewer.person.id, channel, content, now)


def draft_key(draft_id: int) -> str:
    """What the note is called that comes of a draft: the same draft twice is one note."""
    return drafts.source_key(draft_id)


def read_draft(db: Database, viewer: Viewer, draft_id: int) -> str | None:
    """What the viewer had typed; nobody else's."""
    with db.read() as tx:
        draft = drafts.get(tx, draft_id, viewer.person.id)
    return draft.content if draft else None


def drop_draft(db: Database, viewer: Viewer, draft_id: int) -> None:
    """It was used."""
    with db.write() as tx:
        drafts.take(tx, draft_id, viewer.person.id)
