"""Read a file that somebody sent into the glossary of a space."""

from bot.domain.errors import NotFound
from bot.domain.shared_file import SharedFile
from bot.domain.term_file import LARGEST
from bot.jobs.deliver import speaker_of
from bot.jobs.glossary_file import asker, locale_of, say
from bot.jobs.parts import Args, JobParts
from bot.render import glossary as render
from bot.services.import_terms import import_terms
from bot.slack.gateway import SlackRefused


def run(parts: JobParts, args: Args) -> None:
    """Fetch the file, take its terms, and say what became of them; a second run changes nothing."""
    locale = locale_of(args)
    file = SharedFile(*args["file"])
    try:
        content = speaker_of(parts.slack, args).gateway.download(file, LARGEST)
    except SlackRefused:
        say(parts, args, render.told("file_refused", locale))
        return
    try:
        done = import_terms(parts.db, asker(args), args["space"], content, now=parts.clock())
    except NotFound:  # the space went while the job waited
        return
    counts = {"new": done.new, "changed": done.changed, "same": done.same}
    told = render.imported(counts, done.broken, done.affected.outdated, done.affected.to_review, locale)
    say(parts, args, told)
