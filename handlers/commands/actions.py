"""/actions: the actions the reader may see."""

from datetime import date, datetime

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.charting import chart
from handlers.exporting import export
from handlers.listing import listed
from handlers.logging_note import offer_space
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    today: date,
    now: datetime,
) -> None:
    """List the first page of what was asked for."""
    wanted, pictured = grammar.export_of(incoming.text), grammar.chart_of(incoming.text)
    if pictured is not None and viewer.space_ids:
        chart(incoming, reply, db, viewer, locale, grammar, pictured, now)
    elif wanted and (viewer.space_ids or wanted.verb == "off"):
        export(incoming, reply, db, viewer, locale, grammar, wanted, now)
    elif viewer.space_ids:
        reply.say(listed(db, viewer, locale, grammar, today, asked=incoming.text))
    else:
        offer_space(incoming, reply, db, viewer, locale, "", now)
