"""The buttons that say for whom a note is that begins with the word for internal ones."""

from datetime import date, datetime

from bot.domain.errors import NotFound
from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.typed_note import TypedNote
from bot.render import answers
from bot.services.keep_draft import draft_key, drop_draft, read_draft
from bot.services.log_note import Origin, log_note
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.logging_inside import as_logged, offer_inside
from handlers.logging_note import channel_meant, offer_space
from handlers.reply import Reply


def begin(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """The form for one side alone."""
    offer_inside(incoming, reply, db, viewer, locale)


def inside(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    today: date,
    now: datetime,
) -> None:
    """For one side alone: that which the button named."""
    value = unpack(incoming.value)
    draft_id, content = _draft(value, db, viewer)
    kept = grammar.kept_of(content)
    space_id, side = number_in(value, "space"), str(value.get("side") or "")
    origin = Origin(space_id, None, draft_key(draft_id), today, side=side)
    logged = log_note(db, viewer, TypedNote(kept.rest if kept else content), origin, now=now)
    drop_draft(db, viewer, draft_id)
    reply.replace(as_logged(db, viewer, logged, locale, space_id, side, in_the_open=bool(value.get("open"))))


def shared(
    incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, today: date, now: datetime
) -> None:
    """For everyone in the channel, as any other note."""
    draft_id, content = _draft(unpack(incoming.value), db, viewer)
    channel = channel_meant(db, viewer, incoming)
    if channel is None:
        offer_space(incoming, reply, db, viewer, locale, content, now)
        return
    origin = Origin(channel.space_id, channel, draft_key(draft_id), today)
    logged = log_note(db, viewer, TypedNote(content), origin, now=now)
    drop_draft(db, viewer, draft_id)
    reply.replace(answers.logged(logged.note, locale, logged.unconfirmed, again=logged.again))


def _draft(value: dict[str, object], db: Database, viewer: Viewer) -> tuple[int, str]:
    draft_id = number_in(value, "draft")
    content = read_draft(db, viewer, draft_id) if draft_id else None
    if content is None:
        raise NotFound("draft_used")
    return draft_id, content
