"""Ask for a link to sign in to our pages, which a job makes and sends: a secret stands in no answer that is kept."""

from datetime import datetime

from bot.domain.person import Viewer
from bot.services.fetch_glossary import Asked
from bot.store import jobs
from bot.store.database import Database


def ask_link(db: Database, viewer: Viewer, asked: Asked, *, now: datetime) -> None:
    """Have a link sent to the viewer directly."""
    person = viewer.person
    args = {
        "person": person.id,
        "team": person.slack.team_id,
        "user": person.slack.user_id,
        "channel": asked.channel_id,
        "thread": asked.thread,
        "locale": asked.locale,
        "home": asked.home,
    }
    with db.write() as tx:
        jobs.add(tx, "wiki_link", asked.key, args, now)
