"""/settings: how the reader is spoken to and reminded, with the button that changes it; and being forgotten."""

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import forgetting
from bot.render import preferences as render
from bot.services.read_preferences import read_preferences
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.actions.forget import handle as open_form
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar) -> None:
    """Show everything as it is; whoever asks to be forgotten is told first what that means."""
    if not grammar.asks_to_forget(incoming.text):
        reply.say(render.as_settings(read_preferences(db, viewer), locale))
    elif reply.can_open:
        open_form(incoming, reply, db, viewer, locale)
    else:
        reply.say(forgetting.as_offer(locale))
