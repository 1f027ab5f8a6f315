"""Share a summary with everyone in the channel, in both languages of the channel, once."""

from datetime import date, datetime

from bot.domain.errors import UserError
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import summary as render
from bot.services.share_once import share_once
from bot.services.summarise import summarise
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.commands.summary import glosses
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
    """Post it, with the name of whoever shared it, and take the button away."""
    if viewer.channel is None:
        raise UserError("not_in_channel")
    asked = str(unpack(incoming.value).get("asked", ""))
    summary = summarise(db, viewer, asked, grammar.periods, today=today, shared=True)
    shared = render.for_channel(summary, viewer.channel.languages, viewer.person.name)
    if not share_once(db, viewer, viewer.channel, reply.as_post(shared, viewer.channel.slack), now=now):
        reply.say(render.shared_already(locale))
        return
    if incoming.ephemeral:
        reply.replace(render.after_sharing(summary, locale, glosses(db, summary, locale)))
