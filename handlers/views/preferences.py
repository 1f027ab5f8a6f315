"""The form of a person's settings was sent."""

from dataclasses import fields, replace
from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.preferences import EARLIEST, LATEST
from bot.domain.typed_preferences import TypedPreferences
from bot.render import answers
from bot.render import preferences as render
from bot.services.set_preferences import set_preferences
from bot.slack.payloads import Incoming, unpack
from bot.store.database import Database
from handlers.events import home
from handlers.locale import today_of
from handlers.reply import Field, Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    words: tuple[str, ...],
    now: datetime,
    address: str,
) -> None:
    """Keep them and tell the person alone; App Home is shown anew where they were changed there."""
    typed = TypedPreferences(**{one.name: incoming.state.get(one.name, "") for one in fields(TypedPreferences)})
    flaws = [Field(field, _sentence(key, locale)) for field, key in typed.flaws().items()]
    if flaws:
        reply.refuse(*flaws)
        return
    kept = set_preferences(db, viewer, typed.chosen_language(), typed.preferences(), now=now)
    private, spoken = unpack(incoming.private), typed.chosen_language() or locale
    reply.settle()
    reply.say(render.as_kept(kept.reader, kept.next_reminder, spoken), incoming.channel_of(private))
    if private.get("home"):
        person = replace(viewer.person, language=spoken, zone=kept.reader.zone.key)
        changed = replace(viewer, person=person)
        home.handle(reply, db, changed, spoken, words, today_of(person, spoken, now), address)


def _sentence(key: str, locale: Language) -> str:
    return answers.problem(UserError(key, earliest=EARLIEST, latest=LATEST), locale)
