"""Send somebody a link by which they sign in to our pages; it stands in no job and no log."""

from typing import cast

from bot.domain.language import Language
from bot.jobs.in_channel import tell, ways_of
from bot.jobs.parts import Args, JobParts
from bot.render import sign_in as render
from bot.services.make_link import make_link
from bot.services.see_again import see_again
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import Speaker
from bot.slack.message import Message
from bot.store import jobs


def run(parts: JobParts, args: Args) -> None:
    """Make the link and send it directly; say so where it was asked for if that cannot be done."""
    seen = see_again(parts.db, args["person"])
    if seen is None or not parts.pages_url:
        return
    locale = seen.viewer.person.language or cast("Language", args["locale"])
    address = f"{parts.pages_url}wiki/in/{make_link(parts.db, seen.viewer, now=parts.clock())}"
    try:
        tell(
            ways_of(parts),
            seen.viewer.person.slack,
            render.link_sent(address, locale),
            once=parts.once("wiki_link"),
            asked=_asked(parts, args),
        )
    except SlackRefused:
        _answer(parts, args, render.not_sent(locale))
        raise


def _asked(parts: JobParts, args: Args) -> Speaker | None:
    """By whom they asked: of whoever meets us nowhere that is the only way to them."""
    try:
        return parts.slack.of(args["home"]) if args["home"] else None
    except SlackRefused:
        return None


def _answer(parts: JobParts, args: Args, message: Message) -> None:
    if not args["channel"] or args["channel"].startswith("D"):
        return
    sent = {"how": "whisper", "text": message.text, "blocks": message.blocks, "address": "", "replace": False}
    place = {key: args[key] for key in ("team", "user", "channel", "thread", "home")}
    with parts.db.write() as tx:
        jobs.add(tx, "deliver", f"wiki_link:{parts.job_id}", sent | place, parts.clock())
