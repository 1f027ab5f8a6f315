"""What happens to a channel as a whole: it is shared, disconnected, put away, removed, or we are taken out of it."""

from datetime import datetime

from bot.services.change_channel import put_away, share_channel, unshare_channel
from bot.services.change_members import we_left
from bot.slack.payloads import Incoming
from bot.store.database import Database


def shared(incoming: Incoming, db: Database, now: datetime) -> None:
    """One more team will be in it."""
    if incoming.channel is not None:
        share_channel(db, incoming.channel, now=now)


def unshared(incoming: Incoming, db: Database, now: datetime) -> None:
    """A team has gone, or the whole other side has."""
    if incoming.channel is not None:
        unshare_channel(db, incoming.channel, incoming.value, now=now)


def archived(incoming: Incoming, db: Database, now: datetime) -> None:
    """It was put away, or brought back: nobody writes in one that is away."""
    if incoming.channel is not None:
        put_away(db, incoming.channel, deleted=False, now=now)


def deleted(incoming: Incoming, db: Database, now: datetime) -> None:
    """It is gone, with everyone in it."""
    if incoming.channel is not None:
        put_away(db, incoming.channel, deleted=True, now=now)


def removed(incoming: Incoming, db: Database, now: datetime) -> None:
    """We were taken out of it: Slack tells this only to who was."""
    if incoming.channel is not None:
        we_left(db, incoming.channel, incoming.channel, now=now)
