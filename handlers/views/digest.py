"""The form of a channel's digest was sent."""

from dataclasses import replace
from datetime import datetime

from bot.domain.digest_change import DigestChange
from bot.domain.digest_request import time_of_day
from bot.domain.errors import Unreadable, UserError
from bot.domain.language import LANGUAGES, Language
from bot.domain.person import Viewer
from bot.domain.typed_preferences import ON, WEEKDAYS
from bot.render import answers
from bot.services.describe_space import channel_at
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers import digests
from handlers.reply import Field, Reply


def handle(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Keep what was chosen; a time in the night is refused at its field, and everything else stays as it was filled."""
    here = incoming.channel_of(unpack(incoming.private))
    channel = channel_at(db, viewer, here) if here else None
    if channel is None:
        raise UserError("not_in_channel")
    try:
        at = time_of_day(incoming.state.get("at", ""))
    except Unreadable as problem:
        reply.refuse(Field("at", answers.problem(problem, locale)))
        return
    languages = incoming.state.get("languages", "").split(",")
    weekday = number_in(incoming.state, "weekday")
    wanted = DigestChange(
        is_on=incoming.state.get("is_on") == ON,
        at=at,
        zone=incoming.state.get("zone"),
        weekday=weekday if weekday in WEEKDAYS else 0,
        languages=tuple(language for language in LANGUAGES if language in languages),
        sections=tuple(filter(None, incoming.state.get("sections", "").split(","))),
    )
    digests.change(reply, db, replace(viewer, channel=channel), locale, wanted, now, here)
