"""Read a file that somebody sent into the glossary of a space."""

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.shared_file import SharedFile
from bot.domain.term_file import LARGEST
from bot.jobs.deliver import speaker_of
from bot.jobs.glossary_file import asker, locale_of, say
from bot.jobs.parts import Args, JobParts
from bot.render import answers
from bot.render import glossary as render
from bot.render.blocks import sentence
from bot.services.import_terms import import_terms
from bot.slack.gateway import SlackRefused


def run(parts: JobParts, args: Args) -> None:
    """Fetch the file, take its terms, and say what became of them; a second run changes nothing."""
    locale, viewer = locale_of(args), asker(parts, args)
    if viewer is None:
        return
    file = SharedFile(*args["file"])
    try:
        content = speaker_of(parts.slack, args).gateway.download(file, LARGEST)
    except SlackRefused:
        say(parts, args, render.told("file_refused", locale))
        return
    try:
        done = import_terms(parts.db, viewer, args["space"], content, now=parts.clock())
    except NotFound:  # the space went while the job waited
        return
    except NotAllowed as problem:  # they only read there by now
        say(parts, args, sentence(answers.problem(problem, locale)))
        return
    counts = {"new": done.new, "changed": done.changed, "same": done.same}
    told = render.imported(counts, done.broken, done.affected.outdated, done.affected.to_review, locale)
    say(parts, args, told)
