"""Open the forms in which owners say who may do what, and whose internal notes are whose."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import people
from bot.services.sides import list_owned
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply
from handlers.roles import carried


def place(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of somebody's role and side."""
    found = list_owned(db, viewer, number_in(unpack(incoming.value), "space"))
    reply.open(people.person_form(found, carried(incoming, found.space.id), locale))


def sides(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form of internal notes."""
    found = list_owned(db, viewer, number_in(unpack(incoming.value), "space"))
    reply.open(people.sides_form(found, carried(incoming, found.space.id), locale))
