"""A person's name taken out of what was written: each language has its own words for somebody who was forgotten."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import String, or_, select
from sqlalchemy import cast as as_type

from bot.domain.forgotten import without
from bot.domain.language import Language
from bot.store.database import Tx
from bot.store.forgetting import Known
from bot.store.json_names import escaped, replaced
from bot.store.memory import source_hash
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    Base,
    CorrectionRow,
    DraftRow,
    HistoryRow,
    MemoryRow,
    NoteRow,
    SegmentRow,
    SpaceRow,
    TermRow,
    TextRow,
    TranslationRow,
    TripRow,
)

OfRow = Callable[[Any], str]
"""The language of a column, by its row."""


class Written(NamedTuple):
    """A column with words of people; `language` says in which they are."""

    table: type[Base]
    column: str
    language: OfRow
    hashed: str = ""  # the column that knows the words by what they hash to


def _own(row: Any) -> str:  # noqa: ANN401  a row of some table
    return str(row.language)


def _english(_row: object) -> str:
    return "en"


WRITTEN: tuple[Written, ...] = (
    Written(TextRow, "content", _own),
    Written(TranslationRow, "content", _own),
    Written(SegmentRow, "content", _own),
    Written(SegmentRow, "proposal", _own),
    Written(SegmentRow, "english", _english),
    Written(CorrectionRow, "before", _own),
    Written(CorrectionRow, "after", _own),
    Written(MemoryRow, "source", lambda row: row.source_language, "source_hash"),
    Written(MemoryRow, "target", lambda row: row.target_language),
    Written(NoteRow, "head", _own),
    Written(NoteRow, "body", _own),
    Written(ActionRow, "owner_said", _english),
    Written(ActionRow, "due_said", _english),
    Written(ActionOwnerRow, "said", _english),
    Written(DraftRow, "content", _english),
    Written(TermRow, "note", _english),
)
"""All of it but sources of sentences, whose language their text has, and JSON."""

JSON: tuple[tuple[type[Base], str], ...] = (
    (HistoryRow, "before"),
    (HistoryRow, "after"),
    (SegmentRow, "remarks"),
    (TermRow, "forms"),
    (TermRow, "variants"),
    (TermRow, "forbidden"),
    (SpaceRow, "letterhead"),
    (TripRow, "letterhead"),
)


def rewrite(tx: Tx, who: Known, instead: Mapping[Language, str]) -> int:
    """Put words for somebody who was forgotten wherever the name stands as a whole word; gives how often rows change.

    Args:
        tx: the transaction.
        who: the person, as they were known.
        instead: the words, by language.
    """
    names = (*who.names, who.user_id)
    count = _sources(tx, names, instead)
    for written in WRITTEN:
        for row in _with(tx, written.table, written.column, names):
            language = cast("Language", written.language(row))
            count += _put(row, written, without(getattr(row, written.column), names, instead[language]))
    for table, column in JSON:
        for row in _with(tx, table, column, names):
            setattr(row, column, replaced(getattr(row, column), names, instead["en"]))
            count += 1
    tx.flush()
    tx.expire_all()
    return count


def _put(row: Any, written: Written, words: str) -> bool:  # noqa: ANN401  a row of some table
    if words == getattr(row, written.column):
        return False
    setattr(row, written.column, words)
    if written.hashed:
        setattr(row, written.hashed, source_hash(words))
    if isinstance(row, TermRow):
        row.version += 1
    return True


def _sources(tx: Tx, names: Sequence[str], instead: Mapping[Language, str]) -> int:
    """The sentences that translations are of, which are in the language of their text."""
    count = 0
    languages = select(TextRow.id, TextRow.language)
    for table, column in ((SegmentRow, "source"), (CorrectionRow, "source")):
        found = list(_with(tx, table, column, names))
        wanted = languages.where(TextRow.id.in_({row.text_id for row in found}))
        spoken = {row.id: row.language for row in tx.execute(wanted)}
        hashed = "source_hash" if table is SegmentRow else ""
        for row in found:
            words = without(row.source, names, instead[spoken[row.text_id]])
            count += _put(row, Written(table, column, _own, hashed), words)
    return count


def _with(tx: Tx, table: type[Base], column: str, names: Sequence[str]) -> Sequence[Any]:
    """The rows of a table in which one of some names stands; asked anew for each column: the last one changed them."""
    tx.flush()
    there = getattr(table, column)
    is_json = (table, column) in JSON
    told = as_type(there, String) if is_json else there
    pieces = [escaped(name) if is_json else name for name in names]
    return tx.scalars(select(table).where(or_(*(told.contains(one, autoescape=True) for one in pieces)))).all()
