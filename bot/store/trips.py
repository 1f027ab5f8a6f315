"""Delegation trips that meetings may belong to."""

from datetime import date

from sqlalchemy import select

from bot.domain.language import Language
from bot.store import texts
from bot.store.database import Tx
from bot.store.tables import TripRow


def find_by_source(tx: Tx, space_id: int, source_key: str) -> int | None:
    """The trip that came of a report."""
    return tx.scalar(select(TripRow.id).where(TripRow.space_id == space_id, TripRow.source_key == source_key))


def set_note(tx: Tx, trip_id: int, note_id: int) -> None:
    """Say which note holds what the report says beside its meetings."""
    tx.get_one(TripRow, trip_id).note_id = note_id


def add(tx: Tx, space_id: int, language: Language, title: str, reported_on: date | None, source_key: str) -> int:
    """Keep a trip; gives its id."""
    title_id = texts.add(tx, space_id, language, title)
    row = TripRow(space_id=space_id, title_id=title_id, reported_on=reported_on, source_key=source_key)
    tx.add(row)
    tx.flush()
    return row.id
