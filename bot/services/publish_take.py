"""Take words that people wrote in a wiki into the record, as if somebody had written them in Slack."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from bot.domain.errors import Changed, NotFound, Unreadable
from bot.domain.language import Language, guess_language
from bot.domain.person import Viewer
from bot.domain.record import HeadPart, Item, Note, Text
from bot.domain.review import Typed
from bot.domain.segment import Segment
from bot.domain.segments import pieces
from bot.domain.typed_action import TypedAction
from bot.domain.wiki_mark import Part
from bot.services.correct import correct_in
from bot.services.edit_action import edit_action_in
from bot.services.set_words import set_head_words, set_item_words
from bot.store import notes, segments
from bot.store.database import Tx

_QUOTED = 80  # characters of a field that is named by its words


def take_words(
    tx: Tx, viewer: Viewer, seen: Note, said: Iterable[tuple[Part, str]], language: Language, now: datetime
) -> None:
    """Give parts of a note other words in a language, all of them or none.

    Of an original the other languages become outdated; of a translation it is a correction.

    Args:
        tx: the transaction.
        viewer: who has decided so.
        seen: the note as it was compared with the wiki.
        said: the parts and their words.
        language: in which they stand on a page.
        now: the time.

    Raises:
        NotFound: the note or a part is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody has changed the note since it was seen.
        Unreadable: nothing is left of a part, or its sentences cannot be told apart.
    """
    note = notes.hold_note(tx, viewer, seen.id)
    if note is None:
        raise NotFound("no_note")
    if note.version != seen.version:
        raise Changed("note_changed")
    for part, words in said:
        _take(tx, viewer, _place(tx, viewer, note.id, part), " ".join(words.split()), language, now)


def _take(tx: Tx, viewer: Viewer, place: "_Place", words: str, language: Language, now: datetime) -> None:
    if not words:
        raise place.unreadable("wiki_item_empty", "wiki_head_empty")
    meant = _meant(place.text, words, language)
    if meant != place.text.language:
        found = segments.of_texts(tx, [place.text.id], meant)
        reviewer = replace(viewer, person=viewer.person.speaking(meant))
        if correct_in(tx, reviewer, place.note.id, _sentences(found, words, place), now).conflicts:
            raise Changed("note_changed")
    elif place.item is None:
        set_head_words(tx, viewer, place.note, place.field, words, now)
    elif place.item.action is None:
        set_item_words(tx, viewer, place.note, place.item, words, now)
    else:
        action = place.item.action
        typed = TypedAction(words, owner=None, due_said=action.due.said if action.due else "")
        edit_action_in(tx, viewer, place.item.id, action.version, typed, now)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words belong: an item, or a field of the head."""

    note: Note
    text: Text
    item: Item | None = None
    field: HeadPart = "title"  # where it is no item

    def unreadable(self, of_an_item: str, of_the_head: str) -> Unreadable:
        """Why it cannot be taken: an item is named by its number, a field by its words."""
        if self.item is not None:
            return Unreadable(of_an_item, ref=self.item.ref)
        return Unreadable(of_the_head, words=self.text.content[:_QUOTED])


def _place(tx: Tx, viewer: Viewer, note_id: int, part: Part) -> _Place:
    note = notes.get(tx, viewer, note_id)
    if note is None:
        raise NotFound("no_note")
    if isinstance(part, int):
        item = note.item(part)
        if item is None:
            raise NotFound("no_item")
        return _Place(note, item.text, item)
    text = note.head_text(part)
    if text is None:
        raise NotFound("no_item")
    return _Place(note, text, field=part)


def _meant(text: Text, words: str, language: Language) -> Language:
    """In which language the words are: where a page shows the original for want of a translation, in either."""
    untranslated = text.shown(language).language == text.language
    return text.language if untranslated and guess_language(words) == text.language else language


def _sentences(found: tuple[Segment, ...], words: str, place: _Place) -> list[Typed]:
    """Which sentence of a translation gets which words; those that stay are left alone.

    Raises:
        Unreadable: there are other sentences than before, and nobody can say which stands for which.
    """
    cut = pieces(words)
    new, old = [piece.source for piece in cut], [segment.content or "" for segment in found]
    typed: list[Typed] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        some, said = found[start:end], new[first:last]
        if len(some) == 1 and said:
            said = ["".join(piece.source + piece.gap for piece in cut[first:last]).strip()]
        if tag != "replace" or len(some) != len(said):
            raise place.unreadable("wiki_sentences", "wiki_head_sentences")
        typed += [Typed(segment.id, segment.version, one) for segment, one in zip(some, said, strict=True)]
    return typed
