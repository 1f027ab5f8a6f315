"""The form of the search was sent."""

from dataclasses import replace
from datetime import date

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
    """Show what was found where the form was opened."""
    private = unpack(incoming.private)
    space_id = number_in(private, "space")
    if space_id:
        viewer = replace(viewer, space_ids=viewer.within(space_id))
    asked = incoming.state.get("asked", "")
    reply.say(looked_up(db, viewer, locale, grammar, today, address, asked=asked), incoming.channel_of(private))
