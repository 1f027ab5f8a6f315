"""Take words that people wrote in a wiki into the record, as if somebody had written them in Slack."""

from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher

from bot.domain.calendars import calendar_of, zone_of
from bot.domain.errors import Changed, NotFound, Unreadable
from bot.domain.language import Language, guess_language
from bot.domain.person import Viewer
from bot.domain.record import Item, Note, Text
from bot.domain.review import Typed
from bot.domain.segment import Segment
from bot.domain.segments import pieces
from bot.domain.typed_action import TypedAction
from bot.domain.typed_note import TypedNote
from bot.domain.wiki_mark import HEAD_PARTS, Part
from bot.services.correct import correct
from bot.services.edit_action import body_with, edit_action
from bot.services.edit_note import edit_note
from bot.store import notes, segments
from bot.store.database import Database, Tx

_QUOTED = 80  # characters of a field that is named by its words


def take_words(
    db: Database, viewer: Viewer, note_id: int, part: Part, words: str, language: Language, *, now: datetime
) -> None:
    """Give a part other words in a language: its original's, and the other languages become outdated, or another's.

    Raises:
        NotFound: the note or the part is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody changed it at the same moment.
        Unreadable: nothing is left of it, or its sentences cannot be told apart.
    """
    words = " ".join(words.split())
    with db.read() as tx:
        place = _place(tx, viewer, note_id, part)
        found = segments.of_texts(tx, [place.text.id], language)
    language = _meant(place.text, words, language)
    if not words:
        raise place.unreadable("wiki_item_empty", "wiki_head_empty")
    if language != place.text.language:
        reviewer = replace(viewer, person=viewer.person.speaking(language))
        if correct(db, reviewer, note_id, _sentences(found, words, place), now=now).conflicts:
            raise Changed("note_changed")
    elif place.item is not None and place.item.action is not None:
        due = place.item.action.due.said if place.item.action.due else ""
        typed = TypedAction(words, owner=None, due_said=due)
        edit_action(db, viewer, place.item.id, place.item.action.version, typed, now=now)
    else:
        today = now.astimezone(zone_of(viewer.person.zone, calendar_of(None, place.note.language))).date()
        edit_note(db, viewer, note_id, place.note.version, place.typed(words), today=today, now=now)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the words belong: an item, or a field of the head."""

    note: Note
    part: Part
    text: Text
    item: Item | None

    def typed(self, words: str) -> TypedNote:
        """The note as its form would have it, with these words in the place of the ones there."""
        note, body = self.note, self.note.body
        fields = {name: text.content if (text := _field(note, name)) else "" for name in HEAD_PARTS}
        if self.item is None:
            fields = {name: words if name == self.part else there for name, there in fields.items()}
        else:
            whole = [one.id for one in note.items if one.parent_id is None]
            body = body_with(note, whole.index(self.item.id), words)
            if body == note.body:
                raise Unreadable("wiki_item_elsewhere", ref=self.item.ref)
        held = note.held_on.isoformat() if note.held_on else ""
        return TypedNote(body.rstrip("\n"), note.language, held_on=held, **fields)

    def unreadable(self, of_an_item: str, of_the_head: str) -> Unreadable:
        """Why it cannot be taken: an item is named by its number, a field by its words."""
        if self.item is not None:
            return Unreadable(of_an_item, ref=self.item.ref)
        return Unreadable(of_the_head, words=self.text.content[:_QUOTED])


def _place(tx: Tx, viewer: Viewer, note_id: int, part: Part) -> _Place:
    note = notes.get(tx, viewer, note_id)
    if note is None:
        raise NotFound("no_note")
    item = note.item(part) if isinstance(part, int) else None
    text = _field(note, part) if isinstance(part, str) else item.text if item else None
    if text is None:
        raise NotFound("no_item")
    return _Place(note, part, text, item)


def _field(note: Note, name: str) -> Text | None:
    fields = {"title": note.title, "place": note.place, "purpose": note.purpose, "participants": note.participants}
    return fields[name]


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
