"""Translations that a person has approved: the first place to look."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import NamedTuple, cast

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, delete, func, or_, select, update

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.store import inner
from bot.store.database import Tx
from bot.store.tables import CorrectionRow, MemoryRow

SHORTEST, LONGEST = 0.5, 2.0  # of a sentence's letters: beyond that, three words of four are not shared
MOST = 50_000  # sentences to compare with: reading them takes a fifth of a second
PORTION = 500  # rows read at once


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
    asked = {"hashes": list(hashes.values()), "space": space_id, "source": pair[0], "target": pair[1]}
    targets = {
        row.source_hash: Known(row.target, row.approved_by, row.approved_at) for row in tx.execute(_found(), asked)
    }
    return {source: targets[key] for source, key in hashes.items() if key in targets}


@cache  # building a statement takes longer than running it
def _found() -> Select[str, str, str, datetime]:
    wanted = select(MemoryRow.source_hash, MemoryRow.target, MemoryRow.approved_by, MemoryRow.approved_at).where(
        MemoryRow.source_hash.in_(bindparam("hashes", expanding=True)),
        MemoryRow.source_language == bindparam("source"),
        MemoryRow.target_language == bindparam("target"),
        _seen_by(bindparam("space")),
    )
    return wanted.order_by(MemoryRow.space_id.is_not(None), MemoryRow.approved_at, MemoryRow.id)  # the last one wins


def add(tx: Tx, space_id: int, pair: Approved, now: datetime) -> int:
    """Remember what a person of a space has approved; gives its id. The same pair again is its row, made newest."""
    key = source_hash(pair.source)
    same = select(MemoryRow).where(*_same(space_id, pair))
    row = tx.scalar(same.order_by(MemoryRow.id).limit(1).with_for_update())
    if row is None:
        row = MemoryRow(space_id=space_id, source_hash=key, approved_at=now, **pair._asdict())
        tx.add(row)
    row.approved_by, row.approved_at = pair.approved_by, now
    tx.flush()
    return row.id


def corrected(tx: Tx, space_id: int, pair: Approved) -> int | None:
    """The row of a pair that is there because of corrections; None where it came from a file, or is not there."""
    wanted = (
        select(MemoryRow.id)
        .join(CorrectionRow, CorrectionRow.memory_id == MemoryRow.id)
        .where(*_same(space_id, pair), CorrectionRow.undone_at.is_(None))
    )
    return tx.scalar(wanted.order_by(MemoryRow.id).limit(1))


def _same(space_id: int, pair: Approved) -> tuple[ColumnElement[bool], ...]:
    return (
        MemoryRow.space_id == space_id,
        MemoryRow.source_hash == source_hash(pair.source),
        MemoryRow.source_language == pair.source_language,
        MemoryRow.target_language == pair.target_language,
        MemoryRow.target == pair.target,
    )


def remove(tx: Tx, memory_id: int) -> None:
    """Forget what was approved, now that it is taken back; where others approve of it still, it is theirs."""
    standing = select(CorrectionRow.by, CorrectionRow.at).where(
        CorrectionRow.memory_id == memory_id, CorrectionRow.undone_at.is_(None)
    )
    others = tx.execute(standing.order_by(CorrectionRow.at.desc()).limit(1)).one_or_none()
    if others is None:
        tx.execute(delete(MemoryRow).where(MemoryRow.id == memory_id))
    else:
        said = update(MemoryRow).where(MemoryRow.id == memory_id)
        tx.execute(said.values(approved_by=others.by, approved_at=others.at))


def sources_like(tx: Tx, space_id: int, pair: Pair, lengths: Collection[int]) -> Mapping[int, str]:
    """Remembered sentences, by id, that are about as long as some others: the newest, and not more than can be read."""
    near = func.length(MemoryRow.source).between(int(min(lengths) * SHORTEST), int(max(lengths) * LONGEST))
    wanted = (
        select(MemoryRow.id, MemoryRow.source)
        .where(
            MemoryRow.source_language == pair.source,
            MemoryRow.target_language == pair.target,
            _seen_by(space_id),
            near,
        )
        .order_by(MemoryRow.id.desc())
        .limit(MOST)
    )
    return {row.id: row.source for row in tx.execute(wanted)}


def get(tx: Tx, ids: Collection[int]) -> Mapping[int, Approved]:
    """Remembered pairs by id."""
    return {row.id: _approved(row) for row in tx.scalars(select(MemoryRow).where(MemoryRow.id.in_(ids)))}


def of_space(tx: Tx, space_id: int) -> Iterator[tuple[Approved, datetime]]:
    """All that people of a space have approved, oldest first; read in portions."""
    wanted = select(MemoryRow).where(MemoryRow.space_id == space_id).order_by(MemoryRow.id)
    for row in tx.scalars(wanted.execution_options(yield_per=PORTION)):
        yield _approved(row), row.approved_at


def add_all(tx: Tx, space_id: int, pairs: Collection[tuple[Approved, datetime]]) -> int:
    """Add approved pairs from elsewhere with the time of their approval; gives how many were new."""
    asked = {_key(pair): (pair, at) for pair, at in pairs}
    hashes = {key[0] for key in asked}
    there = tx.scalars(select(MemoryRow).where(MemoryRow.space_id == space_id, MemoryRow.source_hash.in_(hashes)))
    for row in there:
        asked.pop(_key(_approved(row)), None)
    tx.add_all(
        MemoryRow(space_id=space_id, source_hash=key[0], approved_at=at, **pair._asdict())
        for key, (pair, at) in asked.items()
    )
    tx.flush()
    return len(asked)


def add_shipped(tx: Tx, pairs: Iterable[Approved], now: datetime) -> int:
    """Add the pairs that ship with the bot and are not there yet; gives how many were new."""
    there = {_key(_approved(row)) for row in tx.scalars(select(MemoryRow).where(MemoryRow.space_id.is_(None)))}
    asked = {_key(pair): pair for pair in pairs}
    new = [
        MemoryRow(space_id=None, source_hash=key[0], approved_at=now, **pair._asdict())
        for key, pair in asked.items()
        if key not in there
    ]
    tx.add_all(new)
    return len(new)


def _key(pair: Approved) -> tuple[str, Language, Language, str]:
    """What makes two pairs the same."""
    return (source_hash(pair.source), pair.source_language, pair.target_language, pair.target)


def _approved(row: MemoryRow) -> Approved:
    languages = cast("tuple[Language, Language]", (row.source_language, row.target_language))
    return Approved(*languages, row.source, row.target, row.approved_by)


def _seen_by(space_id: int | BindParameter[int]) -> ColumnElement[bool]:
    """The space's own and the shipped; for an internal record those of its space too."""
    return or_(inner.reads(MemoryRow.space_id, space_id), MemoryRow.space_id.is_(None))
