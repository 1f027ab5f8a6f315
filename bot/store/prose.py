"""Summaries in prose: what was accepted of a note, or why nothing was."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import or_, select

from bot.domain.segment import WAITING
from bot.store.database import Tx
from bot.store.tables import NoteRow, ProseRow, SegmentRow, SpaceRow


class Prose(NamedTuple):
    """What came of asking for a note's prose; it holds for one state of the note.

    `citations` has the numbers of items ("3.1") for each sentence of the text; without a text
    `refusal` says which rule what came had broken.
    """

    fingerprint: str
    text_id: int | None
    citations: tuple[tuple[str, ...], ...]
    model: str
    refusal: str | None


def of_notes(tx: Tx, note_ids: Collection[int]) -> Mapping[int, Prose]:
    """The prose of some notes, fresh or not, by note."""
    rows = tx.scalars(select(ProseRow).where(ProseRow.note_id.in_(note_ids)))
    return {row.note_id: _prose(row) for row in rows}


def text_of(tx: Tx, note_id: int) -> int | None:
    """The text of a note's prose, if what came was accepted."""
    return tx.scalar(select(ProseRow.text_id).where(ProseRow.note_id == note_id, ProseRow.refusal.is_(None)))


def get(tx: Tx, note_id: int) -> Prose | None:
    """The prose of a note, fresh or not; a lock on its row is held where there is one."""
    row = tx.get(ProseRow, note_id, with_for_update=True)
    return _prose(row) if row else None


def keep(tx: Tx, note_id: int, prose: Prose, now: datetime) -> None:
    """Keep what came of asking, in the place of what came before."""
    row = tx.get(ProseRow, note_id)
    if row is None:
        row = ProseRow(note_id=note_id)
        tx.add(row)
    row.fingerprint, row.text_id, row.model, row.refusal = prose.fingerprint, prose.text_id, prose.model, prose.refusal
    row.citations, row.made_at = [list(refs) for refs in prose.citations], now
    tx.flush()


def never_asked(tx: Tx, engine: str, limit: int = 100) -> tuple[tuple[int, int, int], ...]:
    """Space, id and version of notes for which no prose was asked though the space lets the engine see them.

    Nobody writes prose of what a side keeps to itself.
    """
    found = (
        select(NoteRow.space_id, NoteRow.id, NoteRow.version)
        .join(SpaceRow, SpaceRow.id == NoteRow.space_id)
        .outerjoin(ProseRow, ProseRow.note_id == NoteRow.id)
        .where(ProseRow.note_id.is_(None), SpaceRow.parent_id.is_(None))
        .where(or_(SpaceRow.engines.is_(None), SpaceRow.engines.contains(engine)))
        .order_by(NoteRow.id.desc())
        .limit(limit)
    )
    return tuple((row.space_id, row.id, row.version) for row in tx.execute(found))


def waiting(tx: Tx, limit: int = 100) -> tuple[tuple[int, int, int], ...]:
    """Space, id and version of notes whose prose waits for an engine: what a crash or a changed term may have left."""
    wants_machine = or_(SegmentRow.held.is_(False), SegmentRow.proposal.is_(None))
    found = (
        select(NoteRow.space_id, NoteRow.id, NoteRow.version)
        .join(ProseRow, ProseRow.note_id == NoteRow.id)
        .join(SegmentRow, SegmentRow.text_id == ProseRow.text_id)
        .where(ProseRow.refusal.is_(None), SegmentRow.state.in_(WAITING), wants_machine)
        .distinct()
        .order_by(NoteRow.id.desc())
        .limit(limit)
    )
    return tuple((row.space_id, row.id, row.version) for row in tx.execute(found))


def _prose(row: ProseRow) -> Prose:
    citations = tuple(tuple(refs) for refs in row.citations)
    return Prose(row.fingerprint, row.text_id, citations, row.model, row.refusal)
