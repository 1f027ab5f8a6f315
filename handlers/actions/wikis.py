"""The buttons of wikis: publish, connect, change, end, make again, and decide about a page."""

from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.publication import Publication
from bot.domain.typed_wiki import TypedWiki
from bot.render import answers
from bot.render import wikis as render
from bot.services.ask_publishing import ask_choice, ask_publishing, publish_anew
from bot.services.connect_wiki import CANVAS, connect_wiki, disconnect_wiki, read_connection
from bot.services.describe_space import describe_owned
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers import publishing
from handlers.glossary import asked, carried
from handlers.reply import Reply

LONGEST = 64  # characters of a digest


def open_form(incoming: Incoming, reply: Reply, before: Publication | None, space_id: int, locale: Language) -> None:
    """The form, with what is known of a connection but for its password."""
    reply.open(render.as_form(before, carried(incoming, space=space_id), locale))


def publish(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    wikis: tuple[str, ...],
    now: datetime,
) -> None:
    """Publish to all wikis of a space, now."""
    space_id = number_in(unpack(incoming.value), "space")
    ask_publishing(db, viewer, space_id, asked(incoming, locale), now=now)
    reply.say(publishing.page(db, viewer, locale, space_id, wikis, answers.told("publishing", locale)))


def connect(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of a new connection."""
    space = describe_owned(db, viewer, number_in(unpack(incoming.value), "space")).space
    open_form(incoming, reply, None, space.id, locale)


def canvas(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    wikis: tuple[str, ...],
    now: datetime,
) -> None:
    """Keep the canvas of the channel where it was pressed as the record is."""
    if viewer.channel is None:
        raise UserError("not_in_channel")
    space_id, where = viewer.channel.space_id, f"{CANVAS}{viewer.channel.id}"
    typed, answer = TypedWiki("canvas", where), asked(incoming, locale)
    connect_wiki(db, viewer, space_id, typed, wikis, no_secret, answer, now=now, check=False)
    ask_publishing(db, viewer, space_id, answer, now=now)
    reply.say(publishing.page(db, viewer, locale, space_id, wikis, answers.told("publishing", locale)))


def settings(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of one that there is."""
    before = read_connection(db, viewer, _wiki(incoming))
    open_form(incoming, reply, before, before.space_id, locale)


def ask_disconnect(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """What ending it would mean."""
    reply.say(render.ask_disconnect(read_connection(db, viewer, _wiki(incoming)), locale))


def disconnect(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """End it."""
    reply.replace(render.disconnected(disconnect_wiki(db, viewer, _wiki(incoming), now=now), locale))


def anew(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    wikis: tuple[str, ...],
    now: datetime,
) -> None:
    """Make again what was deleted in the wiki."""
    found = publish_anew(db, viewer, _wiki(incoming), asked(incoming, locale), now=now)
    reply.say(publishing.page(db, viewer, locale, found.space_id, wikis, answers.told("publishing", locale)))


def decide(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Whose words count on a page, or that it can wait; a job looks whether it is still as it was shown."""
    carried_along, choice = unpack(incoming.value), incoming.name.removeprefix("wiki.decide.")
    if choice == "later":
        reply.replace(render.later(locale))
        return
    shown = str(carried_along.get("shown", ""))[:LONGEST]
    choice = choice if choice in {"ours", "theirs"} else "show"
    page = number_in(carried_along, "page")
    ask_choice(db, viewer, page, shown, choice, asked(incoming, locale), now=now)
    reply.replace(render.being_done(locale))


def no_secret(address: str, secret: str) -> str:
    """A canvas has none."""
    del address, secret
    return ""


def _wiki(incoming: Incoming) -> int:
    return number_in(unpack(incoming.value), "wiki")
