"""An owner has said how long notes are to be kept: what that would mean is shown first."""

from datetime import date

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.keeping import preview
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, today: date
) -> None:
    """Show it, with the button that makes it so."""
    private = unpack(incoming.private)
    said = incoming.state.get("kept", "")
    told = preview(db, viewer, number_in(private, "space"), said, grammar, locale, today)
    reply.say(told, incoming.channel_of(private))
