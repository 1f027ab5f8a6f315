"""Send somebody the glossary of a space as a file."""

from bot.jobs.glossary_file import asker, locale_of, say
from bot.jobs.in_channel import send, ways_of
from bot.jobs.parts import Args, JobParts
from bot.render import glossary as render
from bot.services import write_down
from bot.services.export_terms import export_terms
from bot.slack.gateway import SlackRefused


def run(parts: JobParts, args: Args) -> None:
    """Send the file directly, and say so where it was asked for."""
    locale, form = locale_of(args), args["form"]
    viewer = asker(parts, args)
    if viewer is None:
        return
    content = export_terms(parts.db, viewer, args["space"], form)
    try:
        user, name, comment = viewer.person.slack, f"glossary.{form}", render.exported(locale)
        send(ways_of(parts), user, lambda speaker: speaker.gateway.upload(user, name, content, comment))
    except SlackRefused as refusal:
        say(parts, args, render.told("cannot_upload", locale, code=refusal.code))
        return
    write_down.exported(parts.db, viewer, form, now=parts.clock())
    if args["channel"] and not args["channel"].startswith("D"):
        say(parts, args, render.told("file_sent", locale))
