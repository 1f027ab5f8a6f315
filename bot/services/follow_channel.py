"""Keep up with what Slack says of a channel: whose installations are in it, whether it is shared, what it is called.

Every step may be repeated and may come in any order: what Slack says when it is asked counts, and what an event says
is believed at once only where it takes something away from somebody.
"""

from collections.abc import Collection
from datetime import datetime

from bot.domain.channel_facts import ChannelFacts
from bot.domain.person import SlackChannel
from bot.services.one_channel import same_channel
from bot.store import attendance, channels, jobs, waiting, welcomes
from bot.store.channels import Binding
from bot.store.database import Database, Tx


def ask_about(
    tx: Tx, slack: SlackChannel, now: datetime, *, greet: bool = False, onward: bool = True, was: str = ""
) -> None:
    """Have Slack asked about a channel by one installation.

    Args:
        tx: the transaction.
        slack: the installation's name for the channel.
        now: the time.
        greet: whether the channel gets the card that says how everything is done.
        onward: whether the other installations that it may concern are asked as well.
        was: the id that the channel had until now, where it has just got another one.
    """
    args = {"team": slack.team_id, "channel": slack.channel_id, "greet": greet, "onward": onward, "was": was}
    key = f"{slack.team_id}:{slack.channel_id}:{greet:d}{onward:d}{was and f':{was}'}"
    jobs.add(tx, "channel", key, args, now)


def ask_who(tx: Tx, channel_id: int, now: datetime) -> None:
    """Have Slack asked who is in a channel, as soon as can be."""
    jobs.hasten(tx, "members", str(channel_id), {"channel": channel_id}, now)


def ask_anew(tx: Tx, channel_id: int, slack: SlackChannel, now: datetime) -> None:
    """A channel speaks of a space from now on: Slack is asked who is in it, and its card, if it has one, says so."""
    jobs.add(tx, "members", str(channel_id), {"channel": channel_id}, now)
    ask_about(tx, slack, now)
    if welcomes.get(tx, slack.channel_id) is not None:
        args = {"team": slack.team_id, "channel": slack.channel_id, "only": True}
        jobs.add(tx, "welcome", f"{slack.channel_id}:only", args, now)


def follow_channel(
    db: Database,
    slack: SlackChannel,
    facts: ChannelFacts | None,
    *,
    now: datetime,
    greet: bool = False,
    onward: bool = True,
    was: str = "",
) -> None:
    """Bring what we keep of a channel up to what an installation is told of it.

    Args:
        db: the store.
        slack: the installation's name for the channel.
        facts: what it is told; None where it is not told anything, because it is not in it.
        now: the time.
        greet: whether the channel gets the card that says how everything is done.
        onward: whether the other installations that it may concern are asked as well.
        was: the id that the channel had until now, where it has just got another one.
    """
    with db.write() as tx:
        channels.hold(tx, slack.channel_id)
        if facts is None or not facts.is_member:
            _absent(tx, slack, now)
            return
        bound = same_channel(tx, slack, facts)
        if bound is not None:
            _present(tx, slack, facts, bound, now)
            if was and facts.is_shared:
                waiting.rename(tx, bound.id, was, slack.channel_id, facts.connected)
            if onward:
                _ask_others(tx, slack, facts, channels.named(tx, slack) or bound, now)
        if greet:
            jobs.add(tx, "welcome", slack.channel_id, {"team": slack.team_id, "channel": slack.channel_id}, now)


def part(tx: Tx, slack: SlackChannel, names: Collection[SlackChannel], now: datetime) -> bool:
    """Some names are of another channel than an installation's; gives whether that is new.

    Both go on with the same space, and are told so; who is in them is asked, and until then nobody is known to be in
    the one that is new, nor, in the other, of the teams that have gone.
    """
    bound = channels.named(tx, slack)
    others = [name for name in names if bound is not None and name in bound.names and name != slack]
    if bound is None or not others:
        return False
    if bound.speaks in others:  # who speaks keeps the cards and the settings of the channel
        kept, gone = bound.speaks, [slack]
    else:
        kept, gone = slack, others
    for name in gone:
        made = channels.split(tx, name, now)
        _tell(tx, made, made, now, both=True)
        attendance.forget_team(tx, bound.id, name.team_id)
    channels.set_shared(tx, bound.id, shared=len(bound.names) - len(gone) > 1)
    _tell(tx, bound.id, max(one.id for one in channels.of_space(tx, bound.space_id)), now, both=True)
    for one in (kept, *gone):
        ask_about(tx, one, now)
    return True


def _tell(tx: Tx, channel_id: int, since: int, now: datetime, *, both: bool) -> None:
    """Have a channel told that it is not shared any more."""
    args = {"channel": channel_id, "both": both, "at": now.isoformat()}
    jobs.add(tx, "unshared", f"{channel_id}:{since}", args, now)


def _absent(tx: Tx, slack: SlackChannel, now: datetime) -> None:
    bound = channels.named(tx, slack)
    if bound is None:
        return
    waiting.set_aside(tx, slack, now)  # it may go on under an id that we are told later
    if len(bound.names) > 1:
        ask_who(tx, bound.id, now)


def _present(tx: Tx, slack: SlackChannel, facts: ChannelFacts, bound: Binding, now: datetime) -> None:
    dead = [name for name in bound.names if name.team_id == slack.team_id and name != slack]
    for name in dead:  # the id it had before
        if bound.speaks == name:
            channels.speak_by(tx, bound.id, slack)
        channels.drop_name(tx, name)
    theirs = [name for name in bound.names if name.team_id != slack.team_id]
    apart = part(tx, slack, [name for name in theirs if name.team_id not in facts.connected], now)
    now_bound = channels.named(tx, slack) or bound
    if bound.trouble == "absent" and now_bound.speaks.team_id != slack.team_id:
        channels.speak_by(tx, now_bound.id, slack)
    if now_bound.is_shared and not facts.is_shared and not apart:
        _tell(tx, now_bound.id, 0, now, both=False)
    channels.set_shared(tx, now_bound.id, shared=facts.is_shared)
    if facts.is_archived or now_bound.trouble == "archived":
        channels.set_trouble(tx, now_bound.id, "archived" if facts.is_archived else "")
    ask_who(tx, now_bound.id, now)


def _ask_others(tx: Tx, slack: SlackChannel, facts: ChannelFacts, bound: Binding, now: datetime) -> None:
    """The teams it is shared with may have the app as well, and call it as we do."""
    have = {name.team_id for name in bound.names if name.channel_id == slack.channel_id}
    for team_id in sorted(facts.connected - have):
        ask_about(tx, SlackChannel(team_id, slack.channel_id), now, onward=False)
