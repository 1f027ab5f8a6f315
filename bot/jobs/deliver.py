"""Bring an answer to where it was asked."""

from bot.domain.person import SlackChannel, SlackUser
from bot.jobs.in_channel import Ways, post, tell, ways_of, whisper, without_store
from bot.jobs.parts import Args, JobParts
from bot.render import answers
from bot.services.reader_by_now import reader_by_now
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import GONE, Slack, Speaker
from bot.slack.message import Message
from bot.store import channels

ABSENT = frozenset({"channel_not_found", "not_in_channel", "user_not_in_channel", "is_archived"}) | GONE
"""Words for a channel in which we, or the person, cannot be spoken to."""


def run(parts: JobParts, args: Args) -> None:
    """Post, whisper, write directly or answer an interaction, as `how` says.

    Whoever may have seen more when they asked than they see by now gets no answer, but is told to ask again. What is
    of a `space` goes into no channel that speaks of another one by now.
    """
    if "space" in args and not _speaks_of(parts, args["space"], _place(parts.slack, args)):
        return
    reader = reader_by_now(parts.db, SlackUser(args["team"], args["user"]), args.get("sees", ()))
    if not reader.sees:
        if args["how"] == "home":
            return
        told = answers.sees_less(reader.locale)
        args = {**args, "text": told.text, "blocks": told.blocks}
    bring_by(ways_of(parts), args, once=parts.once("deliver"))


def bring(slack: Slack, args: Args, *, once: str) -> None:
    """Do what the arguments of a delivery say while the store cannot be asked.

    Raises:
        SlackError: Slack did not take it.
    """
    bring_by(without_store(slack), args, once=once)


def bring_by(ways: Ways, args: Args, *, once: str) -> None:
    """Do what the arguments of a delivery say; the same `once` (a UUID) is not posted twice.

    `home` among them is the team whose installation was asked.

    Raises:
        SlackError: Slack did not take it.
    """
    message = Message(args["text"], args["blocks"])
    user = SlackUser(args["team"], args["user"])
    if args["how"] == "post" and not args["channel"].startswith("D"):
        post(ways, _place(ways.slack, args), message, once=once, thread_ts=args["thread"])
    elif args["how"] in {"post", "whisper", "respond"}:
        _privately(ways, args, message, once)
    elif args["how"] == "home":
        speaker_of(ways.slack, args).gateway.publish_home(user, {"type": "home", "blocks": message.blocks})
    else:
        tell(ways, user, message, once=once, asked=_asked(ways.slack, args))


def speaker_of(slack: Slack, args: Args) -> Speaker:
    """The installation that was asked; a job of an older version does not say which that was.

    Raises:
        SlackRefused: it is gone.
    """
    return slack.of(args["home"]) if args.get("home") else slack.to(SlackUser(args["team"], args["user"]))


def _speaks_of(parts: JobParts, space_id: int, channel: SlackChannel) -> bool:
    with parts.db.read() as tx:
        bound = channels.named(tx, channel)
    return bound is not None and bound.space_id == space_id


def _asked(slack: Slack, args: Args) -> Speaker | None:
    try:
        return speaker_of(slack, args)
    except SlackRefused:
        return None


def _place(slack: Slack, args: Args) -> SlackChannel:
    """The channel, as the installation calls it that was asked."""
    return SlackChannel(args.get("home") or speaker_of(slack, args).me.team_id, args["channel"])


def _privately(ways: Ways, args: Args, message: Message, once: str) -> None:
    """Tell a person alone where they asked: in a channel, in their conversation with us, in the place of a message.

    Directly where that cannot be done: commands and shortcuts work anywhere, and who was asked may be gone.
    """
    user = SlackUser(args["team"], args["user"])
    try:
        place = _place(ways.slack, args)
        if args["how"] == "respond":
            speaker_of(ways.slack, args).gateway.respond(args["address"], message, replace=args["replace"])
        elif args["how"] == "post":
            post(ways, place, message, once=once, thread_ts=args["thread"])
        else:
            whisper(ways, place, user, message, thread_ts=args["thread"])
    except SlackRefused as refusal:
        if refusal.code not in ABSENT:
            raise
        tell(ways, user, message, once=once, asked=_asked(ways.slack, args))
