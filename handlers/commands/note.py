"""/note: log a meeting note, in one go or by a form."""

from datetime import date, datetime

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.typed_note import TypedNote
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.logging_files import take_files
from handlers.logging_inside import ask_for_whom, log_begun, offer_inside
from handlers.logging_note import log_in_channel, new_form, offer_space
from handlers.reply import Reply


def handle(
    incoming: Incoming,
    reply: Reply,
    db: Database,
    viewer: Viewer,
    locale: Language,
    grammar: Grammar,
    today: date,
    now: datetime,
) -> None:
    """Log what was written, for one side alone where it says so; without words take files, or open the form."""
    kept = grammar.kept_of(incoming.text)
    if incoming.files and not incoming.text.strip():
        take_files(incoming, reply, db, viewer, locale, today, now)
    elif kept and kept.sure and kept.rest.strip():
        log_begun(incoming, reply, db, viewer, locale, kept, today, now)
    elif kept and not kept.sure:
        ask_for_whom(incoming, reply, db, viewer, locale, kept, now)
    elif incoming.text.strip() and not kept:
        log_in_channel(incoming, reply, db, viewer, locale, TypedNote(incoming.text), today, now)
    elif not viewer.space_ids or (incoming.channel and not viewer.channel and not _direct(incoming)):
        offer_space(incoming, reply, db, viewer, locale, "", now)
    elif kept:
        offer_inside(incoming, reply, db, viewer, locale)
    elif not reply.can_open:
        reply.offer_form("note", locale)
    else:
        reply.open(new_form(incoming, db, viewer, TypedNote(""), locale))


def _direct(incoming: Incoming) -> bool:
    return incoming.channel is not None and incoming.channel.channel_id.startswith("D")
