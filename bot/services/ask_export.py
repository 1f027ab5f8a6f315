"""Ask for a file of actions, which a job makes and sends."""

from datetime import datetime

from bot.domain.export import AskedExport
from bot.domain.grammar import ActionFilter
from bot.domain.person import Viewer
from bot.services.fetch_glossary import Asked
from bot.store import jobs
from bot.store.database import Database


def ask_export(
    db: Database, viewer: Viewer, wanted: AskedExport, chosen: ActionFilter, asked: Asked, *, now: datetime
) -> None:
    """Have the actions that were chosen sent to the viewer; what they may see is found out when that is done.

    In a channel that is bound to a space only that space is taken.
    """
    person = viewer.person
    args = {
        "person": person.id,
        "team": person.slack.team_id,
        "user": person.slack.user_id,
        "space": viewer.channel.space_id if viewer.channel else None,
        "form": wanted.form,
        "renew": wanted.verb == "new",
        "scopes": sorted(chosen.scopes),
        "words": list(chosen.words),
        "channel": asked.channel_id,
        "thread": asked.thread,
        "locale": asked.locale,
        "home": asked.home,
    }
    with db.write() as tx:
        jobs.add(tx, "export_actions", f"{asked.key}:{wanted.form}", args, now)
