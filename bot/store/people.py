"""People, their language, and the channels they are in."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Row, Select, bindparam, delete, select, text, update
from sqlalchemy.orm import aliased

from bot.domain.calendars import HOME_ZONES
from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.person import Channel, Person, SlackChannel, SlackUser, Standing
from bot.store import access
from bot.store.database import Tx
from bot.store.tables import ChannelNameRow, ChannelRow, MemberRow, NoteRow, PersonRow, PreferenceRow, SpaceRow
from bot.store.turns import number_of
from bot.store.upsert import insert_or_leave


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
    """Somebody who asks: who they are, where they stand, and the binding of the channel they ask in."""

    person: Person
    standings: Mapping[int, Standing]
    channel: Channel | None
    is_in: bool  # that channel, as far as we know


def recognised(tx: Tx, user: SlackUser, slack: SlackChannel | None) -> Recognised | None:
    """Everything about whoever asks, in two queries: it runs before every answer."""
    where = slack or SlackChannel("", "")
    values = {"user": user.user_id, "team": where.team_id, "channel": where.channel_id}
    rows = tx.execute(_recognised(), values).all()
    if len(rows) > 1:  # the same id in two teams: the right team decides
        rows = [row for row in rows if row.team_id == user.team_id]
    if not rows:
        return None
    row = rows[0]
    languages = cast("tuple[Language, ...]", tuple((row.languages or "").split(",")))
    speaks = SlackChannel(row.bound_team or "", row.bound_slack or "")
    channel = Channel(row.bound, speaks, row.bound_space, languages) if row.bound is not None else None
    standings = access.standings(tx, [row.id])[row.id]
    return Recognised(_recognised_person(row), standings, channel, row.is_in is not None)


@cache  # building a statement takes longer than running it
def _recognised() -> Select[Any]:
    here = (ChannelNameRow.team_id == bindparam("team")) & (ChannelNameRow.slack_id == bindparam("channel"))
    found = (
        select(
            *_person_columns(),
            ChannelRow.id.label("bound"),
            ChannelRow.space_id.label("bound_space"),
            ChannelRow.team_id.label("bound_team"),
            ChannelRow.channel_id.label("bound_slack"),
            SpaceRow.languages.label("languages"),
            MemberRow.person_id.label("is_in"),
        )
        .select_from(PersonRow)
        .outerjoin(PreferenceRow, PreferenceRow.person_id == PersonRow.id)
        .outerjoin(ChannelNameRow, here)
        .outerjoin(ChannelRow, ChannelRow.id == ChannelNameRow.channel_id)
        .outerjoin(SpaceRow, SpaceRow.id == ChannelRow.space_id)
        .outerjoin(MemberRow, (MemberRow.channel_id == ChannelRow.id) & (MemberRow.person_id == PersonRow.id))
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
    unread = {"named", "guest", "told_at", "gone", "forgotten_at"}
    columns = [column for column in PersonRow.__table__.columns if column.name not in unread]
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


def called(tx: Tx, slack: SlackUser) -> tuple[int, ...]:
    """The ids of whoever may be meant by a Slack user: the one of that team, else everybody with that user id."""
    rows = tx.execute(_by_user(), {"user": slack.user_id}).all()
    exact = [row for row in rows if row.team_id == slack.team_id]
    return tuple(row.id for row in exact or rows)


def meet(tx: Tx, slack: SlackUser) -> Person:
    """The person behind a Slack user, made where nobody knows them yet.

    Of two who hear of the same person at once, by different teams perhaps, one waits for the other.
    """
    known = find(tx, slack)
    if known is None and tx.get_bind().dialect.name == "postgresql":
        tx.execute(text("SELECT pg_advisory_xact_lock(:person)"), {"person": number_of(f"person:{slack.user_id}")})
        known = find(tx, slack)
    return known or add(tx, slack)


def add(tx: Tx, slack: SlackUser, name: str | None = None) -> Person:
    """A person seen for the first time; without a name they are called by their id until Slack tells.

    Where somebody else has seen them at the same moment, they are that person.
    """
    called = {"name": name or slack.user_id, "named": name is not None, "guest": None if name is None else False}
    insert_or_leave(tx, PersonRow, {**slack._asdict(), **called})
    found = select(PersonRow).where(PersonRow.team_id == slack.team_id, PersonRow.user_id == slack.user_id)
    return _person(tx.scalars(found).one())


def set_language(tx: Tx, person_id: int, language: Language) -> None:
    """What the person chose."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(language=language))


def set_asked(tx: Tx, person_id: int) -> None:
    """The person was asked which language they want."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(asked=True))


def set_guess(tx: Tx, person_id: int, language: Language) -> None:
    """What the person seems to write."""
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(guessed=language))


def set_profile(
    tx: Tx, person_id: int, team_id: str, name: str, zone: str | None, *, guest: bool | None = False
) -> None:
    """What Slack says about the person; `guest` is None where it does not tell."""
    values = {"name": name, "named": True, "zone": zone, "guest": guest} | ({"team_id": team_id} if team_id else {})
    tx.execute(update(PersonRow).where(PersonRow.id == person_id).values(**values))


def author_of(tx: Tx, note_id: int) -> Person | None:
    """Who wrote a note."""
    row = tx.scalar(select(PersonRow).join(NoteRow, NoteRow.author_id == PersonRow.id).where(NoteRow.id == note_id))
    return _person(row) if row else None


def unnamed(tx: Tx, limit: int = 200) -> tuple[Person, ...]:
    """People of whom Slack has not told us yet what they are called."""
    wanted = select(PersonRow).where(PersonRow.named.is_(False), PersonRow.forgotten_at.is_(None))
    rows = tx.scalars(wanted.order_by(PersonRow.id).limit(limit))
    return tuple(_person(row) for row in rows)


def names(tx: Tx, asker: SlackUser, home: str, user_ids: Collection[str]) -> Mapping[str, str]:
    """User id → name, for those whose name is known and whom whoever asks may meet in Slack.

    Those are the people of their own workspace, of the one whose installation they ask (`home`), and of the channels
    they are in: an id alone tells nobody what somebody in a workspace of others is called.
    """
    if not user_ids:
        return {}
    known = select(PersonRow.user_id, PersonRow.name).where(PersonRow.user_id.in_(user_ids), PersonRow.named.is_(True))
    return {row.user_id: row.name for row in tx.execute(known.where(_near(asker, home)))}


def of_records(tx: Tx, records: Collection[str]) -> Mapping[str, str]:
    """What the people are called among records of the audit log, such as "person:5"."""
    ids = [int(one.partition(":")[2]) for one in records if one.startswith("person:")]
    return {
        f"person:{row.id}": row.name
        for row in tx.execute(select(PersonRow.id, PersonRow.name).where(PersonRow.id.in_(ids)))
    }


def may_meet(tx: Tx, asker: SlackUser, person_id: int) -> bool:
    """Whether whoever asks may meet a person in Slack, whatever they are called."""
    near = select(PersonRow.id).where(PersonRow.id == person_id, _near(asker, ""))
    return tx.scalar(near) is not None


def _near(asker: SlackUser, home: str) -> ColumnElement[bool]:
    theirs, own, here = aliased(MemberRow), aliased(MemberRow), aliased(PersonRow)
    meets = (
        select(1)
        .select_from(theirs)
        .join(own, own.channel_id == theirs.channel_id)
        .join(here, here.id == own.person_id)
        .where(theirs.person_id == PersonRow.id, here.user_id == asker.user_id)
        .correlate(PersonRow)
        .exists()
    )
    return PersonRow.team_id.in_({asker.team_id, home} - {""}) | meets


def ids_by_name(tx: Tx, space_id: int) -> Mapping[str, int]:
    """Name → id of the people who see a space."""
    return {row.name: row.id for row in tx.execute(_names_in(), {"space": space_id})}


@cache  # building a statement takes longer than running it
def _names_in() -> Select[Any]:
    seen = access.sees(PersonRow.id, bindparam("space"))
    return cast("Select[Any]", select(PersonRow.name, PersonRow.id).where(PersonRow.named.is_(True), seen))


def join(tx: Tx, channel_id: int, person_id: int) -> None:
    """The person is in the channel."""
    insert_or_leave(tx, MemberRow, {"channel_id": channel_id, "person_id": person_id})


def leave(tx: Tx, channel_id: int, *person_ids: int) -> None:
    """These people are not in the channel any more."""
    tx.execute(delete(MemberRow).where(MemberRow.channel_id == channel_id, MemberRow.person_id.in_(person_ids)))


def set_members(tx: Tx, channel_id: int, person_ids: Collection[int]) -> None:
    """These people, and nobody else, are in the channel; whom Slack has deactivated is nowhere."""
    gone = select(PersonRow.id).where(PersonRow.id.in_(person_ids), PersonRow.gone.is_(True))
    person_ids = frozenset(person_ids) - frozenset(tx.scalars(gone))
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
