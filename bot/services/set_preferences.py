"""Keep how a person wants to be spoken to and reminded."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.preferences import Preferences, Reader
from bot.services.next_reminder import next_reminder
from bot.store import people, preferences
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Kept:
    """A person with what they have chosen now, and when they would be reminded next (local; None: not soon)."""

    reader: Reader
    next_reminder: datetime | None


def set_preferences(
    db: Database, viewer: Viewer, language: Language | None, chosen: Preferences, *, now: datetime
) -> Kept:
    """Keep what the person chose; without a language the one they had stays."""
    with db.write() as tx:
        if language is not None:
            people.set_language(tx, viewer.person.id, language)
        preferences.put(tx, viewer.person.id, chosen)
    with db.read() as tx:
        reader = preferences.readers_of(tx, [viewer.person.id])[viewer.person.id]
        return Kept(reader, next_reminder(tx, reader, now))
