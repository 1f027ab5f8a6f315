"""What the jobs for files of a glossary have in common: who asked, and how they are answered."""

from typing import cast
from uuid import NAMESPACE_URL, uuid5

from bot.domain.language import Language
from bot.domain.person import Person, SlackUser, Viewer
from bot.jobs.deliver import bring
from bot.jobs.parts import Args, JobParts
from bot.slack.message import Message


def say(parts: JobParts, args: Args, message: Message) -> None:
    """Answer where it was asked, to the person alone."""
    where = args["channel"]
    how = "direct" if not where else "post" if where.startswith("D") else "whisper"
    answer = {**args, "how": how, "text": message.text, "blocks": message.blocks}
    bring(parts.slack, answer, once=str(uuid5(NAMESPACE_URL, f"jordbro:glossary:{parts.job_id}")))


def asker(args: Args) -> Viewer:
    """Who asked: that they see the space was found when they did."""
    person = Person(args["person"], SlackUser(args["team"], args["user"]), args["name"])
    return Viewer(person, frozenset({args["space"]}))


def locale_of(args: Args) -> Language:
    """In which language they are answered."""
    return cast("Language", args["locale"])
