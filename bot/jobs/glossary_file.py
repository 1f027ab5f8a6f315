"""Read a file into a glossary, or send a glossary as a file: what takes longer than an answer may."""

from typing import cast
from uuid import NAMESPACE_URL, uuid5

from bot.domain.errors import NotFound
from bot.domain.language import Language
from bot.domain.person import Person, SlackUser, Viewer
from bot.domain.shared_file import SharedFile
from bot.domain.term_file import LARGEST
from bot.jobs.deliver import bring
from bot.jobs.parts import Args, JobParts
from bot.render import glossary as render
from bot.services.export_terms import export_terms
from bot.services.import_terms import import_terms
from bot.slack.gateway import SlackRefused
from bot.slack.message import Message


def run_import(parts: JobParts, args: Args) -> None:
    """Fetch the file, take its terms, and say what became of them; a second run changes nothing."""
    locale = _locale(args)
    file = SharedFile(*args["file"])
    try:
        content = parts.gateway.download(file, LARGEST)
    except SlackRefused:
        _say(parts, args, render.told("file_refused", locale))
        return
    try:
        done = import_terms(parts.db, _viewer(args), args["space"], content, now=parts.clock())
    except NotFound:  # the space went while the job waited
        return
    counts = {"new": done.new, "changed": done.changed, "same": done.same}
    told = render.imported(counts, done.broken, done.affected.outdated, done.affected.to_review, locale)
    _say(parts, args, told)


def run_export(parts: JobParts, args: Args) -> None:
    """Send the glossary to the person alone."""
    locale, form = _locale(args), args["form"]
    content = export_terms(parts.db, _viewer(args), args["space"], form)
    try:
        parts.gateway.upload(_viewer(args).person.slack, f"glossary.{form}", content, render.exported(locale))
    except SlackRefused as refusal:
        _say(parts, args, render.told("cannot_upload", locale, code=refusal.code))


def _say(parts: JobParts, args: Args, message: Message) -> None:
    where = args["channel"]
    how = "direct" if not where else "post" if where.startswith("D") else "whisper"
    answer = {**args, "how": how, "text": message.text, "blocks": message.blocks}
    bring(parts.gateway, parts.home, answer, once=str(uuid5(NAMESPACE_URL, f"jordbro:glossary:{parts.job_id}")))


def _viewer(args: Args) -> Viewer:
    """Who asked: that they see the space was found when they did."""
    person = Person(args["person"], SlackUser(args["team"], args["user"]), args["name"])
    return Viewer(person, frozenset({args["space"]}))


def _locale(args: Args) -> Language:
    return cast("Language", args["locale"])
