"""Notes that are older than their space keeps them: which they are, and removing them with all that hangs on them."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.wiki_page import meeting_of
from bot.store.database import Tx
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    AgreementRow,
    CorrectionRow,
    DraftRow,
    HistoryRow,
    ItemRow,
    JobRow,
    MailingRow,
    MeetingRow,
    NoteRow,
    PageRow,
    ProseRow,
    ReminderRow,
    SegmentRow,
    SnoozeRow,
    SpaceRow,
    TextRow,
    TranslationRow,
    TripRow,
    TripSectionRow,
)


class Kept(NamedTuple):
    """A space, or an internal record of one, that does not keep its notes for ever."""

    space_id: int
    months: int


class Gone(NamedTuple):
    """What was removed of a space."""

    notes: tuple[int, ...]
    items: int
    texts: int


def spaces(tx: Tx) -> tuple[Kept, ...]:
    """The spaces and internal records that do not keep their notes for ever: for jobs."""
    kept = select(SpaceRow.id, SpaceRow.keep_months).where(SpaceRow.keep_months.is_not(None)).order_by(SpaceRow.id)
    return tuple(Kept(row.id, row.keep_months) for row in tx.execute(kept))


def set_months(tx: Tx, space_ids: Collection[int], months: int | None) -> None:
    """Say how long some spaces keep their notes; an internal record is one of its own."""
    tx.execute(update(SpaceRow).where(SpaceRow.id.in_(space_ids)).values(keep_months=months))
    tx.expire_all()


def count(tx: Tx, space_ids: Collection[int], before: date) -> tuple[int, int]:
    """How many notes of some spaces are older than a day: without an open action, and with one."""
    older = select(func.count()).select_from(NoteRow).join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
    older = older.where(NoteRow.space_id.in_(space_ids), _is_older(before))
    return tx.scalar(older.where(~_has_open())) or 0, tx.scalar(older.where(_has_open())) or 0


def remove(tx: Tx, space_id: int, before: date, limit: int = 200) -> Gone:
    """Remove notes of a space that are older than a day, so many at a time; one with an open action stays."""
    found = select(NoteRow.id, NoteRow.meeting_id).join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
    found = found.where(NoteRow.space_id == space_id, _is_older(before), ~_has_open())
    rows = tx.execute(found.order_by(NoteRow.id).limit(limit).with_for_update(of=NoteRow)).all()
    if not rows:
        return Gone((), 0, 0)
    notes, meetings = [row.id for row in rows], [row.meeting_id for row in rows]
    items = list(tx.scalars(select(ItemRow.id).where(ItemRow.note_id.in_(notes))))
    texts, trips = _texts(tx, notes, items, meetings), _trips(tx, notes, meetings)
    _remove_items(tx, items)
    _remove(tx, (ProseRow.note_id,), notes)
    _remove(tx, (CorrectionRow.text_id, SegmentRow.text_id, TranslationRow.text_id), texts)
    tx.execute(update(ItemRow).where(ItemRow.id.in_(items)).values(parent_id=None))
    tx.execute(update(TripRow).where(TripRow.note_id.in_(notes)).values(note_id=None))
    _remove(tx, (TripSectionRow.item_id,), items)
    _remove(tx, (ItemRow.id,), items)
    tx.execute(delete(PageRow).where(PageRow.record.in_([meeting_of(note_id) for note_id in notes])))
    _remove(tx, (NoteRow.id,), notes)
    _remove(tx, (MeetingRow.id,), meetings)
    texts += _remove_trips(tx, trips)
    _remove(tx, (TextRow.id,), texts)
    _leave_out(tx, notes, items)
    tx.expire_all()
    return Gone(tuple(notes), len(items), len(texts))


def forget_work(tx: Tx, before: datetime) -> None:
    """Remove what failed, and what was typed and never used, before an instant: it holds words of people."""
    tx.execute(delete(JobRow).where(JobRow.state == "failed", JobRow.created_at < before))
    tx.execute(delete(DraftRow).where(DraftRow.created_at < before))


def _is_older(before: date) -> ColumnElement[bool]:
    """By the day of the meeting; where nobody said it, by the day it was logged."""
    logged = NoteRow.created_at < datetime.combine(before, time(), UTC)
    return or_(MeetingRow.held_on < before, and_(MeetingRow.held_on.is_(None), logged))


def _has_open() -> ColumnElement[bool]:
    open_one = (ActionRow.status == "open", ItemRow.kind == "action", ItemRow.removed_at.is_(None))
    there = exists().where(ItemRow.note_id == NoteRow.id, ActionRow.item_id == ItemRow.id, *open_one)
    return there.correlate(NoteRow)


def _texts(tx: Tx, notes: Sequence[int], items: Sequence[int], meetings: Sequence[int]) -> list[int]:
    """Everything written that belongs to some notes and to nothing else."""
    heads = (MeetingRow.title_id, MeetingRow.place_id, MeetingRow.purpose_id, MeetingRow.participants_id)
    wanted: list[Any] = [select(column).where(MeetingRow.id.in_(meetings)) for column in heads]
    wanted += [
        select(ItemRow.text_id).where(ItemRow.id.in_(items)),
        select(HistoryRow.text_id).where(HistoryRow.item_id.in_(items)),
        select(ActionRow.reason_id).where(ActionRow.item_id.in_(items)),
        select(ProseRow.text_id).where(ProseRow.note_id.in_(notes)),
    ]
    return sorted({text_id for one in wanted for text_id in tx.scalars(one) if text_id is not None})


def _remove_items(tx: Tx, items: Sequence[int]) -> None:
    hanging = (
        ReminderRow.item_id,
        SnoozeRow.item_id,
        ActionOwnerRow.item_id,
        HistoryRow.item_id,
        AgreementRow.item_id,
        ActionRow.item_id,
    )
    _remove(tx, hanging, items)


def _trips(tx: Tx, notes: Sequence[int], meetings: Sequence[int]) -> list[int]:
    """The trips of which some notes tell."""
    of_meetings = select(MeetingRow.trip_id).where(MeetingRow.id.in_(meetings), MeetingRow.trip_id.is_not(None))
    found = select(TripRow.id).where(or_(TripRow.note_id.in_(notes), TripRow.id.in_(of_meetings)))
    return list(tx.scalars(found))


def _remove_trips(tx: Tx, trips: Sequence[int]) -> list[int]:
    """Trips of which nothing tells any more are nothing; gives the texts of their titles."""
    empty = ~exists().where(MeetingRow.trip_id == TripRow.id)
    gone = select(TripRow).where(TripRow.id.in_(trips), TripRow.note_id.is_(None), empty)
    rows = tx.scalars(gone).all()
    titles = [row.title_id for row in rows]
    _remove(tx, (TripRow.id,), [row.id for row in rows])
    _remove(tx, (CorrectionRow.text_id, SegmentRow.text_id, TranslationRow.text_id), titles)
    return titles


def _remove(tx: Tx, columns: Sequence[InstrumentedAttribute[Any]], ids: Sequence[int]) -> None:
    for column in columns:
        tx.execute(delete(column.table).where(column.in_(ids)))


def _leave_out(tx: Tx, notes: Sequence[int], items: Sequence[int]) -> None:
    """Out of what reminders were about, and out of what waits to be done."""
    gone = set(items)
    for row in tx.scalars(select(MailingRow).where(MailingRow.contents.is_not(None))):
        kept = [one for one in row.contents or () if one[0] not in gone]
        if kept != row.contents:
            row.contents = kept
    keys = [f"{kind}:{note_id}" for kind in ("card", "translate") for note_id in notes]
    tx.execute(delete(JobRow).where(JobRow.key.in_(keys), JobRow.state != "begun"))
    tx.flush()
