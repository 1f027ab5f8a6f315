"""Somebody left a channel; it may have been us."""

from datetime import datetime

from bot.services.change_members import leave_channel, we_left
from bot.slack.payloads import Incoming
from bot.store.database import Database


def handle(incoming: Incoming, db: Database, now: datetime, ours: bool) -> None:  # noqa: FBT001  given by name
    """A person may not read the channel's space any more, unless another channel lets them; nor can we say who may."""
    home = incoming.channel
    if home is None:
        return
    if ours:
        we_left(db, home._replace(team_id=incoming.user.team_id), home, now=now)
    elif incoming.user.user_id:
        leave_channel(db, incoming.user, home, incoming.at or now, now=now)
