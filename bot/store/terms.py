"""Terms of a space, on top of the termbase that ships."""

from collections.abc import Mapping
from typing import cast

from sqlalchemy import select

from bot.domain.language import Language
from bot.domain.term import Term, TermKind
from bot.store.database import Tx
from bot.store.tables import TermRow


def find(tx: Tx, space_id: int) -> tuple[Term, ...]:
    """All terms of a space."""
    rows = tx.scalars(select(TermRow).where(TermRow.space_id == space_id).order_by(TermRow.id))
    return tuple(_term(row) for row in rows)


def add(tx: Tx, space_id: int, term: Term) -> None:
    """Add a term."""
    variants = {language: list(forms) for language, forms in term.variants.items()}
    row = TermRow(space_id=space_id, kind=term.kind, forms=dict(term.forms), variants=variants, note=term.note)
    tx.add(row)
    tx.flush()


def _term(row: TermRow) -> Term:
    variants = cast("Mapping[Language, list[str]]", row.variants)
    return Term(
        cast("TermKind", row.kind),
        cast("Mapping[Language, str]", row.forms),
        {language: tuple(forms) for language, forms in variants.items()},
        note=row.note,
    )
