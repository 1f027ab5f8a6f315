"""Share a summary with everyone in the channel, in both languages of the channel."""

from datetime import date

from bot.domain.errors import UserError
from bot.domain.grammar import Grammar
from bot.domain.person import Viewer
from bot.render import summary as render
from bot.services.summarise import summarise
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, grammar: Grammar, today: date) -> None:
    """Post it, with the name of whoever shared it."""
    if viewer.channel is None:
        raise UserError("not_in_channel")
    asked = str(unpack(incoming.value).get("asked", ""))
    summary = summarise(db, viewer, asked, grammar.periods, today=today)
    reply.post(render.for_channel(summary, viewer.channel.languages, viewer.person.name), viewer.channel.slack)
