"""Keep up with who comes into a channel and who goes."""

from datetime import datetime

from bot.domain.person import SlackChannel, SlackUser
from bot.services.follow_channel import ask_about, ask_who
from bot.services.recognise import enter
from bot.store import attendance, channels, jobs, people, waiting
from bot.store.database import Database


def join_channel(db: Database, user: SlackUser, slack: SlackChannel, at: datetime, *, now: datetime) -> None:
    """A person came into a channel at an instant, as Slack tells; an old telling waits for what Slack says now."""
    with db.write() as tx:
        bound = channels.named(tx, slack)
        if bound is None:
            return
        person = people.meet(tx, user)
        attendance.moved(tx, bound.id)
        enter(tx, bound.id, person.id, at)
        ask_who(tx, bound.id, now)
        jobs.add(tx, "people", "names", {}, now)


def leave_channel(db: Database, user: SlackUser, slack: SlackChannel, at: datetime, *, now: datetime) -> None:
    """A person went out of a channel at an instant: they are not in it, until Slack says that they came again.

    Where several people have their id, and none of them is of the team that is told, all of them are out until then.
    """
    with db.write() as tx:
        bound, gone = channels.named(tx, slack), people.called(tx, user)
        if bound is None or not gone:
            return
        attendance.moved(tx, bound.id, at)  # first: whoever reads who is in it holds the channel, then its people
        people.leave(tx, bound.id, *gone)
        ask_who(tx, bound.id, now)


def we_joined(db: Database, slack: SlackChannel, home: SlackChannel, *, now: datetime) -> None:
    """Our own user came into a channel: Slack is asked about it, and it gets its card.

    Args:
        db: the store.
        slack: the channel, as the installation calls it that came.
        home: the same, as the installation calls it that was told.
        now: the time.
    """
    with db.write() as tx:
        for one in dict.fromkeys((slack, home)):
            ask_about(tx, one, now, greet=one == slack)


def we_left(db: Database, slack: SlackChannel, home: SlackChannel, *, now: datetime) -> None:
    """Our own user went out of a channel: another installation speaks there, or nobody can say who is in it."""
    with db.write() as tx:
        channels.hold(tx, slack.channel_id)
        waiting.set_aside(tx, slack, now)
        if bound := channels.named(tx, home):
            ask_who(tx, bound.id, now)
        for one in dict.fromkeys((slack, home)):
            ask_about(tx, one, now)
