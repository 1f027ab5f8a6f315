"""Bring an answer to where it was asked."""

from uuid import NAMESPACE_URL, uuid5

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.parts import Args, JobParts
from bot.slack.gateway import Gateway, SlackRefused
from bot.slack.message import Message

ABSENT = frozenset({"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived"})
"""Slack's words for a channel in which we, or the person, cannot be spoken to."""


def run(parts: JobParts, args: Args) -> None:
    """Post, whisper, write directly or answer an interaction, as `how` says."""
    bring(
        parts.gateway, parts.home, args, once=str(uuid5(NAMESPACE_URL, f"jordbro:deliver:{parts.home}:{parts.job_id}"))
    )


def bring(gateway: Gateway, home: str, args: Args, *, once: str) -> None:
    """Do what the arguments of a delivery say; the same `once` (a UUID) is not posted twice.

    Raises:
        SlackError: Slack did not take it.
    """
    message = Message(args["text"], args["blocks"])
    user = SlackUser(args["team"], args["user"])
    channel = SlackChannel(home, args["channel"])
    if args["how"] == "post":
        gateway.post(channel, message, once=once, thread_ts=args["thread"])
    elif args["how"] == "whisper":
        _whisper(gateway, channel, user, message, args["thread"], once)
    elif args["how"] == "respond":
        gateway.respond(args["address"], message, replace=args["replace"])
    elif args["how"] == "home":
        gateway.publish_home(user, {"type": "home", "blocks": message.blocks})
    else:
        gateway.direct(user, message, once=once)


def _whisper(
    gateway: Gateway, channel: SlackChannel, user: SlackUser, message: Message, thread: str, once: str
) -> None:
    """Tell a person alone; directly where that cannot be done in the channel: commands and shortcuts work anywhere."""
    try:
        gateway.whisper(channel, user, message, thread)
    except SlackRefused as refusal:
        if refusal.code not in ABSENT:
            raise
        gateway.direct(user, message, once=once)
