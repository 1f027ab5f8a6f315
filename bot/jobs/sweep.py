"""Find work that a crash may have left without a job, and clear away what is long done."""

from datetime import datetime, timedelta

from bot.store import deliveries, jobs, notes, spaces
from bot.store.database import Database

KEPT = timedelta(days=7)
PAUSE = timedelta(hours=1)  # what no engine could translate is not asked for every minute


def sweep(db: Database, now: datetime) -> None:
    """Ask again for every translation and card that is still missing."""
    with db.write() as tx:
        for space_id, note_id in notes.waiting(tx):
            jobs.ensure(tx, "translate", str(note_id), {"space": space_id, "note": note_id}, now, PAUSE)
        for space_id, note_id in notes.without_card(tx):
            jobs.ensure(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)
        jobs.forget_done(tx, now - KEPT)
        deliveries.forget(tx, now - KEPT)


def look_who_is_there(db: Database, now: datetime) -> None:
    """Ask Slack once an hour who is in each channel: somebody may have left while nobody was told."""
    with db.write() as tx:
        for channel_id in spaces.bound_channels(tx):
            jobs.ensure(tx, "members", f"{channel_id}:{now:%Y-%m-%dT%H}", {"channel": channel_id}, now, KEPT)
