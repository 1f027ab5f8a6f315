"""People's secret calendar addresses, by what these hash to: the address itself is kept nowhere."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.store.database import Tx
from bot.store.tables import FeedRow


def put(tx: Tx, person_id: int, token_hash: str, now: datetime) -> None:
    """Keep the address of a person; the one they had leads nowhere any more."""
    remove(tx, person_id)
    tx.add(FeedRow(person_id=person_id, token_hash=token_hash, made_at=now))
    tx.flush()


def remove(tx: Tx, person_id: int) -> bool:
    """Take a person's address away; False when they had none."""
    gone = tx.execute(delete(FeedRow).where(FeedRow.person_id == person_id))
    return bool(getattr(gone, "rowcount", 0))


def there(tx: Tx, person_id: int) -> bool:
    """Whether a person has an address."""
    return tx.scalar(select(FeedRow.person_id).where(FeedRow.person_id == person_id)) is not None


def person_of(tx: Tx, token_hash: str) -> int | None:
    """Whose address that is; None when it is nobody's."""
    return tx.scalar(select(FeedRow.person_id).where(FeedRow.token_hash == token_hash))
