"""Draw somebody the coming half-year of what they may see by now, and send it to them directly."""

from dataclasses import replace
from typing import cast

from bot.domain.grammar import ActionFilter
from bot.domain.language import Language
from bot.domain.person import SlackUser
from bot.jobs.in_channel import send, ways_of
from bot.jobs.parts import Args, JobParts
from bot.jobs.picture import picture_for
from bot.render import chart_message
from bot.render.chart import alt_text, as_png
from bot.services import write_down
from bot.services.collect_timeline import collect_timeline
from bot.services.see_again import see_again
from bot.slack.gateway import Gateway, SlackRefused
from bot.slack.gateways import Speaker
from bot.slack.message import Message
from bot.store import jobs


def run(parts: JobParts, args: Args) -> None:
    """The picture in a message; as a file where Slack does not show it; in words where it takes no file."""
    seen = see_again(parts.db, args["person"])
    if seen is None:
        return
    locale = seen.viewer.person.language or cast("Language", args["locale"])
    asked = ActionFilter(frozenset(args["scopes"]), tuple(args["words"]))
    here = seen.viewer
    if args["space"] is not None:
        here = replace(here, space_ids=here.within(args["space"]))
    today = parts.clock().astimezone(seen.reader.zone).date()
    timeline = collect_timeline(parts.db, here, today=today, asked=asked, chosen=args["asked"])
    alt, name = alt_text(timeline, locale), chart_message.file_name(today, locale)

    def draw() -> bytes:
        return as_png(timeline, [locale])

    def keep(known: str) -> None:
        with parts.db.write() as tx:
            jobs.set_args(tx, parts.job_id, {**args, "picture": known})

    write_down.read(parts.db, here, now=parts.clock())
    user = here.person.slack

    def act(speaker: Speaker) -> None:
        gateway = speaker.gateway
        picture = picture_for(parts, gateway, name, draw, alt, args["picture"], keep)
        message = chart_message.as_message(picture, alt, args["asked"], locale) if picture else None
        if message is None or not _shown(gateway, user, message, parts.once("chart")):
            try:
                gateway.upload(user, name, draw(), chart_message.beside_file(alt, locale))
            except SlackRefused as refusal:
                words = chart_message.in_words(alt, refusal.code, locale)
                gateway.direct(user, words, once=parts.once("chart:words"))

    send(ways_of(parts), user, act)


def _shown(gateway: Gateway, user: SlackUser, message: Message, once: str) -> bool:
    """Send the message; whether Slack takes a picture in it."""
    try:
        gateway.direct(user, message, once=once)
    except SlackRefused as refusal:
        if refusal.code != "invalid_blocks":
            raise
        return False
    return True
