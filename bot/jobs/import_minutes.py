"""Read a file with minutes that somebody sent into a space."""

from datetime import date

from bot.domain.errors import NotAllowed, NotFound, Unreadable
from bot.domain.shared_file import SharedFile
from bot.jobs.deliver import speaker_of
from bot.jobs.glossary_file import asker, locale_of, say
from bot.jobs.parts import Args, JobParts
from bot.render import answers
from bot.render.blocks import sentence
from bot.services.fetch_minutes import LARGEST
from bot.services.take_minutes import channel_again, take_minutes
from bot.slack.gateway import SlackRefused


def run(parts: JobParts, args: Args) -> None:
    """Fetch the file, keep what it says, and say what became of it; a second run adds nothing."""
    locale, viewer = locale_of(args), asker(parts, args)
    channel = channel_again(parts.db, viewer, args["bound"]) if viewer else None
    if viewer is None or channel is None:
        return
    try:
        content = speaker_of(parts.slack, args).gateway.download(SharedFile(*args["file"]), LARGEST)
        today = date.fromisoformat(args["today"])
        added = take_minutes(parts.db, viewer, channel, content, today, now=parts.clock())
    except SlackRefused:
        say(parts, args, answers.file_refused(locale))
    except (NotAllowed, NotFound, Unreadable) as problem:
        say(parts, args, sentence(answers.problem(problem, locale)))
    else:
        say(parts, args, answers.taken(added, locale))
