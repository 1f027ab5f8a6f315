"""A choice in the menu below a list of actions: all of the list as a file."""

from datetime import datetime

from bot.domain.export import AskedExport
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.export_menu import form_in
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.exporting import export
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, now: datetime
) -> None:
    """Have the file made and sent; a choice that is none of the menu's does nothing."""
    value = unpack(incoming.value)
    form = form_in(value.get("form"))
    if form is not None:
        wanted = AskedExport(form, str(value.get("list") or ""))
        export(incoming, reply, db, viewer, locale, grammar, wanted, now)
