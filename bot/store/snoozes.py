"""Until when people want to hear nothing of an action."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select

from bot.store.database import Tx
from bot.store.tables import SnoozeRow
from bot.store.upsert import insert_or_update


def put(tx: Tx, person_id: int, item_id: int, until: date) -> None:
    """Keep that a person wants to hear of an action again on a day; what they wanted before is forgotten."""
    insert_or_update(tx, SnoozeRow, {"person_id": person_id, "item_id": item_id}, {"until": until})


def of(tx: Tx, person_ids: Collection[int]) -> Mapping[tuple[int, int], date]:
    """Person and item → the day on which they want to hear of it again, for some people."""
    wanted = select(SnoozeRow.person_id, SnoozeRow.item_id, SnoozeRow.until)
    rows = tx.execute(wanted.where(SnoozeRow.person_id.in_(person_ids)))
    return {(row.person_id, row.item_id): row.until for row in rows}
