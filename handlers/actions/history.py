"""Show what people have done to a note, and take a correction back."""

from datetime import datetime

from bot.domain.errors import UserError
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.render import answers
from bot.render.history import as_history, taken_back
from bot.services.read_history import read_history
from bot.services.take_back import take_back
from bot.slack.payloads import Incoming, number_in, unpack
from bot.store.database import Database
from handlers.reply import Reply


def show(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language) -> None:
    """Open the history."""
    note, happened = read_history(db, viewer, number_in(unpack(incoming.value), "note"))
    reply.open(as_history(note, happened, viewer.person.language, locale))


def undo(incoming: Incoming, reply: Reply, db: Database, viewer: Viewer, locale: Language, now: datetime) -> None:
    """Take a correction back; the history says how that went."""
    value = unpack(incoming.value)
    note_id = number_in(value, "note")
    try:
        take_back(db, viewer, note_id, number_in(value, "correction"), now=now)
        told = taken_back(locale)
    except UserError as problem:
        told = answers.problem(problem, locale)
    note, happened = read_history(db, viewer, note_id)
    reply.update_form(as_history(note, happened, viewer.person.language, locale, told=told))
