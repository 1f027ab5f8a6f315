"""Keep up with who is in which channel, and what Slack calls it."""

from datetime import datetime

from bot.domain.person import Channel, SlackChannel, Viewer
from bot.store import channels, jobs, people
from bot.store.database import Database


def join_channel(db: Database, viewer: Viewer, channel: Channel, *, now: datetime) -> None:
    """The person is in the channel."""
    with db.write() as tx:
        people.join(tx, channel.id, viewer.person.id)
        jobs.add(tx, "people", "names", {}, now)


def leave_channel(db: Database, viewer: Viewer, channel: Channel) -> None:
    """The person is not in the channel any more."""
    with db.write() as tx:
        people.leave(tx, channel.id, viewer.person.id)


def rename_channel(db: Database, old: SlackChannel, new: SlackChannel) -> None:
    """Slack gave the channel a new id: its space stays."""
    with db.write() as tx:
        channels.rename(tx, old, new)
