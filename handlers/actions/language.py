"""A language was chosen by its button."""

from dataclasses import replace
from datetime import date

from bot.domain.language import LANGUAGES
from bot.domain.person import Viewer
from bot.render import answers
from bot.services.choose_language import choose_language
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.events import home
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, words: tuple[str, ...], today: date, address: str
) -> None:
    """Remember it; App Home is shown anew in it."""
    language = next((one for one in LANGUAGES if one == incoming.name.removeprefix("language.")), None)
    if language is None:
        return
    choose_language(db, viewer, language)
    reply.settle()
    if incoming.view_id:
        speaking = replace(viewer, person=viewer.person.speaking(language))
        home.handle(reply, db, speaking, language, words, today, address)
    else:
        reply.say(answers.done("language_set", language))
