"""Terms of a space, on top of the termbase that ships.

No row is ever removed, and every change counts its version up: the number of rows and the sum of their
versions say whether a space's terms are still the same.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Select, bindparam, func, select

from bot.domain.glossary import Entry
from bot.domain.language import Language
from bot.domain.term import Term, TermKind
from bot.store import inner
from bot.store.database import Tx
from bot.store.tables import SpaceRow, TermRow


class Stamp(NamedTuple):
    """What changes whenever the terms of a space do."""

    rows: int
    versions: int


class Change(NamedTuple):
    """Who changed a term, and when."""

    by: str
    at: datetime


class Overlay(NamedTuple):
    """What a space has said about terms: its entries, and the keys of those that ship which it does not want.

    `changed_at` is when it last said something; None where it never has.
    """

    entries: tuple[Entry, ...]
    replaced: frozenset[str]
    changed_at: datetime | None = None


def stamp(tx: Tx, space_id: int) -> Stamp:
    """Whether the terms of a space are the same as before: no two different ones have the same stamp.

    In the terms of an internal record are those of its space.
    """
    rows, versions = tx.execute(_counted(), {"space": space_id}).one()
    return Stamp(rows, int(versions))


@cache  # building a statement takes longer than running it
def _counted() -> Select[int, int]:
    versions = func.coalesce(func.sum(TermRow.version), 0)
    return select(func.count(), versions).where(inner.reads(TermRow.space_id, bindparam("space")))


def overlay(tx: Tx, space_id: int) -> Overlay:
    """Everything a space has added, changed or removed."""
    wanted = select(TermRow).where(inner.reads(TermRow.space_id, space_id))
    rows = tx.scalars(wanted.order_by(TermRow.space_id.desc(), TermRow.id)).all()  # an internal record is younger
    return Overlay(
        tuple(_entry(row) for row in rows if not row.removed),
        frozenset(row.replaces for row in rows if row.replaces is not None),
        max((row.changed_at for row in rows if row.changed_at), default=None),
    )


def lock(tx: Tx, space_id: int) -> None:
    """Let nobody else change the terms of a space until this transaction ends; its notes and memory may be written."""
    tx.execute(_whose(space_id).with_for_update(key_share=True)).all()


def hold(tx: Tx, space_id: int) -> None:
    """Let nobody change the terms of a space until this transaction ends; many may do so at once."""
    tx.execute(_whose(space_id).with_for_update(read=True)).all()


def _whose(space_id: int) -> Select[int]:
    """The space, and the one whose internal record it is: always in the same order."""
    return select(SpaceRow.id).where(inner.reads(SpaceRow.id, space_id)).order_by(SpaceRow.id)


def add(tx: Tx, space_id: int, term: Term, change: Change | None = None, replaces: str | None = None) -> Entry:
    """Add a term, for itself or in the place of one that ships."""
    row = TermRow(space_id=space_id, replaces=replaces, **_values(term, change))
    tx.add(row)
    tx.flush()
    return _entry(row)


def add_all(tx: Tx, space_id: int, terms: Iterable[Term], change: Change) -> None:
    """Add many terms."""
    tx.add_all(TermRow(space_id=space_id, **_values(term, change)) for term in terms)
    tx.flush()


def set_term(tx: Tx, space_id: int, ref: str, term: Term, change: Change) -> Entry | None:
    """Change a term that a space has of its own; None when it is not there."""
    row = _row(tx, space_id, ref)
    if row is None:
        return None
    for name, value in _values(term, change).items():
        setattr(row, name, value)
    row.version += 1
    tx.flush()
    return _entry(row)


def remove(tx: Tx, space_id: int, ref: str, change: Change) -> bool:
    """Take a term of a space out of use; one that ships stays away when the row stood for it."""
    row = _row(tx, space_id, ref)
    if row is None:
        return False
    row.removed, row.version = True, row.version + 1
    row.changed_by, row.changed_at = change
    tx.flush()
    return True


def remove_shipped(tx: Tx, space_id: int, term: Term, key: str, change: Change) -> None:
    """Keep an entry that ships away from a space."""
    tx.add(TermRow(space_id=space_id, replaces=key, removed=True, **_values(term, change)))
    tx.flush()


def _row(tx: Tx, space_id: int, ref: str) -> TermRow | None:
    row = tx.get(TermRow, int(ref), populate_existing=True) if ref.isdecimal() else None
    return row if row is not None and row.space_id == space_id and not row.removed else None


def _values(term: Term, change: Change | None) -> dict[str, Any]:
    by, at = change or (None, None)
    return {
        "kind": term.kind,
        "forms": dict(term.forms),
        "variants": {language: list(forms) for language, forms in term.variants.items()},
        "forbidden": {language: list(forms) for language, forms in term.forbidden.items()},
        "note": term.note,
        "changed_by": by,
        "changed_at": at,
    }


def _entry(row: TermRow) -> Entry:
    return Entry(str(row.id), row.version, _term(row), "own" if row.replaces is None else "changed", row.changed_by)


def _term(row: TermRow) -> Term:
    variants = cast("Mapping[Language, list[str]]", row.variants)
    forbidden = cast("Mapping[Language, list[str]]", row.forbidden)
    return Term(
        cast("TermKind", row.kind),
        cast("Mapping[Language, str]", row.forms),
        {language: tuple(forms) for language, forms in variants.items()},
        {language: tuple(forms) for language, forms in forbidden.items()},
        row.note,
    )


def store_of(tx: Tx) -> object:
    """What is the same for all transactions of a store that is open, and of no other: for who keeps what was read."""
    return tx.get_bind().engine.pool
