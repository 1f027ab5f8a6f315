"""Keep up with what happens to a channel: it is shared, disconnected, gets another id, is put away or removed."""

from datetime import datetime

from bot.domain.person import SlackChannel
from bot.services.follow_channel import ask_about, ask_who, part
from bot.store import attendance, channels
from bot.store.database import Database


def share_channel(db: Database, slack: SlackChannel, *, now: datetime) -> None:
    """A channel is shared with one more team: Slack is asked about it, and it gets its card."""
    with db.write() as tx:
        ask_about(tx, slack, now, greet=True)


def unshare_channel(db: Database, slack: SlackChannel, team_id: str, *, now: datetime) -> None:
    """A team is not connected any more: its people are out of the channel at once, its installation has its own.

    What is the case is asked of Slack afterwards: an event may come late.
    """
    with db.write() as tx:
        channels.hold(tx, slack.channel_id)
        bound = channels.named(tx, slack)
        if bound is not None and team_id:
            part(tx, slack, [name for name in bound.names if name.team_id == team_id], now)
            bound = channels.named(tx, slack)
        if bound is not None and team_id:
            attendance.forget_team(tx, bound.id, team_id)
            ask_who(tx, bound.id, now)
        ask_about(tx, slack, now)


def rename_channel(db: Database, old: SlackChannel, new: SlackChannel, *, now: datetime) -> None:
    """Slack gave the channel a new id: its space stays. What other installations call it they are asked."""
    with db.write() as tx:
        channels.hold(tx, old.channel_id)
        channels.rename(tx, old, new)
        ask_about(tx, new, now, was=old.channel_id)
        if bound := channels.named(tx, new):
            for name in bound.names:
                if name.channel_id == old.channel_id:
                    ask_about(tx, name._replace(channel_id=new.channel_id), now, onward=False)


def put_away(db: Database, slack: SlackChannel, *, deleted: bool, now: datetime) -> None:
    """A channel was archived or brought back, or removed: nobody is in one that was removed."""
    with db.write() as tx:
        bound = channels.named(tx, slack)
        if bound is not None and deleted:
            attendance.forget_everyone(tx, bound.id)
            attendance.set_unknown(tx, bound.id, "deleted")
        if not deleted:
            ask_about(tx, slack, now)
