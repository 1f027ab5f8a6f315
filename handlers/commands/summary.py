"""/summary: what meetings came down to, in the reader's language."""

from datetime import date, datetime

from bot.domain.grammar import Grammar
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.summary import Summary
from bot.render import summary as render
from bot.services.ask_translation import ask_translation
from bot.services.gloss import gloss
from bot.services.summarise import summarise
from bot.slack.payloads import Incoming
from bot.store.database import Database
from handlers.logging_note import offer_space
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
    """Summarise what was asked for, for this reader only."""
    if not viewer.space_ids:
        offer_space(incoming, reply, db, viewer, locale, "", now)
        return
    summary = summarise(db, viewer, incoming.text, grammar.periods, today=today)
    if ask_translation(db, [part.note for part in summary.notes], locale, now=now):
        summary = summarise(db, viewer, incoming.text, grammar.periods, today=today)
    shareable = viewer.channel is not None
    reply.say(render.for_reader(summary, locale, glosses(db, summary, locale), shareable=shareable))


def glosses(db: Database, summary: Summary, locale: Language) -> dict[int, tuple[tuple[str, str], ...]]:
    """Known terms in what the reader will see untranslated."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for part in summary.notes:
        found |= gloss(db, part.note.space_id, part.note.texts(), locale)
    return found
