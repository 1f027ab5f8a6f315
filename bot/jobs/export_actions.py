"""Send somebody a file of the actions they may see, and with a calendar the address of their own."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast
from uuid import uuid4

from bot.domain.export import ExportForm
from bot.domain.grammar import ActionFilter
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import ActionLine
from bot.jobs.in_channel import send, ways_of
from bot.jobs.parts import Args, JobParts
from bot.render import exports
from bot.render import glossary as told
from bot.render.exports import FeedTold
from bot.render.table_rows import Reading
from bot.services import write_down
from bot.services.collect_actions import collect_actions
from bot.services.keep_feed import has_feed, keep_feed, new_token
from bot.services.see_again import see_again
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import Speaker
from bot.slack.message import Message
from bot.store import jobs


def run(parts: JobParts, args: Args) -> None:
    """Make the file of what they may see by now, send it directly, and say so where it was asked for."""
    seen = see_again(parts.db, args["person"])
    if seen is None:
        return
    viewer, form, now = seen.viewer, cast("ExportForm", args["form"]), parts.clock()
    locale = viewer.person.language or cast("Language", args["locale"])
    asked = ActionFilter(frozenset(args["scopes"]), tuple(args["words"]))
    here = viewer if args["space"] is None else replace(viewer, space_ids=viewer.within(args["space"]))
    lines = collect_actions(parts.db, here, asked, today=now.astimezone(seen.reader.zone).date())
    feed = _feed(parts, viewer, renew=args["renew"]) if form == "calendar" else None

    def act(speaker: Speaker) -> str:
        return _send(parts, viewer, lines, form, Reading(locale, seen.reader.zone, speaker.me.address), speaker, feed)

    try:
        sent = send(ways_of(parts), viewer.person.slack, act)
    except SlackRefused as refusal:
        _answer(parts, args, told.told("cannot_upload", locale, code=refusal.code))
        return
    write_down.exported(parts.db, viewer, form, now=now)
    if feed and feed.token:  # kept only now: an address that nobody was told would be in the way of the next
        keep_feed(parts.db, viewer, feed.token, now=now)
    if not sent:
        _answer(parts, args, exports.nothing(locale))
    elif args["channel"] and not args["channel"].startswith("D"):
        _answer(parts, args, told.told("file_sent", locale) if sent == "file" else exports.told_directly(locale))


def _send(
    parts: JobParts,
    viewer: Viewer,
    lines: Sequence[ActionLine],
    form: ExportForm,
    reading: Reading,
    speaker: Speaker,
    feed: FeedTold | None,
) -> str:
    """Send the file, or without one what there is to say of the address; gives which of the two, "" for neither."""
    slack, now, locale = viewer.person.slack, parts.clock(), reading.locale
    if exports.dated_in(lines) if form == "calendar" else lines:
        name = exports.file_name(form, now.astimezone(reading.zone).date(), locale)
        content = exports.as_file(lines, form, reading, now=now)
        speaker.gateway.upload(slack, name, content, exports.comment(lines, form, locale, feed))
        return "file"
    if feed is None:
        return ""
    speaker.gateway.direct(slack, exports.told_of_feed(feed, locale), once=str(uuid4()))
    return "message"


def _feed(parts: JobParts, viewer: Viewer, *, renew: bool) -> FeedTold:
    """What to say of the person's address; a new one is told once, and stands in no job and no log."""
    if not parts.public_url:
        return FeedTold("unavailable")
    if not renew and has_feed(parts.db, viewer):
        return FeedTold("kept")
    token = new_token()
    return FeedTold("new", token, f"{parts.public_url}calendar/{token}.ics")


def _answer(parts: JobParts, args: Args, message: Message) -> None:
    """Answer where it was asked, by a job of its own: what is tried again must not send the file again."""
    where = args["channel"]
    how = "direct" if not where else "post" if where.startswith("D") else "whisper"
    sent = {"how": how, "text": message.text, "blocks": message.blocks, "address": "", "replace": False}
    place = {key: args[key] for key in ("team", "user", "channel", "thread")}
    place["home"] = args.get("home", "")
    with parts.db.write() as tx:
        jobs.add(tx, "deliver", f"export:{parts.job_id}", sent | place, parts.clock())
