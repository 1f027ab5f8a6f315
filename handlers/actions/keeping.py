"""The buttons of an owner: how long notes are kept, the log, the whole record as a file."""

from datetime import datetime

from bot.domain.errors import Unreadable
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.retention import LEAST, MOST
from bot.render import keeping as render
from bot.services.describe_space import describe_owned
from bot.services.set_retention import set_retention
from bot.slack.payloads import Incoming, number_in, pack, unpack
from bot.store.database import Database
from handlers import keeping
from handlers.glossary import asked
from handlers.keeping import export, log
from handlers.reply import Reply


def page(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """How long notes are kept, and what can be done."""
    reply.say(keeping.page(db, viewer, _space(incoming), locale))


def retention(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form in which an owner says how long."""
    space, here = describe_owned(db, viewer, _space(incoming)).space, incoming.channel
    private = pack(space=space.id, team=here.team_id if here else "", channel=here.channel_id if here else "")
    reply.open(render.as_form(space, private, locale))


def keep(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Make it so."""
    months = number_in(unpack(incoming.value), "months", -1)
    if months and not LEAST <= months <= MOST:  # a forged button
        raise Unreadable("retention_unclear", least=LEAST, most=MOST)
    space = set_retention(db, viewer, _space(incoming), months or None, now=now)
    reply.replace(render.as_page(space, locale))


def read_log(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Who saw and changed what, last."""
    reply.say(log(db, viewer, _space(incoming), locale))


def get_record(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Have everything sent as a file."""
    reply.say(export(db, viewer, _space(incoming), asked(incoming, locale), now))


def _space(incoming: Incoming) -> int:
    return number_in(unpack(incoming.value), "space")
