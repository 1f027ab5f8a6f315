"""What people chose of how they are reminded, and everybody who may be written to."""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from functools import cache
from typing import Any, cast

from sqlalchemy import Row, Select, select

from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.person import Person, SlackUser
from bot.domain.preferences import Preferences, Reader
from bot.store import access
from bot.store.database import Tx
from bot.store.tables import ChannelRow, MemberRow, PersonRow, PreferenceRow
from bot.store.upsert import insert_or_update


def of_person(tx: Tx, person_id: int) -> Preferences:
    """What a person chose; what everybody has who chose nothing."""
    row = tx.get(PreferenceRow, person_id)
    return _chosen(row, row.zone) if row else Preferences()


def put(tx: Tx, person_id: int, chosen: Preferences) -> None:
    """Keep what a person chose."""
    insert_or_update(tx, PreferenceRow, {"person_id": person_id}, asdict(chosen))


def readers(tx: Tx) -> tuple[Reader, ...]:
    """Everybody who is in a channel of some space, with what they chose: for jobs."""
    known = ChannelRow.is_known.is_(True)
    members = select(MemberRow.person_id).join(ChannelRow, ChannelRow.id == MemberRow.channel_id).where(known)
    rows = tx.execute(_people().where(PersonRow.id.in_(members)).order_by(PersonRow.id))
    return tuple(_reader(row) for row in rows)


def readers_of(tx: Tx, person_ids: Collection[int]) -> Mapping[int, Reader]:
    """Some people with what they chose, by id: for jobs."""
    rows = tx.execute(_people().where(PersonRow.id.in_(person_ids)))
    return {row.id: _reader(row) for row in rows}


def spaces_of(tx: Tx, person_ids: Collection[int]) -> Mapping[int, frozenset[int]]:
    """Person id → the spaces they may see, without what their side keeps to itself: for jobs that write to many."""
    return {person_id: frozenset(seen) for person_id, seen in access.standings(tx, person_ids).items()}


@cache
def _people() -> Select[Any]:
    chosen = [column for column in PreferenceRow.__table__.columns if column.name not in {"person_id", "zone"}]
    unread = {"named", "guest", "forgotten_at"}
    people = [column for column in PersonRow.__table__.columns if column.name not in unread]
    found = select(*people, PreferenceRow.zone.label("chosen_zone"), *chosen).outerjoin(
        PreferenceRow, PreferenceRow.person_id == PersonRow.id
    )
    return cast("Select[Any]", found)


def _reader(row: Row[Any]) -> Reader:
    person = Person(
        row.id,
        SlackUser(row.team_id, row.user_id),
        row.name,
        cast("Language | None", row.language),
        cast("Language | None", row.guessed),
        row.zone,
        row.asked,
    )
    if row.remind is None:  # no row of theirs
        return Reader(person)
    return Reader(person, _chosen(row, row.chosen_zone))


def _chosen(row: Any, zone: str | None) -> Preferences:  # noqa: ANN401  a row of the table, or of `_people`
    return Preferences(
        zone,
        cast("Calendar | None", row.calendar),
        row.remind,
        row.remind_at,
        row.remind_days,
        row.digest,
        row.digest_at,
        row.weekday,
    )
