"""Another page of a list of actions."""

from datetime import date

from bot.domain.grammar import ActionFilter, Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import action_list
from bot.services.list_actions import list_actions
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, today: date
) -> None:
    """Show that page in the place of this one."""
    value = unpack(incoming.value)
    asked, page = str(value.get("list", "")), int(value.get("page", 1))
    shown = list_actions(db, viewer, ActionFilter.parse(asked, grammar.scopes), page=page, today=today)
    several = viewer.channel is None and len(viewer.space_ids) > 1
    reply.replace(action_list.as_list(shown, asked, locale, several_spaces=several))
