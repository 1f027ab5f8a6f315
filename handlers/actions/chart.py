"""The button that has the coming half-year drawn."""

from datetime import datetime

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.charting import chart
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, now: datetime
) -> None:
    """Draw what the list showed."""
    words = str(unpack(incoming.value).get("list") or "")
    chart(incoming, reply, db, viewer, locale, grammar, words, now)
