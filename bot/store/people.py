"""People, their language, and the channels they are in."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Row, Select, bindparam, delete, select, update
from sqlalchemy.orm import aliased

from bot.domain.calendars import HOME_ZONES
from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.person import Channel, Person, SlackChannel, SlackUser
from bot.store.database import Tx
from bot.store.tables import ChannelRow, MemberRow, NoteRow, PersonRow, PreferenceRow, SpaceRow


def find(tx: Tx, slack: SlackUser) -> Person | None:
    """The person behind a Slack user.

    Not every payload names the person's own team; a user id that is known once is that person.
    """
    rows = tx.execute(_by_user(), {"user": slack.user_id}).all()
    exact = [row for row in rows if row.team_id == slack.team_id]
    if exact or len(rows) == 1:
        return _recognised_person((exact or rows)[0])
    return None


class Recognised(NamedTuple):
    """Somebody who asks: who they are, what they may see, and the binding of the channel they ask in."""

    person: Person
    spaces: frozenset[int]
    channel: Channel | None


def recognised(tx: Tx, user: SlackUser, slack: SlackChannel | None) -> Recognised | None:
    """Everything about whoever asks, in one query: it runs before every answer."""
    where = slack or SlackChannel("", "")
    values = {"user": user.user_id, "team": where.team_id, "channel": where.channel_id}
    rows = tx.execute(_recognised(), values).all()
    people_ids = {row.id for row in rows}
    if len(people_ids) > 1:  # the same id in two teams: the right team decides
        rows = [row for row in rows if row.team_id == user.team_id]
    if not rows:
        return None
    row = rows[0]
    spaces = frozenset(row.seen for row in rows if row.seen is not None)
    languages = cast("tuple[Language, ...]", tuple((row.languages or "").split(",")))
    channel = Channel(row.bound, where, row.bound_space, languages) if row.bound is not None else None
    return Recognised(_recognised_person(row), spaces, channel)


@cache  # building a statement takes longer than running it
def _recognised() -> Select[Any]:
    member, asked = aliased(ChannelRow), aliased(ChannelRow)
    here = (asked.team_id == bindparam("team")) & (asked.channel_id == bindparam("channel"))
    found = (
        select(
            *_person_columns(),
            member.space_id.label("seen"),
            asked.id.label("bound"),
            asked.space_id.label("bound_space"),
            SpaceRow.languages.label("languages"),
        )
        .select_from(PersonRow)
        .outerjoin(PreferenceRow, PreferenceRow.person_id == PersonRow.id)
        .outerjoin(MemberRow, MemberRow.person_id == PersonRow.id)
        .outerjoin(member, member.id == MemberRow.channel_id)
        .outerjoin(asked, here)
        .outerjoin(SpaceRow, SpaceRow.id == asked.space_id)
        .where(PersonRow.user_id == bindparam("user"))
    )
    return cast("Select[Any]", found)


@cache
def _by_user() -> Select[Any]:
    chosen = PreferenceRow.person_id == PersonRow.id
    found = select(*_person_columns()).select_from(PersonRow).outerjoin(PreferenceRow, chosen)
    return cast("Select[Any]", found.where(PersonRow.user_id == bindparam("user")))


def _person_columns() -> list[Any]:
    """Everything of a person, with the zone and the calendar they chose themselves."""
    columns = [column for column in PersonRow.__table__.columns if column.name != "named"]
    return [*columns, PreferenceRow.zone.label("chosen_zone"), PreferenceRow.calendar.label("chosen_calendar")]


def _recognised_person(row: Row[Any]) -> Person:
    """Somebody whose day is that of the zone they chose, else Slack's, else that of the calendar they chose."""
    at_home = HOME_ZONES[cast("Calendar", row.chosen_calendar)] if row.chosen_calendar else None
    return Person(
        row.id,
        SlackUser(row.team_id, row.user_id),
        row.name,
        cast("Language | None", row.language),
        cast("Language | None", row.guessed),
        row.chosen_zone or row.zone or at_home,
        row.asked,
    )


def get(tx: Tx, person_id: int) -> Person | None:
    """The person with an id of ours."""
    row = tx.get(PersonRow, person_id)
    return _person(row) if row else None


def add(tx: Tx, slack: SlackUser, name: str | None = None) -> Person:
    """A person seen for the first time; without a name they are called by their id until Slack tells."""
    row = PersonRow(team_id=slack.team_id, user_id=slack.user_id, name=name or slack.user_id, named=name is not None)
    tx.add(row)
    tx.flush()
    return _person(row)


def set_language(tx: Tx, person_id: int, language: Language) -> None:
    """What the person chose."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(language=language))


def set_asked(tx: Tx, person_id: int) -> None:
    """The person was asked which language they want."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(asked=True))


def set_guess(tx: Tx, person_id: int, language: Language) -> None:
    """What the person seems to write."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(guessed=language))


def set_profile(tx: Tx, person_id: int, team_id: str, name: str, zone: str | None) -> None:
    """What Slack says about the person."""
    values = {"name": name, "named": True, "zone": zone} | ({"team_id": team_id} if team_id else {})
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(**values))


def author_of(tx: Tx, note_id: int) -> Person | None:
    """Who wrote a note."""
    row = tx.scalar(select(PersonRow).join(NoteRow, NoteRow.author_id == PersonRow.id).where(NoteRow.id == note_id))
    return _person(row) if row else None


def unnamed(tx: Tx, limit: int = 200) -> tuple[Person, ...]:
    """People whose name Slack has not told us yet."""
    rows = tx.scalars(select(PersonRow).where(PersonRow.named.is_(False)).order_by(PersonRow.id).limit(limit))
    return tuple(_person(row) for row in rows)


def names(tx: Tx, user_ids: Collection[str]) -> Mapping[str, str]:
    """User id → name, for those whose name is known."""
    if not user_ids:
        return {}
    known = select(PersonRow.user_id, PersonRow.name).where(PersonRow.user_id.in_(user_ids), PersonRow.named.is_(True))
    return {row.user_id: row.name for row in tx.execute(known)}


def ids_by_name(tx: Tx, space_id: int) -> Mapping[str, int]:
    """Name → id of the people in a space's channels."""
    known = (
        select(PersonRow.name, PersonRow.id)
        .join(MemberRow, MemberRow.person_id == PersonRow.id)
        .join(ChannelRow, ChannelRow.id == MemberRow.channel_id)
        .where(ChannelRow.space_id == space_id, PersonRow.named.is_(True))
    )
    return {row.name: row.id for row in tx.execute(known)}


def join(tx: Tx, channel_id: int, person_id: int) -> None:
    """The person is in the channel."""
    if tx.get(MemberRow, (channel_id, person_id)) is None:
        tx.add(MemberRow(channel_id=channel_id, person_id=person_id))
        tx.flush()


def leave(tx: Tx, channel_id: int, person_id: int) -> None:
    """The person is not in the channel any more."""
    tx.execute(delete(MemberRow).where(MemberRow.channel_id == channel_id, MemberRow.person_id == person_id))


def set_members(tx: Tx, channel_id: int, person_ids: Collection[int]) -> None:
    """These people, and nobody else, are in the channel."""
    others = delete(MemberRow).where(MemberRow.channel_id == channel_id, MemberRow.person_id.not_in(person_ids))
    tx.execute(others)
    for person_id in person_ids:
        join(tx, channel_id, person_id)


def _person(row: PersonRow) -> Person:
    return Person(
        row.id,
        SlackUser(row.team_id, row.user_id),
        row.name,
        cast("Language | None", row.language),
        cast("Language | None", row.guessed),
        row.zone,
        row.asked,
    )
