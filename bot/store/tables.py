"""All tables. Rows never leave the store; the noun modules turn them into domain values."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    Index,
    MetaData,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An instant. SQLite forgets the zone, so every instant goes in and comes out as UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a time without zone; store the rest as UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The common ground of all tables: constraint names, so that migrations can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime, dict[str, Any]: JSON, list[Any]: JSON}  # noqa: RUF012  SQLAlchemy's own spelling


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""SQLite gives the id of a removed row to the next one, unless told so: a button in Slack would mean another record."""


class SpaceRow(Base):
    """One cooperation, or (with a parent) what one side of it keeps to itself."""

    __tablename__ = "spaces"
    __table_args__ = (UniqueConstraint("parent_id", "side"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    languages: Mapped[str]  # "da,zh", in the order posts show them
    notes_made: Mapped[int] = mapped_column(default=0)  # the number the newest note got
    engines: Mapped[str | None]  # "local,deepl": who may see its text; NULL for whoever is switched on, "" for nobody
    created_at: Mapped[datetime]
    sides: Mapped[str] = mapped_column(
        String(8), default="off", server_default="off"
    )  # off, teams, named: who may see what
    keep_months: Mapped[int | None]  # how long its notes are kept; NULL for ever
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"))  # of an internal record: whose it is
    side: Mapped[str | None]  # of an internal record: the side that may see it
    letterhead: Mapped[dict[str, Any] | None]  # of its printed reports (bot/domain/letterhead.py)
    wiki_key: Mapped[str] = mapped_column(
        String(32), default="", server_default=""
    )  # what marks its pages in wikis; "" until there are some


class ChannelRow(Base):
    """A Slack channel bound to a space."""

    __tablename__ = "channels"
    __table_args__ = (UniqueConstraint("team_id", "channel_id"), NEVER_AGAIN)
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    team_id: Mapped[str]  # of the installation that speaks in it
    channel_id: Mapped[str]  # as that one calls it; every name it has stands in `channel_names`
    bound_at: Mapped[datetime]
    is_known: Mapped[bool] = mapped_column(
        default=True, server_default=true()
    )  # False while nobody can say who is in it: then nobody is
    members_at: Mapped[datetime | None]  # when Slack told who is in it
    is_shared: Mapped[bool] = mapped_column(
        default=False, server_default=false()
    )  # by Slack Connect, as Slack last told
    moves: Mapped[int] = mapped_column(
        default=0, server_default="0"
    )  # how often somebody came or went: a list read before the last of them is old
    left_at: Mapped[datetime | None]  # when Slack last told that somebody went
    trouble: Mapped[str] = mapped_column(default="", server_default="")  # why nothing, or not all, can be done in it


class ChannelNameRow(Base):
    """What one installation calls a channel: the same one has a name on each side that has the app."""

    __tablename__ = "channel_names"
    team_id: Mapped[str] = mapped_column(primary_key=True)
    slack_id: Mapped[str] = mapped_column(primary_key=True)
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), index=True)


class WelcomeRow(Base):
    """The card in a channel that says how everything is done: there is one, also before the channel has a space."""

    __tablename__ = "welcomes"
    slack_id: Mapped[str] = mapped_column(primary_key=True)
    team_id: Mapped[str]  # of the installation that posts it
    ts: Mapped[str]  # "" until it is there


class RoleRow(Base):
    """What a person may do in a space, and on which side they stand, where that was said of them."""

    __tablename__ = "roles"
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    role: Mapped[str | None] = mapped_column(String(8))  # owner, member, reader; NULL for what everybody is: member
    side: Mapped[str | None]  # NULL for the one their team gives them, if the space goes by teams


class InstallationRow(Base):
    """The app in one workspace; its tokens are stored encrypted."""

    __tablename__ = "installations"
    team_id: Mapped[str] = mapped_column(primary_key=True)
    team_name: Mapped[str]
    bot_user_id: Mapped[str]
    bot_id: Mapped[str]
    address: Mapped[str]  # of the workspace: links to messages begin so
    scopes: Mapped[str]  # "chat:write,commands"
    state: Mapped[str]  # active, revoked
    sealed: Mapped[str | None] = mapped_column(Text)  # the tokens, encrypted; NULL once they are worth nothing
    expires_at: Mapped[datetime | None]  # of a token that changes
    held_until: Mapped[datetime | None]  # a process is changing the token
    version: Mapped[int] = mapped_column(default=1)  # one more for each token
    installed_by: Mapped[str]  # Slack's id of a person
    installed_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class OAuthStateRow(Base):
    """An installation that somebody began; only what its secret hashes to is kept."""

    __tablename__ = "oauth_states"
    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class AuditRow(Base):
    """Who read or changed which records of a space, and through what."""

    __tablename__ = "audit"
    __table_args__ = (Index(None, "space_id", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id"), index=True
    )  # NULL: Jordbro itself, the terminal
    act: Mapped[str]  # read, changed, exported, removed
    through: Mapped[str]  # the route, job or command
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"))  # NULL where it is of none
    records: Mapped[list[Any]]  # "note:12", "action:40" …
    detail: Mapped[str] = mapped_column(default="")  # words of ours only, never of people
    key: Mapped[str] = mapped_column(default="")  # what the log calls the event


class PersonRow(Base):
    """Someone in Slack."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str]
    user_id: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]  # the user id until Slack has told us
    named: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str | None] = mapped_column(String(2))
    guessed: Mapped[str | None] = mapped_column(String(2))
    zone: Mapped[str | None]
    asked: Mapped[bool] = mapped_column(default=False)  # which language they want: once is enough
    guest: Mapped[bool | None]  # of their workspace, as Slack tells: a guest stands on no side by themselves
    told_at: Mapped[datetime | None]  # when Slack last told of them: their team, whether they are a guest
    gone: Mapped[bool] = mapped_column(default=False, server_default=false())  # Slack has deactivated them
    forgotten_at: Mapped[datetime | None]  # they asked us to


class MemberRow(Base):
    """A person in a channel, as far as Slack has told us."""

    __tablename__ = "members"
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)


class OrganisationRow(Base):
    """A partner in a space."""

    __tablename__ = "organisations"
    __table_args__ = (UniqueConstraint("space_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    name: Mapped[str]  # the Danish form of the termbase, or as written
    name_zh: Mapped[str | None]
    name_en: Mapped[str | None]
    confirmed: Mapped[bool]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))  # who is told of what it has to do


class OrganisationMemberRow(Base):
    """Who works for whom in a space."""

    __tablename__ = "organisation_members"
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)


class TripRow(Base):
    """A delegation trip that meetings may belong to."""

    __tablename__ = "trips"
    __table_args__ = (UniqueConstraint("space_id", "source_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    title_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    reported_on: Mapped[date | None]
    source_key: Mapped[str]
    note_id: Mapped[int | None] = mapped_column(ForeignKey("notes.id", use_alter=True))  # the rest of its report
    begins: Mapped[date | None]
    ends: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1, server_default="1")  # one more for each change of title and days
    letterhead: Mapped[dict[str, Any] | None]  # of its report, where that is not the space's


class TripSectionRow(Base):
    """Where a part of a trip's report begins in the note that holds it: it goes on until the next one begins."""

    __tablename__ = "trip_sections"
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    trip_id: Mapped[int] = mapped_column(ForeignKey("trips.id"), index=True)
    name: Mapped[str] = mapped_column(String(16))  # division, activities, aims, response, ahead, other
    headed: Mapped[bool]  # the item is its heading, and not its first paragraph


class MeetingRow(Base):
    """When, where, why and with whom."""

    __tablename__ = "meetings"
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    trip_id: Mapped[int | None] = mapped_column(ForeignKey("trips.id"), index=True)
    held_on: Mapped[date | None]
    title_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id"), index=True)
    purpose_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id"), index=True)
    participants_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id"), index=True)


class NoteRow(Base):
    """What was written about a meeting."""

    __tablename__ = "notes"
    __table_args__ = (
        UniqueConstraint("space_id", "number"),
        UniqueConstraint("source_key"),
        Index(None, "space_id", "created_at"),
        NEVER_AGAIN,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    number: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    language: Mapped[str] = mapped_column(String(2))
    head: Mapped[str] = mapped_column(Text)  # the lines of title, date, place, purpose, participants
    body: Mapped[str] = mapped_column(Text)  # the lines of the items; head + body is what was written
    author_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    author: Mapped[str]
    source_key: Mapped[str]  # what Slack called the delivery: a repeated one is the same note
    card_channel_id: Mapped[int | None] = mapped_column(ForeignKey("channels.id"))
    card_ts: Mapped[str | None]
    created_at: Mapped[datetime]


class ItemRow(Base):
    """One numbered item."""

    __tablename__ = "items"
    __table_args__ = NEVER_AGAIN
    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id"), index=True)
    position: Mapped[int]
    number: Mapped[str]
    kind: Mapped[str]
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), index=True)
    agreement_state: Mapped[str | None]
    removed_at: Mapped[datetime | None]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("items.id"), index=True)  # the item it is a part of


class ActionRow(Base):
    """The part of an item that can be done; it stays when the item is edited."""

    __tablename__ = "actions"
    __table_args__ = (
        Index("ix_actions_open", "space_id", "status", "due_order", "owner_order", "item_id"),
        Index("ix_actions_person", "person_id", "status"),
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    version: Mapped[int] = mapped_column(default=1)
    status: Mapped[str]
    expected: Mapped[bool]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    owner_said: Mapped[str | None]
    due_said: Mapped[str | None]
    due_start: Mapped[date | None]
    due_end: Mapped[date | None]
    due_precision: Mapped[str | None]
    due_certain: Mapped[bool] = mapped_column(default=True)
    happened_on: Mapped[date | None]  # the day of the event its due date waited for
    reason_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id"))  # why it was dropped
    due_order: Mapped[date]  # the end of the interval; far away where there is none
    owner_order: Mapped[str]  # the organisation's name, so that a list needs no sorting
    changed_by: Mapped[str | None]
    changed_at: Mapped[datetime | None]


class ActionOwnerRow(Base):
    """Who else is to do something, besides the one who has the lead."""

    __tablename__ = "action_owners"
    item_id: Mapped[int] = mapped_column(ForeignKey("actions.item_id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    said: Mapped[str | None]


class HistoryRow(Base):
    """Who changed what of an action, and when."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "space_id", "at"), NEVER_AGAIN)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), index=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime]
    change: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]
    version: Mapped[int] = mapped_column(default=0)  # of the action afterwards: only its newest change can be undone
    text_id: Mapped[int | None] = mapped_column(
        ForeignKey("texts.id"), index=True
    )  # a comment, or the reason of a drop
    undone: Mapped[bool] = mapped_column(default=False)


class AgreementRow(Base):
    """What two parties agreed in writing, or mean to."""

    __tablename__ = "agreements"
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    state: Mapped[str]
    parties: Mapped[str]  # Danish forms of the known organisations named in it, joined by "; "


class TextRow(Base):
    """An original in one language."""

    __tablename__ = "texts"
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    content: Mapped[str] = mapped_column(Text)


class TranslationRow(Base):
    """A text in one other language: what its segments make together, for those who read."""

    __tablename__ = "translations"
    __table_args__ = (UniqueConstraint("text_id", "language"), Index(None, "state"))
    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    language: Mapped[str] = mapped_column(String(2))
    content: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str]
    engine: Mapped[str | None]
    failure: Mapped[str | None]  # the kind of error, never its text
    changed_at: Mapped[datetime]
    reviewed_by: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]


class SegmentRow(Base):
    """A sentence of a text in one other language."""

    __tablename__ = "segments"
    __table_args__ = (
        UniqueConstraint("text_id", "language", "position"),
        Index(None, "state"),
        Index(None, "source_hash"),
        NEVER_AGAIN,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    language: Mapped[str] = mapped_column(String(2))
    position: Mapped[int]
    source: Mapped[str] = mapped_column(Text)
    source_hash: Mapped[str] = mapped_column(String(64))
    gap: Mapped[str]
    content: Mapped[str | None] = mapped_column(Text)
    proposal: Mapped[str | None] = mapped_column(Text)
    english: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str]
    held: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    engine: Mapped[str | None]
    remarks: Mapped[list[Any]] = mapped_column(default=list)  # [name, detail, detail …] each
    failure: Mapped[str | None]  # the kinds of error, never their texts
    reviewed_by: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]


class CorrectionRow(Base):
    """What a person made of a segment; the words stay although the segment may go."""

    __tablename__ = "corrections"
    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(index=True)  # no key: an edit may take the sentence away
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), index=True)
    language: Mapped[str] = mapped_column(String(2))
    source: Mapped[str] = mapped_column(Text)
    before: Mapped[str | None] = mapped_column(Text)
    before_state: Mapped[str]
    after: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    by: Mapped[str]
    at: Mapped[datetime]
    memory_id: Mapped[int | None]  # what it put into the memory
    undone_by: Mapped[str | None]
    undone_at: Mapped[datetime | None]


class EngineStateRow(Base):
    """What all processes know of an engine: whether it may be asked, and why not."""

    __tablename__ = "engine_states"
    engine: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    pause: Mapped[float]  # seconds
    closed_until: Mapped[datetime | None]
    trial_until: Mapped[datetime | None]
    error: Mapped[str | None]  # the kind
    reason: Mapped[str | None]  # safe to show


class UsageRow(Base):
    """What an engine was given and how long it took, by space and day (UTC)."""

    __tablename__ = "usage"
    engine: Mapped[str] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    calls: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    characters: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[float] = mapped_column(default=0.0)


class ProseRow(Base):
    """A note's summary in prose, as a server wrote it and we accepted it; it holds for one state of the note."""

    __tablename__ = "prose"
    note_id: Mapped[int] = mapped_column(ForeignKey("notes.id"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the items it was made from
    text_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id"))  # NULL where what came was not accepted
    citations: Mapped[list[Any]] = mapped_column(default=list)  # numbers of items ("3.1") for each sentence
    model: Mapped[str]
    refusal: Mapped[str | None]  # why it was not accepted
    made_at: Mapped[datetime]


class MemoryRow(Base):
    """A translation a person has approved. Without a space it ships with the bot."""

    __tablename__ = "memory"
    __table_args__ = (Index(None, "source_hash", "source_language", "target_language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int | None] = mapped_column(ForeignKey("spaces.id"), index=True)
    source_language: Mapped[str] = mapped_column(String(2))
    target_language: Mapped[str] = mapped_column(String(2))
    source_hash: Mapped[str] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(Text)
    target: Mapped[str] = mapped_column(Text)
    approved_by: Mapped[str]
    approved_at: Mapped[datetime]


class TermRow(Base):
    """A term of one space, on top of the termbase that ships."""

    __tablename__ = "terms"
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"), index=True)
    kind: Mapped[str]
    forms: Mapped[dict[str, Any]]  # language → preferred form
    variants: Mapped[dict[str, Any]]  # language → list of further forms
    forbidden: Mapped[dict[str, Any]] = mapped_column(default=dict)  # language → list of forms
    note: Mapped[str] = mapped_column(default="")
    replaces: Mapped[str | None]  # the key of the entry that ships which this one stands for
    removed: Mapped[bool] = mapped_column(default=False)  # out of use, and with it the entry it replaces
    version: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str | None]
    changed_at: Mapped[datetime | None]


class PreferenceRow(Base):
    """What a person has chosen of how they are reminded; without a row everything is as `Preferences` says."""

    __tablename__ = "preferences"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    zone: Mapped[str | None]  # an IANA name; NULL for the one Slack tells
    calendar: Mapped[str | None] = mapped_column(String(2))  # DK or CN; NULL for the one of their zone
    remind: Mapped[bool]
    remind_at: Mapped[str] = mapped_column(String(5))  # HH:MM, local
    remind_days: Mapped[int]  # working days before the end
    digest: Mapped[bool]
    digest_at: Mapped[str] = mapped_column(String(5))  # HH:MM, local
    weekday: Mapped[int]  # of the full list; Monday is 0


class DigestRow(Base):
    """How a channel wants its digest; without a row everything is as `DigestSettings` says."""

    __tablename__ = "digests"
    channel_id: Mapped[int] = mapped_column(ForeignKey("channels.id"), primary_key=True)
    is_on: Mapped[bool]
    at: Mapped[str] = mapped_column(String(5))  # HH:MM, local
    zone: Mapped[str]  # an IANA name
    weekday: Mapped[int]  # of the full list; Monday is 0
    languages: Mapped[str]  # "da,zh"; "" for those of the space
    sections: Mapped[str]  # names; "" for all
    changed_by: Mapped[str]
    changed_at: Mapped[datetime]


class MailingRow(Base):
    """A digest or reminder of one recipient on one of their days: there is never a second one."""

    __tablename__ = "mailings"
    __table_args__ = (
        UniqueConstraint("kind", "recipient", "day"),
        Index(None, "state"),
        Index(None, "day"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # digest, personal, reminder
    recipient: Mapped[int]  # the id of a channel of ours, or of a person
    day: Mapped[date]  # theirs
    weekly: Mapped[bool]
    since: Mapped[datetime | None]  # what happened after this is news
    until: Mapped[datetime]  # and not after this
    state: Mapped[str]  # planned, sent, empty, late, refused
    rule: Mapped[str]  # why it is sent now
    contents: Mapped[list[Any] | None]  # of a reminder: [item id, why] each, as first put together
    picture: Mapped[str | None]  # Slack's id of the file, once uploaded
    sent_at: Mapped[datetime | None]
    ts: Mapped[str | None]


class ReminderRow(Base):
    """What a person was reminded of: never twice for the same reason."""

    __tablename__ = "reminders"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    why: Mapped[str] = mapped_column(primary_key=True)  # soon, last, overdue, undated, …
    day: Mapped[date] = mapped_column(primary_key=True)
    due_end: Mapped[date | None]  # a new date is another thing to be reminded of


class SnoozeRow(Base):
    """A person wants to hear nothing of an action before a day."""

    __tablename__ = "snoozes"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("items.id"), primary_key=True)
    until: Mapped[date]  # they hear of it again on this day


class FeedRow(Base):
    """A person's secret address of their calendar; only what it hashes to is kept."""

    __tablename__ = "feeds"
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]


class WebLinkRow(Base):
    """A link by which a person signs in to our pages, once; only what it hashes to is kept."""

    __tablename__ = "web_links"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class WebSessionRow(Base):
    """A browser in which a person reads our pages; only what its cookie hashes to is kept."""

    __tablename__ = "web_sessions"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    began_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    language: Mapped[str | None] = mapped_column(String(2))  # of the pages; NULL for the person's own


class DraftRow(Base):
    """What somebody typed where it could not be used yet, kept until it can."""

    __tablename__ = "drafts"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    team_id: Mapped[str]
    channel_id: Mapped[str]
    content: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class DeliveryRow(Base):
    """A delivery of Slack that was handled: the same one again is silence."""

    __tablename__ = "deliveries"
    key: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)


class JobRow(Base):
    """Work that runs after Slack has its answer; committed together with what caused it."""

    __tablename__ = "jobs"
    __table_args__ = (
        # one job that has not begun is enough for all changes made until it begins
        Index(
            "uq_jobs_key_not_begun",
            "key",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(None, "state", "run_after"),
        NEVER_AGAIN,
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str] = mapped_column(index=True)
    args: Mapped[dict[str, Any]]
    state: Mapped[str]  # waiting, begun, done, failed
    attempt: Mapped[int] = mapped_column(default=1)  # one for each time it was handed over
    failures: Mapped[int] = mapped_column(default=0)  # for reasons nobody foresaw
    run_after: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    failure: Mapped[str | None]  # the kind of error, never its text


class PublicationRow(Base):
    """A space that is published to a wiki."""

    __tablename__ = "publications"
    __table_args__ = (UniqueConstraint("space_id", "target"), NEVER_AGAIN)
    id: Mapped[int] = mapped_column(primary_key=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("spaces.id"))
    target: Mapped[str] = mapped_column(String(16))  # mediawiki, git, canvas
    address: Mapped[str]
    user: Mapped[str]
    sealed: Mapped[str | None] = mapped_column(Text)  # the password, encrypted; NULL where there is none
    key: Mapped[str] = mapped_column(String(32))  # what marks our pages there
    automatic: Mapped[bool]
    state: Mapped[str] = mapped_column(String(16))  # new, ready, refused
    reason: Mapped[str | None] = mapped_column(String(16))  # why the wiki does not let us in
    stamp: Mapped[str] = mapped_column(default="")  # what the record was when all of it was last published
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)  # who connected it
    changed_at: Mapped[datetime]
    published_at: Mapped[datetime | None]


class PageRow(Base):
    """A page in a wiki: of what, in which language, and how it stands there."""

    __tablename__ = "pages"
    __table_args__ = (UniqueConstraint("publication_id", "record", "language"), NEVER_AGAIN)
    id: Mapped[int] = mapped_column(primary_key=True)
    publication_id: Mapped[int] = mapped_column(ForeignKey("publications.id"))
    record: Mapped[str] = mapped_column(String(32))  # "meeting:12" (a note), "index", "year:2017", "actions"
    language: Mapped[str] = mapped_column(String(2))
    title: Mapped[str]
    remote_id: Mapped[str]  # "" until it is there
    revision: Mapped[str] = mapped_column(String(64))  # of `base`
    seen: Mapped[str] = mapped_column(String(64))  # the newest one we have looked at
    base: Mapped[str] = mapped_column(Text)  # as read back after saving
    ours: Mapped[str | None] = mapped_column(Text)  # what we wrote, where an edit made there is in `base` too
    source: Mapped[str] = mapped_column(String(64))  # a digest of what it was made of
    state: Mapped[str] = mapped_column(String(16))  # published, edited, conflict, refused, gone
    reason: Mapped[str | None] = mapped_column(String(16))
    asked: Mapped[str] = mapped_column(String(64), default="")  # a digest of what people were asked about
    intent: Mapped[str] = mapped_column(
        String(16), default="", server_default=""
    )  # a digest of what we were about to save last
    intended: Mapped[str | None] = mapped_column(Text)  # what of that is ours; NULL where all of it is
    changed_at: Mapped[datetime]


MADE_ANEW = frozenset({"search", "search_changes"})
"""Tables that are made from the others: no backup has them, and whoever restores one makes them anew."""

NOT_BACKED_UP = MADE_ANEW | {"web_links", "web_sessions"}
"""Those, and who was signed in to our pages: a backup brings no session back that was ended since."""


class SearchRow(Base):
    """What a note is found by (`bot.domain.search_layout`): made from the record, and made anew when that changes."""

    __tablename__ = "search"
    note_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(index=True)  # of the rules by which it was cut
    lines: Mapped[str] = mapped_column(Text)


class SearchChangeRow(Base):
    """Something of the record that has changed in a transaction, and is not in `search` yet; empty between them."""

    __tablename__ = "search_changes"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # notes, meetings, texts, items, organisations, trips
    key: Mapped[int]
