"""What /find, its form and the turning of its pages have in common: one page of what was found, as a message."""

from datetime import date

from bot.domain.found import NEWEST, Start
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import found as render
from bot.services.find import find
from bot.slack.message import Message
from bot.store.database import Database


def looked_up(
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    today: date,
    address: str,
    *,
    asked: str,
    page: int = 1,
    start: Start = NEWEST,
) -> Message:
    """A page of what some words find."""
    found = find(db, viewer, asked, grammar.find_words, today=today, page=page, start=start)
    return render.as_page(found, asked, locale, address)
