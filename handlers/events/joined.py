"""Somebody joined a channel; it may have been us."""

from datetime import datetime

from bot.services.change_members import join_channel, we_joined
from bot.slack.payloads import Incoming
from bot.store.database import Database


def handle(incoming: Incoming, db: Database, now: datetime, ours: bool) -> None:  # noqa: FBT001  given by name
    """A person may read the channel's space from now on; for us it begins here."""
    home = incoming.channel
    if home is None:
        return
    if ours:
        we_joined(db, home._replace(team_id=incoming.user.team_id), home, now=now)
    elif incoming.user.user_id:
        join_channel(db, incoming.user, home, incoming.at or now, now=now)
