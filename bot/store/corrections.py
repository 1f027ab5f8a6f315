"""What people made of translations, and what they took back."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import select

from bot.domain.language import Language
from bot.domain.record import Change, TranslationState
from bot.domain.segment import Correction, Segment
from bot.store.database import Tx
from bot.store.tables import CorrectionRow, HistoryRow, ItemRow, PersonRow

MOST = 200  # lines of a history: more than a form shows


class Kept(NamedTuple):
    """A correction with what is needed to take it back."""

    correction: Correction
    text_id: int
    before_state: TranslationState
    memory_id: int | None


class ActionChange(NamedTuple):
    """What somebody did to an action."""

    item_id: int
    at: datetime
    by: str
    change: Change


def add(tx: Tx, before: Segment, content: str, by: tuple[int, str], memory_id: int | None, now: datetime) -> int:
    """Write down what a person made of a segment, given as it was before; gives the id."""
    row = CorrectionRow(
        segment_id=before.id,
        text_id=before.text_id,
        language=before.language,
        source=before.source,
        before=before.content,
        before_state=before.state,
        after=content,
        person_id=by[0],
        by=by[1],
        at=now,
        memory_id=memory_id,
    )
    tx.add(row)
    tx.flush()
    return row.id


def get(tx: Tx, correction_id: int) -> Kept | None:
    """One correction; nobody else takes it back meanwhile."""
    row = tx.get(CorrectionRow, correction_id, with_for_update=True)
    return _kept(row) if row else None


def of_texts(tx: Tx, text_ids: Collection[int]) -> tuple[Kept, ...]:
    """The corrections of some texts, newest first."""
    wanted = select(CorrectionRow).where(CorrectionRow.text_id.in_(text_ids)).order_by(CorrectionRow.id.desc())
    return tuple(_kept(row) for row in tx.scalars(wanted.limit(MOST)))


def standing_behind(tx: Tx, segment_id: int, content: str, before_id: int) -> tuple[str, datetime] | None:
    """Who approved these words of a segment before some correction, and when."""
    wanted = (
        select(CorrectionRow.by, CorrectionRow.at)
        .where(
            CorrectionRow.segment_id == segment_id,
            CorrectionRow.id < before_id,
            CorrectionRow.after == content,
            CorrectionRow.undone_at.is_(None),
        )
        .order_by(CorrectionRow.id.desc())
        .limit(1)
    )
    row = tx.execute(wanted).one_or_none()
    return (row.by, row.at) if row else None


def set_undone(tx: Tx, correction_id: int, by: str, now: datetime) -> None:
    """Write down who took it back."""
    row = tx.get_one(CorrectionRow, correction_id)
    row.undone_by, row.undone_at = by, now


def action_changes(tx: Tx, item_ids: Collection[int]) -> tuple[ActionChange, ...]:
    """What people did to some actions after they were made, newest first."""
    wanted = (
        select(HistoryRow.item_id, HistoryRow.at, PersonRow.name, HistoryRow.change)
        .join(ItemRow, ItemRow.id == HistoryRow.item_id)
        .join(PersonRow, PersonRow.id == HistoryRow.person_id)
        .where(HistoryRow.item_id.in_(item_ids), HistoryRow.change != "created")
        .order_by(HistoryRow.id.desc())
        .limit(MOST)
    )
    return tuple(ActionChange(row[0], row[1], row[2], cast("Change", row[3])) for row in tx.execute(wanted))


def _kept(row: CorrectionRow) -> Kept:
    correction = Correction(
        row.id,
        row.segment_id,
        row.source,
        cast("Language", row.language),
        row.before,
        row.after,
        row.by,
        row.at,
        row.undone_by,
        row.undone_at,
    )
    return Kept(correction, row.text_id, cast("TranslationState", row.before_state), row.memory_id)
