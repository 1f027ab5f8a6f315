"""What /actions and the menu below its list have in common: having the actions sent as a file."""

from datetime import datetime

from bot.domain.export import AskedExport
from bot.domain.grammar import ActionFilter, Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import exports
from bot.services.ask_export import ask_export
from bot.services.stop_feed import stop_feed
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.glossary import asked
from handlers.reply import Reply


def export(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    wanted: AskedExport,
    now: datetime,
) -> None:
    """Have the file made and sent, or take the person's calendar address away."""
    if wanted.verb == "off":
        reply.say(exports.stopped(locale, was_there=stop_feed(db, viewer, now=now)))
        return
    chosen = ActionFilter.parse(wanted.words, grammar.scopes)
    ask_export(db, viewer, wanted, chosen, asked(incoming, locale), now=now)
