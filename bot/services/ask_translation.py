"""Ask for texts in a language nobody has needed before."""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.language import Language
from bot.domain.record import Note
from bot.services.remember import remember
from bot.store import jobs, texts
from bot.store.database import Database


def ask_translation(db: Database, notes: Iterable[Note], language: Language, *, now: datetime) -> bool:
    """Expect some notes in a reader's language; True when memory could help at once."""
    lacking = [note for note in notes if any(_lacks(note, language))]
    if not lacking:
        return False
    with db.write() as tx:
        for note in lacking:
            texts.expect_translations(tx, note.texts(), [language], now)
            if remember(tx, note.space_id, note.id, now):
                jobs.add(tx, "translate", str(note.id), {"space": note.space_id, "note": note.id}, now)
    return True


def _lacks(note: Note, language: Language) -> Iterable[bool]:
    return (language != text.language and language not in text.translations for text in note.texts())
