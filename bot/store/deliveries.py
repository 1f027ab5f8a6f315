"""Which deliveries of Slack were handled."""

from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert

from bot.store.database import Tx
from bot.store.tables import DeliveryRow


def add(tx: Tx, key: str, now: datetime) -> bool:
    """Note a delivery down. False when it was there already."""
    return tx.execute(_added(tx.get_bind().dialect.name), {"key": key, "at": now}).first() is not None


@cache  # building a statement takes longer than running it
def _added(dialect: str) -> ReturningInsert[str]:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(DeliveryRow).on_conflict_do_nothing().returning(DeliveryRow.key)


def forget(tx: Tx, before: datetime) -> None:
    """Remove what Slack will not repeat any more."""
    tx.execute(delete(DeliveryRow).where(DeliveryRow.at < before))


def there(tx: Tx, key: str) -> bool:
    """Whether a delivery was noted down."""
    return tx.get(DeliveryRow, key) is not None


def renew(tx: Tx, key: str, now: datetime, pause: timedelta) -> bool:
    """Note a delivery down again. False when it was noted down less than a pause ago."""
    tx.execute(delete(DeliveryRow).where(DeliveryRow.key == key, DeliveryRow.at <= now - pause))
    return add(tx, key, now)
