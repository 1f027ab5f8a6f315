"""/find: look something up in the record, by words of any language."""

from datetime import date, datetime

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import found as render
from bot.slack.payloads import Incoming, pack
from bot.store.database import Database
from handlers.finding import looked_up
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
    address: str,
) -> None:
    """Show what was found, to this reader only; without words open a form, or say how it is done."""
    if not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, "", now)
    elif incoming.text.strip():
        reply.say(looked_up(db, viewer, locale, grammar, today, address, asked=incoming.text))
    elif reply.can_open:
        team, channel = incoming.channel or ("", "")
        space = viewer.channel.space_id if viewer.channel else 0
        reply.open(render.as_form(pack(channel=channel, team=team, space=space), locale))
    else:
        reply.say(render.as_question(locale, can_open=reply.can_open))
