"""What the jobs for files of a glossary have in common: who asked, and how they are answered."""

from typing import cast

from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.jobs.deliver import bring_by
from bot.jobs.in_channel import ways_of
from bot.jobs.parts import Args, JobParts
from bot.render import answers
from bot.services.see_again import see_again
from bot.slack.message import Message


def say(parts: JobParts, args: Args, message: Message) -> None:
    """Answer where it was asked, to the person alone."""
    where = args["channel"]
    how = "direct" if not where else "post" if where.startswith("D") else "whisper"
    answer = {**args, "how": how, "text": message.text, "blocks": message.blocks}
    bring_by(ways_of(parts), answer, once=parts.once("glossary"))


def asker(parts: JobParts, args: Args) -> Viewer | None:
    """Who asked, if they still see the space: else they are told so, and there is None."""
    seen = see_again(parts.db, args["person"])
    if seen is not None and seen.viewer.sees(args["space"]):
        return seen.viewer
    say(parts, args, answers.sees_less(locale_of(args)))
    return None


def locale_of(args: Args) -> Language:
    """In which language they are answered."""
    return cast("Language", args["locale"])
