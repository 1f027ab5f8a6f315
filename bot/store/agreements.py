"""Agreements: which there are, and who agrees in them."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import func, select

from bot.domain.person import Viewer
from bot.store.database import Tx
from bot.store.tables import AgreementRow, ItemRow


def parties(tx: Tx, item_ids: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The known organisations of agreements by their Danish forms, by item."""
    found = select(AgreementRow.item_id, AgreementRow.parties).where(AgreementRow.item_id.in_(item_ids))
    return {row.item_id: tuple(name for name in row.parties.split("; ") if name) for row in tx.execute(found)}


def count(tx: Tx, viewer: Viewer, space_ids: Collection[int]) -> int:
    """How many agreements the viewer may see in some spaces."""
    return tx.scalar(_within(select(func.count()).select_from(AgreementRow), viewer, space_ids)) or 0


def find(
    tx: Tx, viewer: Viewer, space_ids: Collection[int], *, limit: int, skip: int = 0
) -> tuple[tuple[int, int], ...]:
    """Item and note of some of them, the last one written down first."""
    wanted = _within(select(ItemRow.id, ItemRow.note_id).select_from(AgreementRow), viewer, space_ids)
    newest = wanted.order_by(ItemRow.note_id.desc(), ItemRow.position, ItemRow.id).limit(limit).offset(skip)
    return tuple((row.id, row.note_id) for row in tx.execute(newest))


def _within(wanted: Any, viewer: Viewer, space_ids: Collection[int]) -> Any:  # noqa: ANN401  a query of any columns
    joined = wanted.join(ItemRow, ItemRow.id == AgreementRow.item_id)
    here = AgreementRow.space_id.in_(viewer.space_ids & frozenset(space_ids))
    return joined.where(here, ItemRow.removed_at.is_(None), ItemRow.kind == "agreement")
