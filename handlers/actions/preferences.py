"""Open the form in which a person changes their settings."""

from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render.preferences_form import as_form
from bot.services.read_preferences import read_preferences
from bot.slack.payloads import Incoming, pack
from bot.store.database import Database
from handlers.reply import Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Show them as they are now; the form remembers where it was opened."""
    here = incoming.channel
    private = pack(team=here.team_id, channel=here.channel_id) if here else pack(home=True)
    reply.open(as_form(read_preferences(db, viewer), private, locale, now=now))
