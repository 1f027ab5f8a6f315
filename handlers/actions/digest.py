"""The buttons of the digest: switch it, change it, preview it, list all of a section."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from bot.domain.digest import SECTION_NAMES, Period, SectionName
from bot.domain.digest_change import DigestChange
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import digest as render
from bot.render.digest_settings import as_form
from bot.services.preview_digest import list_section
from bot.services.read_digest import read_digest
from bot.slack.payloads import Incoming, pack, unpack
from bot.store.database import Database
from handlers import digests
from handlers.listing import listed
from handlers.reply import Reply


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, address: str, now: datetime
) -> None:
    """Do what the button says; a name that is none of ours does nothing."""
    pressed = incoming.name.removeprefix("digest.")
    on, off = DigestChange(is_on=True), DigestChange(is_on=False)
    acts: Mapping[str, Callable[[], None]] = {
        "on": lambda: digests.change(reply, db, viewer, locale, on, now),
        "off": lambda: digests.change(reply, db, viewer, locale, off, now),
        "mine": lambda: digests.show_own(reply, db, viewer, locale),
        "mine_on": lambda: digests.change_own(reply, db, viewer, locale, on),
        "mine_off": lambda: digests.change_own(reply, db, viewer, locale, off),
        "preview": lambda: digests.preview(reply, db, viewer, locale, address, now, weekly=False),
        "preview_week": lambda: digests.preview(reply, db, viewer, locale, address, now, weekly=True),
        "preview_mine": lambda: digests.preview_mine(reply, db, viewer, locale, address, now, weekly=False),
        "preview_mine_week": lambda: digests.preview_mine(reply, db, viewer, locale, address, now, weekly=True),
    }
    if pressed in acts:
        acts[pressed]()


def change(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Open the form in which the channel's digest is chosen."""
    found = read_digest(db, viewer)
    here = found.channel.slack
    reply.open(as_form(found, pack(team=here.team_id, channel=here.channel_id), locale))
    del incoming


def more(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    address: str,
    today: date,
    now: datetime,
) -> None:
    """List all of a section of a digest to whoever wants to see it; what is open, page by page."""
    value = unpack(incoming.value)
    name: SectionName = next((one for one in SECTION_NAMES if one == value.get("section")), "open")
    if name == "open":
        reply.say(listed(db, viewer, locale, grammar, today, asked=""))
        return
    period = _period(value) or Period(None, now, today, weekly=True)
    reply.say(render.as_section(list_section(db, viewer, name, period), locale, address))


def _period(value: Mapping[str, Any]) -> Period | None:
    """The period a button carries along; None for anything else: it may have been forged."""
    try:
        since = datetime.fromisoformat(value["since"]) if value["since"] else None
        until, day = datetime.fromisoformat(value["until"]), date.fromisoformat(value["day"])
    except (KeyError, TypeError, ValueError):
        return None
    times = [until] if since is None else [since, until]
    if any(one.tzinfo is None for one in times) or any(not 1900 <= one.year <= 9000 for one in (*times, day)):  # noqa: PLR2004  days before and behind can be counted
        return None
    return Period(since, until, day, value.get("weekly") is True)
