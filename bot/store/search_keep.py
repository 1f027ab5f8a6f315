"""Keep what notes are found by in step with the record, in the transaction that changes it.

Triggers (`bot.store.search_tables`) note down what has changed; before a transaction ends, the notes it belongs to
are cut anew. Whoever does so locks the rows last of all, in the order of their ids, and reads the record afterwards:
of two who change a note at once the later one sees what both did.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import Select, bindparam, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.search_cut import VERSION
from bot.domain.search_layout import layout
from bot.store import search_words
from bot.store.database_types import Tx
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    Base,
    HistoryRow,
    ItemRow,
    MeetingRow,
    NoteRow,
    SearchChangeRow,
    SearchRow,
    TripRow,
)

PORTION = 200  # notes that are cut at a time
_MOST_KEYS = 5_000  # of a statement: databases take no more than some ten thousand
_TABLE = Base.metadata.tables["search"]


def keep_up(tx: Tx) -> int:
    """Cut the notes anew of which something was written in this transaction; gives how many."""
    tx.flush()
    changed = tx.execute(delete(SearchChangeRow).returning(SearchChangeRow.kind, SearchChangeRow.key)).all()
    if not changed:
        return 0
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for row in changed:
        keys[row.kind].add(row.key)
    notes = sorted(keys.pop("notes", set()).union(*(_notes_of(tx, kind, some) for kind, some in keys.items())))
    for place in range(0, len(notes), PORTION):
        cut(tx, notes[place : place + PORTION])
    return len(notes)


def cut(tx: Tx, note_ids: Collection[int], *, others: bool = False) -> None:
    """Cut some notes anew; those that are not there any more are found no more.

    Args:
        tx: the transaction.
        note_ids: which.
        others: whether somebody else has changed them, or nobody: where two cut a note for the first time at once,
            the one who has changed it knows best.
    """
    there = {row.note_id: row for row in tx.execute(_there(), {"ids": list(note_ids)})}
    found = {note.id: layout(note) for note in search_words.read(tx, note_ids)}
    gone = there.keys() - found.keys()
    if gone:
        tx.execute(delete(SearchRow).where(SearchRow.note_id.in_(gone)))
    put(tx, {note_id: lines for note_id, lines in found.items() if note_id not in there}, keep=others)
    changed = [
        {"of_note": note_id, "version": VERSION, "lines": lines}
        for note_id, lines in found.items()
        if (was := there.get(note_id)) and (was.version, was.lines) != (VERSION, lines)
    ]
    if changed:
        tx.connection().execute(update(_TABLE).where(_TABLE.c.note_id == bindparam("of_note")), changed)


def put(tx: Tx, found: Mapping[int, str], *, keep: bool = False) -> None:
    """Keep what some notes are found by that were not there before, by their ids; or what came meanwhile."""
    if not found:
        return
    rows = [{"note_id": note_id, "version": VERSION, "lines": lines} for note_id, lines in found.items()]
    insert = postgresql.insert if tx.get_bind().dialect.name == "postgresql" else sqlite.insert
    made = insert(_TABLE)
    changed = {"version": made.excluded.version, "lines": made.excluded.lines}
    came = (
        made.on_conflict_do_nothing() if keep else made.on_conflict_do_update(index_elements=["note_id"], set_=changed)
    )
    tx.connection().execute(came, rows)


def missing(tx: Tx, limit: int = PORTION) -> tuple[int, ...]:
    """The ids of so many notes that are not found by the rules of this version, or are found although they are gone."""
    cut_so = exists().where(SearchRow.note_id == NoteRow.id, SearchRow.version == VERSION)
    found = tuple(tx.scalars(select(NoteRow.id).where(~cut_so).order_by(NoteRow.id).limit(limit)))
    there = exists().where(NoteRow.id == SearchRow.note_id)
    return found or tuple(tx.scalars(select(SearchRow.note_id).where(~there).order_by(SearchRow.note_id).limit(limit)))


@cache  # building a statement takes longer than running it
def _there() -> Select[Any]:
    wanted = select(SearchRow.note_id, SearchRow.version, SearchRow.lines)
    wanted = wanted.where(SearchRow.note_id.in_(bindparam("ids", expanding=True)))
    return cast("Select[Any]", wanted.order_by(SearchRow.note_id).with_for_update())


def _notes_of(tx: Tx, kind: str, keys: Collection[int]) -> set[int]:
    """The notes to which meetings, texts, items, organisations or trips belong."""
    ordered = sorted(keys)
    found: set[int] = set()
    for place in range(0, len(ordered), _MOST_KEYS):
        portion = ordered[place : place + _MOST_KEYS]
        for wanted in _ways(kind):
            found.update(tx.scalars(wanted, {"keys": portion}))
    return found


@cache
def _ways(kind: str) -> tuple[Select[int], ...]:
    if kind == "texts":
        heads = (MeetingRow.title_id, MeetingRow.place_id, MeetingRow.purpose_id, MeetingRow.participants_id)
        said = _by(HistoryRow.text_id, ItemRow.note_id).join(ItemRow, ItemRow.id == HistoryRow.item_id)
        of_trip = _meetings(_by(TripRow.title_id, NoteRow.id).join(MeetingRow, MeetingRow.trip_id == TripRow.id))
        of_heads = (_meetings(_by(column, NoteRow.id)) for column in heads)
        return (_by(ItemRow.text_id, ItemRow.note_id), said, of_trip, *of_heads)
    if kind == "organisations":
        lead = _by(ActionRow.organisation_id, ItemRow.note_id).join(ItemRow, ItemRow.id == ActionRow.item_id)
        also = _by(ActionOwnerRow.organisation_id, ItemRow.note_id).join(ItemRow, ItemRow.id == ActionOwnerRow.item_id)
        return lead, also
    columns: dict[str, InstrumentedAttribute[Any]] = {"items": ItemRow.id, "meetings": NoteRow.meeting_id}
    if kind in columns:
        return (_by(columns[kind], ItemRow.note_id if kind == "items" else NoteRow.id),)
    return (_meetings(_by(MeetingRow.trip_id, NoteRow.id)),)


def _by(column: InstrumentedAttribute[Any], note_id: InstrumentedAttribute[int]) -> Select[int]:
    wanted = select(note_id).select_from(column.class_)
    return wanted.where(column.in_(bindparam("keys", expanding=True)))


def _meetings(wanted: Select[int]) -> Select[int]:
    return wanted.join(NoteRow, NoteRow.meeting_id == MeetingRow.id)
