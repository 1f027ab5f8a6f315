"""Another page of what was found, or one of its words by itself."""

from datetime import date

from bot.domain.found import Start
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.finding import looked_up
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    today: date,
    address: str,
) -> None:
    """Show it in the place of this one, as the reader sees the record now."""
    value = unpack(incoming.value)
    asked, page = str(value.get("list", "")), number_in(value, "page", 1)
    start = Start(number_in(value, "top"), number_in(value, "behind"), bool(number_in(value, "widened")))
    reply.replace(looked_up(db, viewer, locale, grammar, today, address, asked=asked, page=page, start=start))
