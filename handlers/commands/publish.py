"""/publish: publish the space to the wikis it is connected to, see how it stands there, or connect it."""

from datetime import datetime

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.services.ask_publishing import ask_publishing, list_wikis
from bot.services.describe_space import describe_owned
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers import publishing
from handlers.actions.wikis import open_form
from handlers.glossary import asked, space_of
from handlers.logging_note import offer_space
from handlers.reply import Reply

WRITTEN = frozenset({"command", "mention", "dm"})
"""Where the word alone publishes; the button of a card shows how things stand, with one that publishes."""


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    wikis: tuple[str, ...],
    now: datetime,
) -> None:
    """Without a word, publish now where something is connected; "status" only shows, "connect" is the form."""
    if not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, "", now)
        return
    space_id, word = space_of(viewer, incoming.text), grammar.publish_word(incoming.text)
    if word == "connect" and wikis:
        describe_owned(db, viewer, space_id)
        if reply.can_open:
            open_form(incoming, reply, None, space_id, locale)
            return
    told = ""
    if word is None and incoming.surface in WRITTEN and list_wikis(db, viewer, space_id):
        ask_publishing(db, viewer, space_id, asked(incoming, locale), now=now)
        told = answers.told("publishing", locale)
    reply.say(publishing.page(db, viewer, locale, space_id, wikis, told))
