"""Send a channel its digest; with the full list comes a picture of the coming half-year."""

from typing import NamedTuple

from bot.domain.digest import Digest, Period, Scope, records_of
from bot.domain.mailing import Mailing
from bot.domain.person import keeper
from bot.domain.preferences import DigestChannel
from bot.jobs.in_channel import post, ways_of
from bot.jobs.mailing import close, in_time, name_of, posted, waiting
from bot.jobs.parts import Args, JobParts
from bot.jobs.picture import picture_for
from bot.render import chart
from bot.render.digest import for_channel
from bot.services import write_down
from bot.services.build_digest import build_digest
from bot.services.collect_timeline import collect_timeline
from bot.services.put_digest import channel_of
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import Speaker
from bot.slack.message import Message
from bot.store import mailings

ALT = 2000  # characters, Slack's limit


class Picture(NamedTuple):
    """An uploaded picture and what it shows, in words."""

    file_id: str
    alt: str


def run(parts: JobParts, args: Args) -> None:
    """Send it once; nothing where there is nothing to say."""
    mailing = waiting(parts, args)
    if mailing is None:
        return
    channel = channel_of(parts.db, mailing)
    if channel is None:
        close(parts, mailing, "empty")
        return
    scope = Scope.of_channel(channel)
    if not in_time(parts, mailing, scope.zone):
        return
    digest = build_digest(parts.db, scope, Period.of(mailing), channel.settings.sections)
    if digest.is_empty:
        close(parts, mailing, "empty")
        return
    pictured = parts.pictures and mailing.weekly and not digest.says_nothing
    ts = posted(parts, mailing, lambda: _post(parts, mailing, channel, digest, pictured=pictured))
    if ts is not None:
        close(parts, mailing, "sent", ts)
        write_down.shown_in(parts.db, channel.channel.id, records_of(digest), now=parts.clock())


def _post(parts: JobParts, mailing: Mailing, channel: DigestChannel, digest: Digest, *, pictured: bool) -> str:
    """Post it; without its picture where Slack will not have that."""

    def made(speaker: Speaker) -> Message:
        picture = _picture(parts, speaker, mailing, channel) if pictured else None
        return _message(speaker.me.address, channel, digest, picture)

    try:
        return post(ways_of(parts), channel.channel.slack, made, once=name_of(mailing)).ts
    except SlackRefused as refusal:
        if refusal.code != "invalid_blocks" or not pictured:
            raise
        return _post(parts, mailing, channel, digest, pictured=False)


def _message(address: str, channel: DigestChannel, digest: Digest, picture: Picture | None) -> Message:
    if picture is None:
        return for_channel(digest, channel.languages, address)
    return for_channel(digest, channel.languages, address, picture=picture.file_id, alt=picture.alt)


def _picture(parts: JobParts, speaker: Speaker, mailing: Mailing, channel: DigestChannel) -> Picture | None:
    """The picture of a full list: drawn and uploaded once, however often the job is tried.

    It is kept with the space it shows and the workspace that has it: a channel that speaks of another space by now gets
    another picture, and an installation shows none of another's.
    """
    timeline = collect_timeline(parts.db, keeper(channel.channel.space_id), today=mailing.day)
    languages = channel.languages[:2]
    alt = "\n".join(chart.alt_text(timeline, language) for language in languages)[:ALT]

    def keep(known: str) -> None:
        with parts.db.write() as tx:
            mailings.set_picture(tx, mailing.id, mark + known)

    mark = f"{channel.channel.space_id}:{speaker.me.team_id}:"
    kept = mailing.picture.removeprefix(mark) if mailing.picture and mailing.picture.startswith(mark) else None
    name = f"jordbro-{mailing.day}.png"
    file_id = picture_for(parts, speaker.gateway, name, lambda: chart.as_png(timeline, languages), alt, kept, keep)
    return Picture(file_id, alt) if file_id else None
