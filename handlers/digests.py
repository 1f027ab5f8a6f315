"""What words, buttons and the form of the digest have in common: show it, change it, say who did, preview it."""

from datetime import datetime

from bot.domain.digest_change import DigestChange
from bot.domain.language import Language
from bot.domain.person import SlackChannel, Viewer
from bot.render import digest as render
from bot.render import digest_settings
from bot.services.preview_digest import preview_channel, preview_own
from bot.services.read_digest import read_digest
from bot.services.read_preferences import read_preferences
from bot.services.set_digest import set_digest
from bot.services.set_own_digest import set_own_digest
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.reply import Reply


def is_private(incoming: Incoming) -> bool:
    """Whether it was asked where nobody else reads: there it is about the person's own digest."""
    return incoming.channel is None or incoming.channel.channel_id.startswith("D")


def show(reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """How the channel gets its digest, with buttons."""
    reply.say(digest_settings.as_settings(read_digest(db, viewer), locale, now))


def change(
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    wanted: DigestChange,
    now: datetime,
    here: SlackChannel | None = None,
) -> None:
    """Keep it, show it to whoever changed it, and tell everyone in the channel who did."""
    chosen = set_digest(db, viewer, wanted, now=now)
    reply.say(digest_settings.as_settings(chosen.found, locale, now), here)
    if chosen.changed:
        told = digest_settings.announced(chosen.found, viewer.person.name, now)
        reply.post(told, chosen.found.channel.slack)


def show_own(reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """How the person gets their own digest, with buttons."""
    reply.say(digest_settings.as_own(read_preferences(db, viewer), locale))


def change_own(reply: Reply, db: Database, viewer: Viewer, locale: Language, wanted: DigestChange) -> None:
    """Keep it and show it; it is nobody else's matter."""
    reply.say(digest_settings.as_own(set_own_digest(db, viewer, wanted), locale))


def preview(
    reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str, now: datetime, *, weekly: bool
) -> None:
    """The channel's digest as it would be now, for whoever asks alone."""
    found = preview_channel(db, viewer, weekly=weekly, now=now)
    shown = render.for_channel(found.digest, found.found.languages, address)
    reply.say(render.preview(shown, locale, is_empty=found.digest.is_empty))


def preview_mine(
    reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str, now: datetime, *, weekly: bool
) -> None:
    """The person's own digest as it would be now."""
    found = preview_own(db, viewer, weekly=weekly, now=now)
    shown = render.for_person(found.digest, locale, address)
    reply.say(render.preview(shown, locale, is_empty=found.digest.is_empty))
