"""Ask Slack who is in a channel."""

from collections.abc import Collection

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.parts import Args, JobParts, Later
from bot.services.follow_channel import ask_about
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import NOT_INSTALLED
from bot.store import attendance, channels, jobs, people
from bot.store.channels import Binding
from bot.store.database import Tx

ABSENT = frozenset({"channel_not_found", "not_in_channel", NOT_INSTALLED})
"""Words for a channel in which an installation is not, or not any more."""

PAUSE = 1.0  # seconds before a list is read again that was old before it was read to its end


def run(parts: JobParts, args: Args) -> None:
    """Remember everyone in a channel, and nobody else; names are asked for next.

    Where no installation may ask, nobody is known to be in it. While Slack cannot be asked just now, what is known
    stays; the sweep ends that after a day.
    """
    with parts.db.read() as tx:
        channel = channels.get(tx, args["channel"])
    if channel is None:
        return
    refused: list[tuple[SlackChannel, str]] = []
    for name in dict.fromkeys((channel.speaks, *channel.names)):
        try:
            user_ids = list(parts.slack.of(name.team_id).gateway.members(name))
        except SlackRefused as refusal:
            if refusal.code == "token_expired":  # it is being changed
                raise Later(refusal.code) from refusal
            refused.append((name, refusal.code))
            continue
        _keep(parts, channel, user_ids, [name for name, _ in refused])
        return
    with parts.db.write() as tx:
        if channels.get(tx, channel.id) is not None:
            absent = all(code in ABSENT for _, code in refused)
            attendance.set_unknown(tx, channel.id, "absent" if absent else "refused")


def _keep(parts: JobParts, channel: Binding, user_ids: list[str], refused: Collection[SlackChannel]) -> None:
    us, now = parts.slack.us(), parts.clock()
    with parts.db.write() as tx:
        # in one order, and before the channel is held: others meet somebody first, and then hold it
        there = [_known(tx, user_id) for user_id in sorted(set(user_ids) - us)]
        moves = attendance.moves(tx, channel.id)
        if moves is None:  # it is bound no more
            return
        if moves == channel.moves:
            people.set_members(tx, channel.id, there)
            attendance.set_told(tx, channel.id, now)
            jobs.add(tx, "people", "names", {}, now)
            for name in refused:  # another installation has told; this one may be gone from here
                ask_about(tx, name, now)
    if moves != channel.moves:
        raise Later("people came or went meanwhile", PAUSE)


def _known(tx: Tx, user_id: str) -> int:
    """The person behind a user id; of which team they are is told with their name."""
    return people.meet(tx, SlackUser("", user_id)).id
