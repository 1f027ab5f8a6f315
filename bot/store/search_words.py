"""Everything that notes are found by, read from the record in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, cast

from sqlalchemy import BindParameter, Row, Select, bindparam, select, union_all

from bot.domain.language import Language
from bot.domain.record import label_of
from bot.domain.search_layout import ItemWords, NoteWords, Words
from bot.store.database_types import Tx
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    HistoryRow,
    ItemRow,
    MeetingRow,
    NoteRow,
    OrganisationRow,
    SpaceRow,
    TextRow,
    TranslationRow,
    TripRow,
)

_Texts = Mapping[int, tuple[Words, ...]]


def read(tx: Tx, note_ids: Collection[int]) -> tuple[NoteWords, ...]:
    """What the notes of some ids are found by; nothing of those that are not there."""
    ids = {"ids": list(note_ids)}
    notes = tx.execute(_notes(), ids).all()
    items: defaultdict[int, list[Row[Any]]] = defaultdict(list)
    for row in tx.execute(_items(), ids):
        items[row.note_id].append(row)
    said: defaultdict[int, list[int]] = defaultdict(list)
    for row in tx.execute(_said(), ids):
        said[row.item_id].append(row.text_id)
    texts = _texts(tx, {*_heads(notes), *(row.text_id for rows in items.values() for row in rows), *_all(said)})
    owners = _owners(tx, ids)
    return tuple(_note(row, items[row.id], said, texts, owners) for row in notes)


def _heads(notes: Iterable[Row[Any]]) -> set[int]:
    columns = ("title_id", "place_id", "purpose_id", "participants_id", "trip_title_id")
    return {text_id for row in notes for column in columns if (text_id := getattr(row, column)) is not None}


def _all(said: Mapping[int, Iterable[int]]) -> set[int]:
    return {text_id for some in said.values() for text_id in some}


def _note(
    row: Row[Any],
    items: Iterable[Row[Any]],
    said: Mapping[int, Iterable[int]],
    texts: _Texts,
    owners: Mapping[int, tuple[Words, ...]],
) -> NoteWords:
    heads = (row.place_id, row.purpose_id, row.participants_id, row.trip_title_id)
    return NoteWords(
        row.id,
        row.space_id,
        label_of(row.number, inner=row.parent_id is not None),
        row.held_on or row.created_at.date(),
        texts.get(row.title_id, ()),
        tuple(words for text_id in heads for words in texts.get(text_id, ())),
        tuple(_item(one, [one.text_id, *said.get(one.id, ())], texts, owners.get(one.id, ())) for one in items),
    )


def _item(row: Row[Any], text_ids: Iterable[int], texts: _Texts, owners: tuple[Words, ...]) -> ItemWords:
    doable = row.kind == "action" and row.status is not None
    due = (row.due_start, row.due_end) if doable and row.due_end is not None else None
    words = tuple(words for text_id in text_ids for words in texts.get(text_id, ()))
    return ItemWords(row.number, row.kind, words + (owners if doable else ()), row.status if doable else None, due)


def _texts(tx: Tx, text_ids: Collection[int]) -> _Texts:
    found: defaultdict[int, list[Words]] = defaultdict(list)
    for row in tx.execute(_all_languages(), {"ids": list(text_ids)}):
        found[row.id].append(Words(cast("Language", row.language), row.content))
    return {text_id: tuple(sorted(words)) for text_id, words in found.items()}


def _owners(tx: Tx, ids: Mapping[str, list[int]]) -> Mapping[int, tuple[Words, ...]]:
    """Whoever is to do an action, by the names of their organisations and by what was said of them."""
    found: defaultdict[int, list[Words]] = defaultdict(list)
    for row in tx.execute(_owned(), ids):
        names = (("da", row.name), ("zh", row.name_zh), ("en", row.name_en), ("zh", row.said))  # said in any language
        found[row.item_id] += [Words(cast("Language", language), name) for language, name in names if name]
    return {item_id: tuple(dict.fromkeys(sorted(words))) for item_id, words in found.items()}


@cache  # building a statement takes longer than running it
def _notes() -> Select[Any]:
    columns = (
        NoteRow.id, NoteRow.space_id, NoteRow.number, NoteRow.created_at, SpaceRow.parent_id, MeetingRow.held_on,
        MeetingRow.title_id, MeetingRow.place_id, MeetingRow.purpose_id, MeetingRow.participants_id,
        TripRow.title_id.label("trip_title_id"),
    )  # fmt: skip
    joined = select(*columns).join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
    joined = joined.join(SpaceRow, SpaceRow.id == NoteRow.space_id).outerjoin(TripRow, TripRow.id == MeetingRow.trip_id)
    return cast("Select[Any]", joined.where(NoteRow.id.in_(bindparam("ids", expanding=True))))


@cache
def _items() -> Select[Any]:
    columns = (
        ItemRow.id, ItemRow.note_id, ItemRow.number, ItemRow.kind, ItemRow.text_id,
        ActionRow.status, ActionRow.due_start, ActionRow.due_end,
    )  # fmt: skip
    there = (ItemRow.note_id.in_(bindparam("ids", expanding=True)), ItemRow.removed_at.is_(None))
    wanted = select(*columns).outerjoin(ActionRow, ActionRow.item_id == ItemRow.id).where(*there)
    return cast("Select[Any]", wanted.order_by(ItemRow.note_id, ItemRow.position, ItemRow.id))


@cache
def _said() -> Select[Any]:
    """Comments on items, and reasons why they were dropped."""
    wanted = select(HistoryRow.item_id, HistoryRow.text_id).join(ItemRow, ItemRow.id == HistoryRow.item_id)
    there = (HistoryRow.text_id.is_not(None), HistoryRow.undone.is_(False), ItemRow.removed_at.is_(None))
    of_notes = wanted.where(ItemRow.note_id.in_(bindparam("ids", expanding=True)), *there)
    return cast("Select[Any]", of_notes.order_by(HistoryRow.id))


@cache
def _all_languages() -> Select[Any]:
    wanted: BindParameter[Any] = bindparam("ids", expanding=True)
    original = select(TextRow.id, TextRow.language, TextRow.content).where(TextRow.id.in_(wanted))
    there = (TranslationRow.text_id.in_(wanted), TranslationRow.content.is_not(None))
    other = select(TranslationRow.text_id, TranslationRow.language, TranslationRow.content).where(*there)
    return cast("Select[Any]", union_all(original, other))


@cache
def _owned() -> Select[Any]:
    names = (OrganisationRow.name, OrganisationRow.name_zh, OrganisationRow.name_en)
    lead = select(ActionRow.item_id, *names, ActionRow.owner_said.label("said"))
    lead = lead.outerjoin(OrganisationRow, OrganisationRow.id == ActionRow.organisation_id)
    also = select(ActionOwnerRow.item_id, *names, ActionOwnerRow.said)
    also = also.outerjoin(OrganisationRow, OrganisationRow.id == ActionOwnerRow.organisation_id)
    wanted = select(ItemRow.id).where(ItemRow.note_id.in_(bindparam("ids", expanding=True)))
    both = (lead.where(ActionRow.item_id.in_(wanted)), also.where(ActionOwnerRow.item_id.in_(wanted)))
    return cast("Select[Any]", union_all(*both))
