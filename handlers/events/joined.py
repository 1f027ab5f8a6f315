"""Somebody joined a channel."""

from datetime import datetime

from bot.domain.person import Viewer
from bot.services.change_members import join_channel
from bot.store.database import Database


def handle(db: Database, viewer: Viewer, now: datetime) -> None:
    """They may read the channel's space from now on."""
    if viewer.channel is not None:
        join_channel(db, viewer, viewer.channel, now=now)
