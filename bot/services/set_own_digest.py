"""Change how a person gets the digest of their own."""

from dataclasses import replace

from bot.domain.digest_change import DigestChange
from bot.domain.person import Viewer
from bot.domain.preferences import Reader
from bot.store import preferences
from bot.store.database import Database


def set_own_digest(db: Database, viewer: Viewer, change: DigestChange) -> Reader:
    """Keep what the person chose; gives them as they are now."""
    with db.write() as tx:
        reader = preferences.readers_of(tx, [viewer.person.id])[viewer.person.id]
        chosen = change.of_person(reader.preferences)
        preferences.put(tx, viewer.person.id, chosen)
    return replace(reader, preferences=chosen)
