"""How channels want their digest."""

from dataclasses import asdict
from datetime import datetime
from typing import cast

from sqlalchemy import select

from bot.domain.language import Language
from bot.domain.person import Channel, SlackChannel
from bot.domain.preferences import DigestChannel, DigestSettings
from bot.store.database import Tx
from bot.store.tables import ChannelRow, DigestRow, SpaceRow
from bot.store.upsert import insert_or_update


def of_channel(tx: Tx, channel_id: int) -> DigestSettings:
    """How a channel wants its digest; what every channel has where nobody chose."""
    return _settings(tx.get(DigestRow, channel_id))


def get(tx: Tx, channel_id: int) -> DigestChannel | None:
    """A channel with how it wants its digest; None when it is not bound any more."""
    return next(iter(_found(tx, channel_id)), None)


def put(tx: Tx, channel_id: int, chosen: DigestSettings, by: str, now: datetime) -> None:
    """Keep how a channel wants its digest."""
    languages, sections = ",".join(chosen.languages), ",".join(chosen.sections)
    values = asdict(chosen) | {"languages": languages, "sections": sections, "changed_by": by, "changed_at": now}
    insert_or_update(tx, DigestRow, {"channel_id": channel_id}, values)


def channels(tx: Tx) -> tuple[DigestChannel, ...]:
    """All channels that are bound to a space, with how they want their digest: for jobs.

    Not those in which no installation of ours is: nobody could post there.
    """
    return _found(tx)


def _found(tx: Tx, channel_id: int | None = None) -> tuple[DigestChannel, ...]:
    wanted = (
        select(ChannelRow, SpaceRow.languages, DigestRow)
        .join(SpaceRow, SpaceRow.id == ChannelRow.space_id)
        .outerjoin(DigestRow, DigestRow.channel_id == ChannelRow.id)
        .order_by(ChannelRow.id)
    )
    which = ChannelRow.trouble != "absent" if channel_id is None else ChannelRow.id == channel_id
    rows = tx.execute(wanted.where(which))
    return tuple(DigestChannel(_channel(row[0], row[1]), _settings(row[2])) for row in rows)


def _channel(row: ChannelRow, languages: str) -> Channel:
    return Channel(row.id, SlackChannel(row.team_id, row.channel_id), row.space_id, _languages(languages))


def _languages(written: str) -> tuple[Language, ...]:
    return cast("tuple[Language, ...]", tuple(filter(None, written.split(","))))


def _settings(row: DigestRow | None) -> DigestSettings:
    if row is None:
        return DigestSettings()
    sections = tuple(filter(None, row.sections.split(",")))
    return DigestSettings(row.is_on, row.at, row.zone, row.weekday, _languages(row.languages), sections)
