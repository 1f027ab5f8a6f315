"""Ask Slack about a channel: whether an installation is in it, whom it is shared with, whether it was put away."""

from bot.domain.channel_facts import ChannelFacts
from bot.domain.person import SlackChannel
from bot.jobs.members import ABSENT
from bot.jobs.parts import Args, JobParts, Later
from bot.services.follow_channel import follow_channel
from bot.slack.gateway import SlackRefused


def run(parts: JobParts, args: Args) -> None:
    """Ask by one installation and bring what we keep up to the answer; whoever knows it too is asked next."""
    slack = SlackChannel(args["team"], args["channel"])
    meant = {"greet": args.get("greet", False), "onward": args.get("onward", True), "was": args.get("was", "")}
    follow_channel(parts.db, slack, _facts(parts, slack), now=parts.clock(), **meant)


def _facts(parts: JobParts, slack: SlackChannel) -> ChannelFacts | None:
    """What the installation of that very workspace is told; None where there is none, or it is not in the channel."""
    try:
        speaker = parts.slack.of(slack.team_id)
        return speaker.gateway.channel_facts(slack) if speaker.me.team_id == slack.team_id else None
    except SlackRefused as refusal:
        if refusal.code == "token_expired":  # it is being changed
            raise Later(refusal.code) from refusal
        if refusal.code not in ABSENT:
            raise
        return None
