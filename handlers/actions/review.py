"""Open the form in which a person reviews the translation into their own language."""

from bot.domain.errors import NotAllowed
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.render.review import as_form
from bot.services.review import review
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Show the sentences as they are now; the form remembers which versions those were."""
    try:
        found = review(db, viewer, number_in(unpack(incoming.value), "note"))
    except NotAllowed as problem:
        if problem.key != "review_without_language":
            raise
        reply.settle()  # asked right here
        reply.say(answers.choose_language(locale, told=answers.problem(problem, locale)))
        return
    channel = incoming.channel.channel_id if incoming.channel else ""
    reply.open(as_form(found, channel, locale))
