"""A person has asked to be forgotten."""

from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import forgetting as render
from bot.services.ask_forgetting import ask_forgetting
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Have it done in a moment, and say so while we still know whom to tell."""
    ask_forgetting(db, viewer, now=now)
    reply.settle()
    reply.say(render.asked(locale), incoming.channel_of(unpack(incoming.private)))
