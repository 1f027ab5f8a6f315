"""Bring an answer to where it was asked."""

from uuid import NAMESPACE_URL, uuid5

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.parts import Args, JobParts
from bot.slack.gateway import Gateway
from bot.slack.message import Message


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
        gateway.whisper(channel, user, message, args["thread"])
    elif args["how"] == "respond":
        gateway.respond(args["address"], message, replace=args["replace"])
    elif args["how"] == "home":
        gateway.publish_home(user, {"type": "home", "blocks": message.blocks})
    else:
        gateway.direct(user, message, once=once)
