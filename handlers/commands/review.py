"""/review: what waits for a reviewer in their language."""

from datetime import datetime

from bot.domain.errors import NotAllowed
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.render.review_list import as_list
from bot.services.list_reviews import list_reviews
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.logging_note import offer_space
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """List the notes, the most important first; ask for the language of somebody who has chosen none."""
    if not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, "", now)
        return
    try:
        waiting, more = list_reviews(db, viewer)
    except NotAllowed as problem:
        reply.settle()  # asked right here
        reply.say(answers.choose_language(locale, told=answers.problem(problem, locale)))
        return
    several = len(viewer.shared_ids) > 1 and viewer.channel is None
    reply.say(as_list(waiting, more, locale, several_spaces=several))
