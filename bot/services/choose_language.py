"""Remember which language a person wants to be spoken to in."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.store import people
from bot.store.database import Database


def choose_language(db: Database, viewer: Viewer, language: Language) -> None:
    """Keep what the person chose."""
    with db.write() as tx:
        people.set_language(tx, viewer.person.id, language)
