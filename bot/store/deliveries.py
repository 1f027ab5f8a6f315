"""Which deliveries of Slack were handled."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from bot.store.database import Tx
from bot.store.tables import DeliveryRow


def add(tx: Tx, key: str, now: datetime) -> bool:
    """Note a delivery down. False when it was there already."""
    insert = postgresql.insert if tx.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(DeliveryRow).values(key=key, at=now).on_conflict_do_nothing().returning(DeliveryRow.key)
    return tx.execute(row).first() is not None


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
