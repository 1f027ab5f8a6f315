"""The items that a digest shows, in full."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Row, Select, bindparam, select

from bot.domain.digest import ItemLine
from bot.domain.language import Language
from bot.domain.meeting import AgreementState, Kind
from bot.domain.person import SlackChannel
from bot.domain.record import Action, CardPlace, Item, Space, Text
from bot.store import actions, texts
from bot.store.database import Tx
from bot.store.tables import ChannelRow, ItemRow, NoteRow, SpaceRow

PLACE = (
    SpaceRow.id.label("space_id"),
    SpaceRow.name.label("space_name"),
    SpaceRow.languages,
    NoteRow.card_ts,
    ChannelRow.team_id.label("card_team"),
    ChannelRow.channel_id.label("card_channel"),
)
"""Columns that say which space a note is of, and where its card stands."""


def lines(tx: Tx, item_ids: Sequence[int]) -> Mapping[int, ItemLine]:
    """Items with their words, number, space and card, by id, in a constant number of queries."""
    if not item_ids:
        return {}
    rows = tx.execute(_lines(), {"ids": list(item_ids)}).all()
    words = texts.get(tx, {row.text_id for row in rows})
    doable = actions.of_items(tx, [row.id for row in rows if row.kind == "action"])
    return {row.id: ItemLine(_item(row, words, doable), space_of(row), card_of(row)) for row in rows}


def _item(row: Row[Any], words: Mapping[int, Text], doable: Mapping[int, Action]) -> Item:
    return Item(
        row.id,
        row.note_id,
        f"{row.note_number}.{row.number}",
        row.number,
        cast("Kind", row.kind),
        words[row.text_id],
        doable.get(row.id),
        cast("AgreementState | None", row.agreement_state),
        row.parent_id,
    )


def space_of(row: Row[Any]) -> Space:
    """The space in the columns of a place."""
    return Space(row.space_id, row.space_name, cast("tuple[Language, ...]", tuple(row.languages.split(","))))


def card_of(row: Row[Any]) -> CardPlace | None:
    """The card in the columns of a place; None where none was posted."""
    posted = row.card_ts and row.card_channel
    return CardPlace(SlackChannel(row.card_team, row.card_channel), row.card_ts) if posted else None


@cache  # building a statement takes longer than running it
def _lines() -> Select[Any]:
    found = (
        select(
            ItemRow.id,
            ItemRow.note_id,
            ItemRow.number,
            ItemRow.kind,
            ItemRow.text_id,
            ItemRow.agreement_state,
            ItemRow.parent_id,
            NoteRow.number.label("note_number"),
            *PLACE,
        )
        .join(NoteRow, NoteRow.id == ItemRow.note_id)
        .join(SpaceRow, SpaceRow.id == NoteRow.space_id)
        .outerjoin(ChannelRow, ChannelRow.id == NoteRow.card_channel_id)
        .where(ItemRow.id.in_(bindparam("ids", expanding=True)))
    )
    return cast("Select[Any]", found)
