"""Another page of a list of actions."""

from datetime import date

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.listing import listed
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, today: date
) -> None:
    """Show that page in the place of this one."""
    value = unpack(incoming.value)
    asked, page = str(value.get("list", "")), number_in(value, "page", 1)
    reply.replace(listed(db, viewer, locale, grammar, today, asked=asked, page=page))
