"""Tell a channel that it is not shared any more, and what that means for its record."""

from datetime import datetime, timedelta

from bot.jobs.in_channel import post, ways_of
from bot.jobs.members import ABSENT
from bot.jobs.parts import Args, JobParts, Later
from bot.render.unshared import as_unshared
from bot.services.read_channel import channel_for, goes_on
from bot.slack.gateway import SlackRefused

PATIENCE = timedelta(minutes=10)  # after a disconnect one side's channel gets its new id only by another event
PAUSE = 5.0  # seconds


def run(parts: JobParts, args: Args) -> None:
    """Say it once, in the languages of the channel."""
    found = channel_for(parts.db, args["channel"])
    if found is None:
        return
    told = as_unshared(found.space, found.languages, "both" if args["both"] else goes_on(parts.db, args["channel"]))
    try:
        post(ways_of(parts), found.speaks, told, once=parts.once("unshared"))
    except SlackRefused as refusal:
        if refusal.code in ABSENT and parts.clock() - datetime.fromisoformat(args["at"]) < PATIENCE:
            raise Later(refusal.code, PAUSE) from refusal
        raise
