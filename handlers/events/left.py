"""Somebody left a channel."""

from bot.domain.person import Viewer
from bot.services.change_members import leave_channel
from bot.store.database import Database


def handle(db: Database, viewer: Viewer) -> None:
    """They may not read the channel's space any more, unless another channel lets them."""
    if viewer.channel is not None:
        leave_channel(db, viewer, viewer.channel)
