"""Open the form in which a person asks to be forgotten."""

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import forgetting as render
from bot.services.ask_forgetting import may_be_forgotten
from bot.slack.payloads import Incoming, pack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Say what goes and what stays before they decide."""
    may_be_forgotten(db, viewer)
    here = incoming.channel
    reply.open(render.as_form(pack(team=here.team_id, channel=here.channel_id) if here else pack(), locale))
