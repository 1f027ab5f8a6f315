"""/settings: how the reader is spoken to and reminded, with the button that changes it."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import preferences as render
from bot.services.read_preferences import read_preferences
from bot.store.database import Database
from handlers.reply import Reply


def handle(reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Show everything as it is."""
    reply.say(render.as_settings(read_preferences(db, viewer), locale))
