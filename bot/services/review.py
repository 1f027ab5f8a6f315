"""What a reviewer is shown of a note: its sentences in their language, the most important first."""

from collections.abc import Mapping

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.review import EMPTY, SETTLED, Place, Review, Standings, in_order, places_of, standings, urgency
from bot.services.suggest import suggest
from bot.store import notes, prose, segments, trips
from bot.store.database import Database, Tx

LOOKED_UP = 20  # sentences for which the memory is searched: as many as a form shows, and Slack waits for it


def review(db: Database, viewer: Viewer, note_id: int) -> Review:
    """The sentences of a note in the viewer's language.

    Raises:
        NotFound: the note is not there for this viewer.
        NotAllowed: the viewer has chosen no language, or the note was written in it.
    """
    with db.read() as tx:
        return review_in(tx, viewer, note_id)


def review_in(tx: Tx, viewer: Viewer, note_id: int) -> Review:
    """As `review`, in a transaction that is open.

    Raises:
        NotFound: the note is not there for this viewer.
        NotAllowed: the viewer has chosen no language, or the note was written in it.
    """
    note, language = reviewable(tx, viewer, note_id)
    places = places_in(tx, note)
    found = in_order(places, segments.of_texts(tx, list(places), language))
    if not found:
        raise NotAllowed("review_is_original" if language == note.language else "review_nothing_yet")
    open_ones = [one.segment for one in found if urgency(one.segment) != SETTLED]
    return Review(note, language, found, len(open_ones), suggest(tx, note.space_id, open_ones[:LOOKED_UP]))


def reviewable(tx: Tx, viewer: Viewer, note_id: int) -> tuple[Note, Language]:
    """A note, and the language into which the viewer may correct it: the one they have chosen, no other.

    Raises:
        NotFound: the note is not there for this viewer.
        NotAllowed: the viewer has chosen no language.
    """
    note = notes.get(tx, viewer, note_id)
    if note is None:
        raise NotFound("no_note")
    if viewer.person.language is None:
        raise NotAllowed("review_without_language")
    return note, viewer.person.language


def places_in(tx: Tx, note: Note) -> Mapping[int, Place]:
    """Where each text of a note stands that people review: its summary in prose too, and the title of its trip."""
    return places_of(note, prose.text_of(tx, note.id), trips.title_beside(tx, note.id))


def left_in(tx: Tx, note: Note, language: Language) -> int:
    """How many sentences with words wait for a person in a note."""
    found = segments.of_texts(tx, list(places_in(tx, note)), language)
    return sum(urgency(segment) < EMPTY for segment in found)


def standings_of(db: Database, note: Note) -> dict[Language, Standings]:
    """What each language is in which the note, as it was read for somebody, has sentences."""
    with db.read() as tx:
        found = segments.of_texts(tx, [text.id for text in note.texts()])
    languages = dict.fromkeys(segment.language for segment in found)
    return {one: standings([segment for segment in found if segment.language == one]) for one in languages}
