"""Bring an answer to where it was asked."""

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.parts import Args, JobParts
from bot.render import answers
from bot.services.reader_by_now import reader_by_now
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import Slack, Speaker
from bot.slack.message import Message

ABSENT = frozenset({"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived"})
"""Slack's words for a channel in which we, or the person, cannot be spoken to."""


def run(parts: JobParts, args: Args) -> None:
    """Post, whisper, write directly or answer an interaction, as `how` says.

    Whoever may have seen more when they asked than they see by now gets no answer, but is told to ask again.
    """
    reader = reader_by_now(parts.db, SlackUser(args["team"], args["user"]), args.get("sees", ()))
    if not reader.sees:
        if args["how"] == "home":
            return
        told = answers.sees_less(reader.locale)
        args = {**args, "text": told.text, "blocks": told.blocks}
    bring(parts.slack, args, once=parts.once("deliver"))


def bring(slack: Slack, args: Args, *, once: str) -> None:
    """Do what the arguments of a delivery say; the same `once` (a UUID) is not posted twice.

    `home` among them is the team whose installation was asked.

    Raises:
        SlackError: Slack did not take it.
    """
    message = Message(args["text"], args["blocks"])
    user = SlackUser(args["team"], args["user"])
    asked = speaker_of(slack, args)
    channel = SlackChannel(asked.me.team_id, args["channel"])
    if args["how"] == "post":
        asked.gateway.post(channel, message, once=once, thread_ts=args["thread"])
    elif args["how"] == "whisper":
        _whisper(slack, args, message, once)
    elif args["how"] == "respond":
        asked.gateway.respond(args["address"], message, replace=args["replace"])
    elif args["how"] == "home":
        asked.gateway.publish_home(user, {"type": "home", "blocks": message.blocks})
    else:
        _direct(slack, args, message, once)


def speaker_of(slack: Slack, args: Args) -> Speaker:
    """The installation that was asked; a job of an older version does not say which that was.

    Raises:
        SlackRefused: it is gone.
    """
    return slack.of(args["home"]) if args.get("home") else slack.to(SlackUser(args["team"], args["user"]))


def _whisper(slack: Slack, args: Args, message: Message, once: str) -> None:
    """Tell a person alone; directly where that cannot be done in the channel: commands and shortcuts work anywhere."""
    user = SlackUser(args["team"], args["user"])
    asked = speaker_of(slack, args)
    try:
        asked.gateway.whisper(SlackChannel(asked.me.team_id, args["channel"]), user, message, args["thread"])
    except SlackRefused as refusal:
        if refusal.code not in ABSENT:
            raise
        _direct(slack, args, message, once)


def _direct(slack: Slack, args: Args, message: Message, once: str) -> None:
    """Write to a person directly; by the installation that was asked where they are of no workspace and channel."""
    user = SlackUser(args["team"], args["user"])
    try:
        speaker = slack.to(user)
    except SlackRefused:
        speaker = speaker_of(slack, args)
    speaker.gateway.direct(user, message, once=once)
