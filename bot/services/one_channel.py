"""Find out that two installations mean one channel: never by its id alone, but by what Slack says of who shares it."""

from bot.domain.channel_facts import ChannelFacts
from bot.domain.person import SlackChannel
from bot.store import channels, spaces, unbinding, waiting
from bot.store.channels import Binding
from bot.store.database import Tx


def same_channel(tx: Tx, slack: SlackChannel, facts: ChannelFacts) -> Binding | None:
    """The binding of a channel that an installation is in; None where it has no space.

    The same channel bound by two sides becomes one, unless each uses a space of its own: then both stay.
    """
    own = channels.named(tx, slack)
    if own is not None and own.trouble == "twice":
        channels.set_trouble(tx, own.id, "")
    for other in _shared_with(tx, slack, facts):
        if own is None:
            channels.add_name(tx, other.id, slack)
            own = channels.get(tx, other.id)
        elif other.id != own.id and not (waiting.waits(other) and not waiting.waits(own)):  # it waits until it is back
            own = _joined(tx, own, other)
    return own


def _shared_with(tx: Tx, slack: SlackChannel, facts: ChannelFacts) -> tuple[Binding, ...]:
    """What other teams, of those that Slack says share the channel, have bound under its id."""
    if not facts.is_shared:
        return ()
    theirs = {SlackChannel(team_id, slack.channel_id) for team_id in facts.connected}
    return tuple(bound for bound in channels.called(tx, slack.channel_id) if theirs & set(bound.names))


def _joined(tx: Tx, own: Binding, other: Binding) -> Binding:
    first, second = sorted((own, other), key=lambda one: (not spaces.is_used(tx, one.space_id), one.id))
    if first.space_id != second.space_id and spaces.is_used(tx, second.space_id):
        for bound in (first, second):
            channels.set_trouble(tx, bound.id, "twice")
        return own
    unbinding.merge(tx, first.id, second.id)
    return channels.get(tx, first.id) or own
