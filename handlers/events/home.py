"""App Home was opened: show it as it is now."""

from datetime import date

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.home import as_home
from bot.services.read_home import read_home
from bot.store.database import Database
from handlers.reply import Reply


def handle(
    reply: Reply, db: Database, viewer: Viewer, locale: Language, words: tuple[str, ...], today: date, address: str
) -> None:
    """Publish what waits for the person, their settings, and a button for everything."""
    reply.show_home(as_home(read_home(db, viewer, today=today), words, locale, address))
