"""Give the waiting texts of a note what people have approved before."""

from collections import defaultdict
from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import keeper
from bot.domain.record import Note, Text, Translation
from bot.store import memory, notes, texts
from bot.store.database import Tx


def remember(tx: Tx, space_id: int, note_id: int, now: datetime) -> bool:
    """Use the memory for a note; True when something still waits for an engine."""
    note = notes.get(tx, keeper(space_id), note_id)
    if note is None:
        return False
    waiting = note.waiting()
    found = 0
    for pair, originals in _by_pair(note).items():
        approved = memory.find(tx, space_id, [text.content for text in originals], pair)
        for text in originals:
            if text.content in approved:
                known = Translation(pair[1], approved[text.content], "reviewed", "memory")
                found += texts.set_translation(tx, text, known, now)
    return found < len(waiting)


def _by_pair(note: Note) -> dict[tuple[Language, Language], list[Text]]:
    pairs: defaultdict[tuple[Language, Language], list[Text]] = defaultdict(list)
    for text, language in note.waiting():
        pairs[text.language, language].append(text)
    return pairs
