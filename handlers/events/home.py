"""App Home was opened: show it as it is now."""

from datetime import date

from bot.domain.grammar import ActionFilter
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import home as render
from bot.services.list_actions import list_actions
from bot.store.database import Database
from handlers.reply import Reply


def handle(reply: Reply, db: Database, viewer: Viewer, locale: Language, words: tuple[str, ...], today: date) -> None:
    """Publish the person's language, open actions and buttons."""
    mine = ActionFilter(frozenset({"mine"}))
    page = list_actions(db, viewer, mine, page=1, today=today)
    spaces = len(viewer.space_ids)
    reply.show_home(render.as_home(page, words, locale, chosen=viewer.person.language, spaces=spaces))
