"""The form of a new note was sent."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import SlackChannel, Viewer
from bot.render.forms import TICKED
from bot.services.describe_space import channel_at, first_channel
from bot.services.log_note import Origin
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.logging_inside import log_inside
from handlers.logging_note import log_to
from handlers.reply import Reply
from handlers.views.filled import note_of


def handle(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """Log the note to the space of the channel it was opened in, or to the one that was chosen; or inside that."""
    typed = note_of(incoming.state)
    private = unpack(incoming.private)
    here = SlackChannel(str(private.get("team", "")), str(private.get("channel", "")))
    channel = channel_at(db, viewer, here)
    if channel is None:
        channel = first_channel(db, viewer, number_in(incoming.state, "space") or number_in(private, "space"))
    if channel is None:
        raise UserError("no_space", typed=typed.text)
    tell_in = here if here.channel_id else None
    if incoming.state.get("inner") == TICKED:
        side = str(private.get("side") or "") or viewer.standing(channel.space_id).side
        origin = Origin(channel.space_id, None, incoming.key, today, side=side)
        log_inside(reply, db, viewer, locale, typed, origin, now, tell_in)
        return
    asker = replace(viewer, channel=channel)
    log_to(reply, db, asker, locale, typed, channel, incoming.key, today, now, tell_in=tell_in)
