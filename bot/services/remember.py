"""Give the waiting sentences of a note what people have approved before."""

from datetime import datetime

from bot.domain.language import Language
from bot.domain.person import keeper
from bot.domain.record import Note
from bot.domain.segment import Segment
from bot.store import memory, notes, segments
from bot.store.database import Tx


def remember(tx: Tx, space_id: int, note_id: int, now: datetime) -> bool:
    """Use the memory for a note; True when something still waits for an engine."""
    note = notes.get(tx, keeper(space_id), note_id)
    if note is None:
        return False
    left = False
    for language in languages_of(note):
        waiting = waiting_in(tx, note, language)
        found = remember_segments(tx, space_id, waiting)
        if found:
            segments.settle(tx, {segment.text_id for segment in found}, language, now)
        left = left or len(found) < len(waiting)
    return left


def languages_of(note: Note) -> tuple[Language, ...]:
    """The languages in which something of a note is expected."""
    return tuple(dict.fromkeys(language for text in note.texts() for language in text.translations))


def waiting_in(tx: Tx, note: Note, language: Language) -> tuple[Segment, ...]:
    """The sentences of a note that wait for an engine in a language."""
    found = segments.of_texts(tx, [text.id for text in note.texts()], language)
    return tuple(segment for segment in found if segment.wants_machine)


def remember_segments(tx: Tx, space_id: int, waiting: tuple[Segment, ...]) -> list[Segment]:
    """Use the memory for some sentences of one language; gives those that it knew."""
    found: list[Segment] = []
    for source in dict.fromkeys(segment.source_language for segment in waiting):
        own = [segment for segment in waiting if segment.source_language == source]
        known = memory.find(tx, space_id, {segment.source for segment in own}, (source, own[0].language))
        for segment in own:
            if segment.source in known:
                target, by, at = known[segment.source]
                if segments.set_remembered(tx, segment, target, segments.Approval(by, at)):
                    found.append(segment)
    return found
