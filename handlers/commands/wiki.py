"""/wiki: a link by which somebody signs in to our pages, sent directly; or out of them everywhere."""

from datetime import datetime

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import sign_in as render
from bot.services.ask_link import ask_link
from bot.services.sign_out import sign_out_everywhere
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.glossary import asked
from handlers.logging_note import offer_space
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    now: datetime,
    pages_url: str,
) -> None:
    """Send the link; who says "off" is signed out, also of a browser they cannot reach any more."""
    if grammar.feed_words.get(incoming.text.strip().lower()) == "off":
        reply.say(render.signed_out(sign_out_everywhere(db, viewer, now=now), locale))
    elif not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, "", now)
    elif not pages_url:
        reply.say(render.unavailable(locale))
    else:
        ask_link(db, viewer, asked(incoming, locale), now=now)
        if not _is_direct(incoming):
            reply.say(render.told_directly(locale))


def _is_direct(incoming: Incoming) -> bool:
    """Whether they write to us directly, where the link comes next; a command is answered wherever it is given."""
    there = incoming.channel is not None and incoming.channel.channel_id.startswith("D")
    return there and incoming.surface != "command"
