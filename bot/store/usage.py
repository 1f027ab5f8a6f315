"""What engines did, by space and day (UTC)."""

from datetime import date

from sqlalchemy import func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.usage import SpaceUsage, Usage
from bot.store.database import Tx
from bot.store.tables import SpaceRow, UsageRow


def add(tx: Tx, space_id: int, day: date, usage: Usage) -> None:
    """Count something; two who count at once are both counted."""
    insert = postgresql.insert if tx.get_bind().dialect.name == "postgresql" else sqlite.insert
    counts = {
        "calls": usage.calls,
        "failures": usage.failures,
        "characters": usage.characters,
        "seconds": usage.seconds,
    }
    row = insert(UsageRow).values(engine=usage.engine, space_id=space_id, day=day, **counts)
    more = {name: getattr(UsageRow, name) + getattr(row.excluded, name) for name in counts}
    tx.execute(row.on_conflict_do_update(index_elements=["engine", "space_id", "day"], set_=more))


def since(tx: Tx, day: date, space: str | None = None) -> tuple[SpaceUsage, ...]:
    """What was done since a day, that day included, by space and engine: for the terminal, whose user may see all.

    Args:
        tx: a transaction.
        day: the first day, UTC.
        space: only spaces of that name. What was done for an internal record stands by itself, as "NAME (i)".

    Returns:
        Nothing for a store of an older version, which counted nothing.
    """
    if not inspect(tx.connection()).has_table(UsageRow.__tablename__):
        return ()
    wanted = (
        select(
            SpaceRow.name,
            SpaceRow.parent_id,
            UsageRow.engine,
            func.sum(UsageRow.calls).label("calls"),
            func.sum(UsageRow.failures).label("failures"),
            func.sum(UsageRow.characters).label("characters"),
            func.sum(UsageRow.seconds).label("seconds"),
        )
        .join(SpaceRow, SpaceRow.id == UsageRow.space_id)
        .where(UsageRow.day >= day)
        .group_by(SpaceRow.id, SpaceRow.name, SpaceRow.parent_id, UsageRow.engine)
        .order_by(SpaceRow.id, UsageRow.engine)
    )
    if space is not None:
        wanted = wanted.where(SpaceRow.name == space)
    return tuple(
        SpaceUsage(
            row.name if row.parent_id is None else f"{row.name} (i)",
            Usage(row.engine, int(row.calls), int(row.failures), int(row.characters), row.seconds),
        )
        for row in tx.execute(wanted)
    )
