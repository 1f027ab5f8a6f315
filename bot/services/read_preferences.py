"""How a person wants to be spoken to and reminded, as they have chosen it."""

from bot.domain.person import Viewer
from bot.domain.preferences import Reader
from bot.store import preferences
from bot.store.database import Database


def read_preferences(db: Database, viewer: Viewer) -> Reader:
    """The viewer with what they chose; their zone is the one that Slack tells."""
    with db.read() as tx:
        return preferences.readers_of(tx, [viewer.person.id])[viewer.person.id]
