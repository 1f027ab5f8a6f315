"""Slack gave a channel a new id."""

from datetime import datetime

from bot.services.change_channel import rename_channel
from bot.slack.payloads import Incoming
from bot.store.database import Database


def handle(incoming: Incoming, db: Database, now: datetime) -> None:
    """The space stays with the channel."""
    if incoming.channel is not None and incoming.value:
        rename_channel(db, incoming.channel, incoming.channel._replace(channel_id=incoming.value), now=now)
