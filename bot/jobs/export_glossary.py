"""Send somebody the glossary of a space as a file."""

from bot.jobs.glossary_file import asker, locale_of, say
from bot.jobs.parts import Args, JobParts
from bot.render import glossary as render
from bot.services.export_terms import export_terms
from bot.slack.gateway import SlackRefused


def run(parts: JobParts, args: Args) -> None:
    """Send the file directly, and say so where it was asked for."""
    locale, form = locale_of(args), args["form"]
    content = export_terms(parts.db, asker(args), args["space"], form)
    try:
        user = asker(args).person.slack
        parts.slack.to(user).gateway.upload(user, f"glossary.{form}", content, render.exported(locale))
    except SlackRefused as refusal:
        say(parts, args, render.told("cannot_upload", locale, code=refusal.code))
        return
    if args["channel"] and not args["channel"].startswith("D"):
        say(parts, args, render.told("file_sent", locale))
