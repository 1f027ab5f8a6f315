"""Approve sentences of a translation, as they are or corrected, into the reviewer's own language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.fold import folded
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.review import Conflict, Corrected, Place, Sentence, Typed
from bot.domain.segment import Segment
from bot.services.review import left_in, places_in, reviewable
from bot.store import access, audit, corrections, jobs, memory, reviews, segments
from bot.store.database import Database, Tx
from bot.store.memory import Approved
from bot.store.segments import Approval


def correct(db: Database, viewer: Viewer, note_id: int, typed: Sequence[Typed], *, now: datetime) -> Corrected:
    """Let the viewer stand behind sentences; those that changed since they were seen are left and given back.

    An empty one is left alone. What is approved goes into the memory of the space, and the same
    sentence elsewhere that no person holds gets it too.

    Raises:
        NotFound: the note is not there for this viewer.
        NotAllowed: the viewer has chosen no language, or only reads there.
    """
    with db.write() as tx:
        return correct_in(tx, viewer, note_id, typed, now)


def correct_in(tx: Tx, viewer: Viewer, note_id: int, typed: Sequence[Typed], now: datetime) -> Corrected:
    """As `correct`, in a transaction that is open.

    Raises:
        NotFound: the note is not there for this viewer.
        NotAllowed: the viewer has chosen no language, or only reads there.
    """
    note, language = reviewable(tx, viewer, note_id)
    access.must_write(tx, viewer, note.space_id)
    places = places_in(tx, note)
    approving = _Approving(tx, note, places, language, (viewer.person.id, viewer.person.name), now)
    written = [one for one in typed if folded(one.content).strip()]  # blanks of no width are no words
    approving.own = frozenset(one.segment_id for one in written)
    segments.lock(tx, reviews.alike(tx, note.space_id, approving.own, language))
    conflicts = [found for one in written if (found := approving.approve(one))]
    approving.settle()
    if approving.count:
        said = f"sentences approved in {language}: {approving.count}"
        audit.changed(tx, viewer, note.space_id, now, f"note:{note_id}", detail=said)
    return Corrected(approving.count, approving.spread, tuple(conflicts), left_in(tx, note, language))


@dataclass
class _Approving:
    """One person's approvals in one transaction, and the texts that are to be put together again."""

    tx: Tx
    note: Note
    places: Mapping[int, Place]
    language: Language
    by: tuple[int, str]
    now: datetime
    own: frozenset[int] = frozenset()  # what this person decides one by one: nothing spreads there
    count: int = 0
    spread: int = 0
    touched: set[int] = field(default_factory=set)

    def approve(self, typed: Typed) -> Conflict | None:
        """Approve one sentence; a conflict when it is not what the person saw."""
        before = segments.get(self.tx, typed.segment_id)
        place = self.places.get(before.text_id) if before else None
        if before is None or place is None or before.language != self.language:
            return Conflict(typed, None) if typed.touched else None
        content = " ".join(typed.content.split())
        if before.state == "reviewed" and before.content == content and not before.remarks:
            return None  # somebody stands behind these very words
        approval = Approval(self.by[1], self.now)
        if segments.approve(self.tx, before.id, typed.version, content, approval) is None:
            # who only agreed with words that are gone has not said anything about the new ones
            return Conflict(typed, Sentence(place, before)) if typed.touched else None
        self._keep(before, content, approval)
        return None

    def _keep(self, before: Segment, content: str, approval: Approval) -> None:
        pair = Approved(before.source_language, before.language, before.source, content, approval.by)
        known = memory.find(self.tx, self.note.space_id, [before.source], (pair.source_language, pair.target_language))
        there = known.get(before.source)
        if there and there.target == content:
            kept = memory.corrected(self.tx, self.note.space_id, pair)
        else:
            kept = memory.add(self.tx, self.note.space_id, pair, self.now)
        corrections.add(self.tx, before, content, self.by, kept, self.now)
        self.count += 1
        self.touched.add(before.text_id)
        for other in reviews.same_sentence(self.tx, self.note.space_id, before):
            segment = None if other in self.own else segments.get(self.tx, other)
            if segment and segments.set_remembered(self.tx, segment, content, approval):
                self.touched.add(segment.text_id)
                self.spread += 1

    def settle(self) -> None:
        """Say what the texts are now, to readers and to cards."""
        settle_and_show(self.tx, self.note.space_id, self.touched, self.language, self.now)


def settle_and_show(tx: Tx, space_id: int, text_ids: set[int], language: Language, now: datetime) -> None:
    """Put texts together again, and have the cards of their notes follow."""
    if not text_ids:
        return
    segments.settle(tx, text_ids, language, now)
    for note_id in sorted(reviews.notes_with(tx, space_id, text_ids)):
        jobs.add(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)
