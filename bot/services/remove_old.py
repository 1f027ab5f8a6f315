"""Remove what was kept for long enough: notes of spaces that say how long, old entries of the audit log, leavings."""

from datetime import UTC, datetime, time, timedelta

from bot.domain.person import keeper
from bot.domain.retention import oldest_kept
from bot.store import audit, retention, sign_ins
from bot.store.database import Database
from bot.store.retention import Gone, Kept

LEAVINGS = timedelta(days=60)  # what failed, and what was typed and never used


def remove_old(db: Database, audit_months: int, *, now: datetime) -> int:
    """Remove it, some notes at a time; gives how many notes went."""
    with db.read() as tx:
        kept = retention.spaces(tx)
    count = sum(_of_space(db, space, now) for space in kept)
    first = datetime.combine(oldest_kept(now.date(), audit_months), time(), UTC)
    with db.write() as tx:
        retention.forget_work(tx, now - LEAVINGS)
        sign_ins.forget(tx, now)
        gone = audit.forget(tx, first)
        if gone:
            audit.removed(tx, keeper(0), None, now, "audit", detail=f"entries before {first.date()}: {gone}")
    return count


def _of_space(db: Database, space: Kept, now: datetime) -> int:
    before, count, record_id = oldest_kept(now.date(), space.months), 0, space.space_id
    while True:
        with db.write() as tx:
            gone = retention.remove(tx, record_id, before)
            if not gone.notes:
                return count
            said = f"older than {before}: {_counted(gone)}"
            audit.removed(tx, keeper(record_id), record_id, now, *(f"note:{one}" for one in gone.notes), detail=said)
        count += len(gone.notes)


def _counted(gone: Gone) -> str:
    return f"{len(gone.notes)} notes, {gone.items} items, {gone.texts} texts"
