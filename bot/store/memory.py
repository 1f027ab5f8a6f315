"""Translations that a person has approved: the first place to look."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import delete, or_, select

from bot.domain.language import Language
from bot.store.database import Tx
from bot.store.tables import MemoryRow


class Approved(NamedTuple):
    """One approved pair. Without a space it holds for all of them."""

    source_language: Language
    target_language: Language
    source: str
    target: str
    approved_by: str


def source_hash(source: str) -> str:
    """The key of a source text; white space at the ends and double blanks do not count."""
    return sha256(" ".join(source.split()).encode()).hexdigest()


class Known(NamedTuple):
    """An approved translation, and who stands behind it."""

    target: str
    by: str
    at: datetime


def find(tx: Tx, space_id: int, sources: Collection[str], pair: tuple[Language, Language]) -> Mapping[str, Known]:
    """The approved translation of each source that has one; the space's own before the shipped."""
    hashes = {source: source_hash(source) for source in sources}
    wanted = (
        select(MemoryRow.source_hash, MemoryRow.target, MemoryRow.approved_by, MemoryRow.approved_at)
        .where(
            MemoryRow.source_hash.in_(set(hashes.values())),
            MemoryRow.source_language == pair[0],
            MemoryRow.target_language == pair[1],
            or_(MemoryRow.space_id == space_id, MemoryRow.space_id.is_(None)),
        )
        .order_by(MemoryRow.space_id.is_not(None), MemoryRow.id)  # the last one wins
    )
    targets = {row.source_hash: Known(row.target, row.approved_by, row.approved_at) for row in tx.execute(wanted)}
    return {source: targets[key] for source, key in hashes.items() if key in targets}


def add(tx: Tx, space_id: int, pair: Approved, now: datetime) -> int:
    """Remember what a person of a space has approved; gives its id."""
    row = MemoryRow(space_id=space_id, source_hash=source_hash(pair.source), approved_at=now, **pair._asdict())
    tx.add(row)
    tx.flush()
    return row.id


def remove(tx: Tx, memory_id: int) -> None:
    """Forget what was approved: it was taken back."""
    tx.execute(delete(MemoryRow).where(MemoryRow.id == memory_id))


def add_shipped(tx: Tx, pairs: Iterable[Approved], now: datetime) -> int:
    """Add the pairs that ship with the bot and are not there yet; gives how many were new."""
    there = {
        (row.source_hash, row.source_language, row.target_language, row.target)
        for row in tx.scalars(select(MemoryRow).where(MemoryRow.space_id.is_(None)))
    }
    asked = {
        (source_hash(pair.source), pair.source_language, pair.target_language, pair.target): pair for pair in pairs
    }
    new = [
        MemoryRow(space_id=None, source_hash=key[0], approved_at=now, **pair._asdict())
        for key, pair in asked.items()
        if key not in there
    ]
    tx.add_all(new)
    return len(new)
