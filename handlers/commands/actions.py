"""/actions: the actions the reader may see."""

from datetime import date

from bot.domain.grammar import ActionFilter, Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import action_list
from bot.services.list_actions import list_actions
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, grammar: Grammar, today: date
) -> None:
    """List the first page of what was asked for."""
    wanted = ActionFilter.parse(incoming.text, grammar.scopes)
    page = list_actions(db, viewer, wanted, page=1, today=today)
    several = viewer.channel is None and len(viewer.space_ids) > 1
    reply.say(action_list.as_list(page, incoming.text, locale, several_spaces=several))
