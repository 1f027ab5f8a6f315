"""Take back what somebody approved: the words before it are shown again."""

from datetime import datetime

from bot.domain.errors import Changed, NotAllowed, NotFound
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.segment import Remark, Segment
from bot.services.correct import settle_and_show
from bot.services.review import places_in
from bot.store import access, audit, corrections, memory, notes, reviews, segments
from bot.store.corrections import Kept
from bot.store.database import Database, Tx
from bot.store.segments import Approval

UNDONE = Remark("undone")


def take_back(db: Database, viewer: Viewer, note_id: int, correction_id: int, *, now: datetime) -> Note:
    """Undo a correction of a note, here and where the memory has brought it; gives the note.

    Raises:
        NotFound: the correction is not there, or its note is not for this viewer.
        NotAllowed: it is not in the viewer's language, or they only read there.
        Changed: it was taken back before, or something else stands there now.
    """
    with db.write() as tx:
        note = notes.get(tx, viewer, note_id)
        if note is None:
            raise NotFound("no_correction")
        access.must_write(tx, viewer, note.space_id)
        kept = corrections.get(tx, correction_id)
        if kept is None or kept.text_id not in places_in(tx, note):
            raise NotFound("no_correction")
        if kept.correction.language != viewer.person.language:
            raise NotAllowed("undo_own_language")
        segments.lock(tx, reviews.alike(tx, note.space_id, [kept.correction.segment_id], kept.correction.language))
        there = segments.get(tx, kept.correction.segment_id)
        if kept.correction.undone_at is not None or there is None or not _stands(there, kept):
            raise Changed("correction_changed")
        corrections.set_undone(tx, correction_id, viewer.person.name, now)
        texts = _undo(tx, note.space_id, there, kept)
        settle_and_show(tx, note.space_id, texts, there.language, now)
        said = f"correction {correction_id} taken back"
        audit.changed(tx, viewer, note.space_id, now, f"note:{note_id}", detail=said)
    return note


def _stands(there: Segment, kept: Kept) -> bool:
    """Whether it is this very correction that readers see."""
    done = kept.correction
    return there.state == "reviewed" and there.content == done.after and there.reviewed_at == done.at


def _undo(tx: Tx, space_id: int, there: Segment, kept: Kept) -> set[int]:
    """Bring back the words before, in the sentence and in its copies; gives their texts."""
    done = kept.correction
    copies = reviews.copies(tx, space_id, there, done.after, done.by, done.at)
    if kept.memory_id is not None:
        memory.remove(tx, kept.memory_id)
    approval = _approval_before(tx, space_id, there, kept)
    touched = set()
    for segment_id in (there.id, *copies):
        segment = segments.get(tx, segment_id)
        if segment and _bring_back(tx, segment, kept, approval):
            touched.add(segment.text_id)
    return touched


def _bring_back(tx: Tx, segment: Segment, kept: Kept, approval: Approval | None) -> bool:
    before = kept.correction.before
    if approval and before is not None:
        return segments.approve(tx, segment.id, segment.version, before, approval) is not None
    return segments.take_back(tx, segment.id, kept.correction.after, before, UNDONE)


def _approval_before(tx: Tx, space_id: int, there: Segment, kept: Kept) -> Approval | None:
    """Who stood behind the words before, if a person did: by an earlier correction, or by the memory."""
    before = kept.correction.before
    if kept.before_state != "reviewed" or before is None:
        return None
    earlier = corrections.standing_behind(tx, there.id, before, kept.correction.id)
    if earlier is not None:
        return Approval(*earlier)
    known = memory.find(tx, space_id, [there.source], (there.source_language, there.language)).get(there.source)
    return Approval(known.by, known.at) if known and known.target == before else None
