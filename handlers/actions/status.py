"""Done, or open again."""

from datetime import date, datetime

from bot.domain.errors import Changed
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import ActionStatus
from bot.render import answers
from bot.services.change_status import change_status
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.events import home
from handlers.listing import listed
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    words: tuple[str, ...],
    today: date,
    now: datetime,
) -> None:
    """Change the status; the list it was pressed in is shown anew, a card follows by itself."""
    value = unpack(incoming.value)
    status: ActionStatus = "done" if incoming.name == "item.done" else "open"
    faster = None
    try:
        change_status(db, viewer, number_in(value, "item"), status, now=now)
    except Changed as problem:
        faster = problem
    if incoming.view_id:
        home.handle(reply, db, viewer, locale, words, today)
    elif "list" in value:
        asked, page = str(value["list"]), number_in(value, "page", 1)
        told = answers.problem(faster, locale) if faster else ""
        reply.replace(listed(db, viewer, locale, grammar, today, asked=asked, page=page, told=told))
    elif faster:
        raise faster
