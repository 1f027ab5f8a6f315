"""Who agrees in an agreement."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from bot.store.database import Tx
from bot.store.tables import AgreementRow


def parties(tx: Tx, item_ids: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The known organisations of agreements by their Danish forms, by item."""
    found = select(AgreementRow.item_id, AgreementRow.parties).where(AgreementRow.item_id.in_(item_ids))
    return {row.item_id: tuple(name for name in row.parties.split("; ") if name) for row in tx.execute(found)}
