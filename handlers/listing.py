"""What /actions, the turning of a page and a button in a list have in common: one page as a message."""

from datetime import date

from bot.domain.grammar import ActionFilter, Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import action_list
from bot.services.list_actions import list_actions
from bot.slack.message import Block, Message
from bot.store.database import Database


def listed(
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    today: date,
    *,
    asked: str,
    page: int = 1,
    told: Block | None = None,
) -> Message:
    """A page of the actions that a few words ask for; `told` is what to put above it."""
    wanted = ActionFilter.parse(asked, grammar.scopes)
    shown = list_actions(db, viewer, wanted, page=page, today=today)
    several = viewer.channel is None and len(viewer.shared_ids) > 1
    mine = "mine" in wanted.scopes
    return action_list.as_list(shown, asked, locale, several_spaces=several, mine=mine, told=told, today=today)
