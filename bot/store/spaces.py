"""Spaces and the channels bound to them."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import cast

from sqlalchemy import Select, bindparam, select, update

from bot.domain.language import Language
from bot.domain.person import Channel, Sides, SlackChannel, Viewer
from bot.domain.record import Space
from bot.store import waiting
from bot.store.database import Tx
from bot.store.tables import ChannelNameRow, ChannelRow, NoteRow, SpaceRow


def add(tx: Tx, name: str, languages: tuple[Language, ...], now: datetime) -> Space:
    """A new, empty space."""
    row = SpaceRow(name=name, languages=",".join(languages), created_at=now)
    tx.add(row)
    tx.flush()
    return _space(row)


def get(tx: Tx, viewer: Viewer, space_id: int) -> Space | None:
    """A space the viewer may see."""
    row = tx.get(SpaceRow, space_id) if viewer.sees(space_id) else None
    return _space(row) if row else None


def find(tx: Tx, viewer: Viewer) -> tuple[Space, ...]:
    """All spaces the viewer may see, oldest first; not what their side keeps to itself."""
    shared = select(SpaceRow).where(SpaceRow.id.in_(viewer.space_ids), SpaceRow.parent_id.is_(None))
    rows = tx.scalars(shared.order_by(SpaceRow.id))
    return tuple(_space(row) for row in rows)


def names_of(tx: Tx, viewer: Viewer, space_ids: Collection[int]) -> dict[int, str]:
    """Space → its name, of those of some that the viewer may see."""
    seen = [space_id for space_id in space_ids if viewer.sees(space_id)]
    return {row.id: row.name for row in tx.execute(select(SpaceRow.id, SpaceRow.name).where(SpaceRow.id.in_(seen)))}


def find_by_name(tx: Tx, name: str) -> Space | None:
    """The oldest space of that name: for the terminal, whose user may see all."""
    named = select(SpaceRow).where(SpaceRow.name == name, SpaceRow.parent_id.is_(None))
    row = tx.scalar(named.order_by(SpaceRow.id).limit(1))
    return _space(row) if row else None


def names(tx: Tx) -> tuple[str, ...]:
    """The names of all spaces: for the terminal, whose user may see all."""
    return tuple(tx.scalars(select(SpaceRow.name).where(SpaceRow.parent_id.is_(None)).order_by(SpaceRow.id)))


def has_notes(tx: Tx, space_id: int) -> bool:
    """Whether a note was ever logged in the space."""
    return bool(tx.scalar(select(SpaceRow.notes_made).where(SpaceRow.id == space_id)))


def is_used(tx: Tx, space_id: int) -> bool:
    """Whether a space has something that would be lost to everyone without its last channel.

    Where sides may keep something to themselves that counts, whether or not they do: nobody else is to know.
    """
    used = (SpaceRow.notes_made > 0) | (SpaceRow.sides != "off")
    return tx.scalar(select(SpaceRow.id).where(SpaceRow.id == space_id, used)) is not None


def next_number(tx: Tx, space_id: int) -> int:
    """The number of the note that is being written; two writers never get the same."""
    number = update(SpaceRow).where(SpaceRow.id == space_id).values(notes_made=SpaceRow.notes_made + 1)
    return tx.execute(number.returning(SpaceRow.notes_made)).scalar_one()


def take_number(tx: Tx, space_id: int, wanted: int) -> int:
    """The number of a note that had one elsewhere: that one where no note of the space has it or had it."""
    row = tx.get_one(SpaceRow, space_id, with_for_update=True, populate_existing=True)
    row.notes_made = wanted if wanted > row.notes_made else row.notes_made + 1
    tx.flush()
    return row.notes_made


def engines_of(tx: Tx, space_id: int) -> tuple[str, ...] | None:
    """The engines that may see a space's text: for jobs. None: all that are switched on."""
    return _engines(tx.scalar(select(SpaceRow.engines).where(SpaceRow.id == space_id)))


def set_engines(tx: Tx, space_id: int, engines: tuple[str, ...] | None) -> Space:
    """Say which engines may see a space's text."""
    row = tx.get_one(SpaceRow, space_id)
    row.engines = None if engines is None else ",".join(engines)
    return _space(row)


def bind(tx: Tx, space_id: int, slack: SlackChannel, now: datetime) -> Channel:
    """Make a channel speak of a space; a channel that spoke of another one changes over.

    Cards of notes of the other one stay there as they are: they are not for whoever is in the channel from now on.
    """
    row = tx.scalar(_row_of(slack))
    if row is None:
        row = ChannelRow(team_id=slack.team_id, channel_id=slack.channel_id, space_id=space_id, bound_at=now)
        tx.add(row)
        tx.flush()
        tx.add(ChannelNameRow(team_id=slack.team_id, slack_id=slack.channel_id, channel_id=row.id))
    for waits in waiting.of(tx, row.id):
        tx.get_one(ChannelRow, waits).space_id = space_id
    row.space_id = space_id
    row.bound_at = now
    tx.flush()
    cards = update(NoteRow).where(NoteRow.card_channel_id == row.id, NoteRow.space_id != space_id)
    tx.execute(cards.values(card_channel_id=None, card_ts=None))
    return _channel(row, tx.get_one(SpaceRow, space_id).languages)


def channel(tx: Tx, slack: SlackChannel) -> Channel | None:
    """The binding of a channel, by any of its names."""
    row = tx.execute(_bound(), slack._asdict()).one_or_none()
    return _channel(row[0], row[1]) if row else None


@cache  # building a statement takes longer than running it
def _bound() -> Select[ChannelRow, str]:
    return (
        select(ChannelRow, SpaceRow.languages)
        .join(SpaceRow, SpaceRow.id == ChannelRow.space_id)
        .join(ChannelNameRow, ChannelNameRow.channel_id == ChannelRow.id)
        .where(ChannelNameRow.team_id == bindparam("team_id"), ChannelNameRow.slack_id == bindparam("channel_id"))
    )


def channel_of(tx: Tx, channel_id: int) -> Channel | None:
    """The binding with an id of ours."""
    row = tx.get(ChannelRow, channel_id)
    return _channel(row, tx.get_one(SpaceRow, row.space_id).languages) if row else None


def is_spoken_of(tx: Tx, space_id: int, channel_id: int) -> bool:
    """Whether it is a space that a channel speaks of."""
    here = (ChannelRow.id == channel_id, ChannelRow.space_id == space_id)
    return tx.scalar(select(ChannelRow.id).where(*here)) is not None


def channels(tx: Tx, space_ids: Collection[int]) -> tuple[Channel, ...]:
    """All channels bound to some spaces, but those that wait for one that is among them."""
    rows = tx.execute(
        select(ChannelRow, SpaceRow.languages)
        .join(SpaceRow, SpaceRow.id == ChannelRow.space_id)
        .where(ChannelRow.space_id.in_(space_ids), ~waiting.beside())
        .order_by(ChannelRow.id)
    )
    return tuple(_channel(row[0], row[1]) for row in rows)


def bound_channels(tx: Tx) -> tuple[int, ...]:
    """The ids of all channels that are bound to a space: for jobs."""
    return tuple(tx.scalars(select(ChannelRow.id).order_by(ChannelRow.id)))


def _row_of(slack: SlackChannel) -> Select[ChannelRow]:
    named = select(ChannelRow).join(ChannelNameRow, ChannelNameRow.channel_id == ChannelRow.id)
    return named.where(ChannelNameRow.team_id == slack.team_id, ChannelNameRow.slack_id == slack.channel_id)


def _languages(written: str) -> tuple[Language, ...]:
    return cast("tuple[Language, ...]", tuple(written.split(",")))


def _space(row: SpaceRow) -> Space:
    return Space(
        row.id,
        row.name,
        _languages(row.languages),
        _engines(row.engines),
        cast("Sides", row.sides),
        row.parent_id,
        row.keep_months,
    )


def _engines(written: str | None) -> tuple[str, ...] | None:
    return None if written is None else tuple(name for name in written.split(",") if name)


def _channel(row: ChannelRow, languages: str) -> Channel:
    return Channel(row.id, SlackChannel(row.team_id, row.channel_id), row.space_id, _languages(languages))
