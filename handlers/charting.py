"""What /actions and the button below its list have in common: having the coming half-year drawn."""

from datetime import datetime

from bot.domain.grammar import ActionFilter, Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import chart_message
from bot.services.ask_chart import ask_chart
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.glossary import asked
from handlers.reply import Reply


def chart(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    words: str,
    now: datetime,
) -> None:
    """Have the picture of the actions that some words choose drawn, and say that it comes."""
    ask_chart(db, viewer, words, ActionFilter.parse(words, grammar.scopes), asked(incoming, locale), now=now)
    here = incoming.channel is None or incoming.channel.channel_id.startswith("D")
    reply.say(chart_message.coming(locale, here=here))
