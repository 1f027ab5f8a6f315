"""A person taken out of everything in which they stand as a field: the record stays, their name does not."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, String, and_, delete, exists, or_, select, union, update
from sqlalchemy import cast as as_type
from sqlalchemy.orm import InstrumentedAttribute, aliased

from bot.domain.forgotten import mark
from bot.store.database import Tx
from bot.store.json_names import escaped, replaced
from bot.store.tables import (
    ActionOwnerRow,
    ActionRow,
    AuditRow,
    Base,
    ChannelRow,
    CorrectionRow,
    DeliveryRow,
    DigestRow,
    DraftRow,
    FeedRow,
    HistoryRow,
    InstallationRow,
    ItemRow,
    JobRow,
    MailingRow,
    MemberRow,
    MemoryRow,
    NoteRow,
    OrganisationMemberRow,
    OrganisationRow,
    PageRow,
    PersonRow,
    PreferenceRow,
    PublicationRow,
    ReminderRow,
    RoleRow,
    SegmentRow,
    SnoozeRow,
    SpaceRow,
    TermRow,
    TranslationRow,
    WebLinkRow,
    WebSessionRow,
)

THEIRS: tuple[type[Base], ...] = (
    RoleRow,
    MemberRow,
    OrganisationMemberRow,
    PreferenceRow,
    ReminderRow,
    SnoozeRow,
    FeedRow,
    WebLinkRow,
    WebSessionRow,
    DraftRow,
)
"""What is a person's own, and goes with them."""

BY: tuple[tuple[InstrumentedAttribute[Any], InstrumentedAttribute[Any]], ...] = (
    (ActionRow.changed_by, ActionRow.changed_at),
    (TranslationRow.reviewed_by, TranslationRow.reviewed_at),
    (SegmentRow.reviewed_by, SegmentRow.reviewed_at),
    (CorrectionRow.undone_by, CorrectionRow.undone_at),
    (MemoryRow.approved_by, MemoryRow.approved_at),
    (DigestRow.changed_by, DigestRow.changed_at),
)
"""Who did something by name alone, and when."""


class Known(NamedTuple):
    """What a person is known by: Slack's id, and every name they had here; `shared` with somebody else."""

    person_id: int
    team_id: str
    user_id: str
    names: tuple[str, ...]
    shared: bool


def known(tx: Tx, person_id: int) -> Known | None:
    """A person as they are known; None where there is nobody, or nobody any more."""
    row = tx.get(PersonRow, person_id, with_for_update=True)
    if row is None or row.forgotten_at is not None:
        return None
    written = tx.scalars(select(NoteRow.author).where(NoteRow.author_id == person_id).distinct())
    approved = tx.scalars(select(CorrectionRow.by).where(CorrectionRow.person_id == person_id).distinct())
    names = {row.name, *written, *approved} - {"", row.user_id}
    other = exists().where(PersonRow.id != person_id, PersonRow.name.in_(names))
    return Known(person_id, row.team_id, row.user_id, tuple(sorted(names)), bool(tx.scalar(select(other))))


def find(tx: Tx, team_id: str, user_id: str) -> int | None:
    """The id of somebody by Slack's ids: for the terminal."""
    wanted = select(PersonRow.id).where(PersonRow.team_id == team_id, PersonRow.user_id == user_id)
    return tx.scalar(wanted)


def owned_alone(tx: Tx, person_id: int) -> tuple[str, ...]:
    """The names of the spaces of which a person is the only owner while others are there."""
    other, theirs = aliased(RoleRow), aliased(RoleRow)
    others = exists().where(other.space_id == SpaceRow.id, other.role == "owner", other.person_id != person_id)
    there = exists().where(
        MemberRow.person_id != person_id,
        MemberRow.channel_id.in_(_channels_of(SpaceRow.id)),
    )
    owns = exists().where(theirs.space_id == SpaceRow.id, theirs.role == "owner", theirs.person_id == person_id)
    return tuple(tx.scalars(select(SpaceRow.name).where(owns, ~others, there).order_by(SpaceRow.id)))


def open_actions(tx: Tx, person_id: int) -> tuple[tuple[int, int, int], ...]:
    """Item, space and note of the open actions a person is to do, alone or with others."""
    also = select(ActionOwnerRow.item_id).where(ActionOwnerRow.person_id == person_id)
    wanted = (
        select(ActionRow.item_id, ActionRow.space_id, ItemRow.note_id)
        .join(ItemRow, ItemRow.id == ActionRow.item_id)
        .where(ActionRow.status == "open", or_(ActionRow.person_id == person_id, ActionRow.item_id.in_(also)))
        .order_by(ActionRow.item_id)
    )
    return tuple((row.item_id, row.space_id, row.note_id) for row in tx.execute(wanted))


def notes_by(tx: Tx, person_id: int) -> tuple[tuple[int, int], ...]:
    """Space and id of the notes a person wrote that have a card: it names them."""
    wanted = select(NoteRow.space_id, NoteRow.id).where(NoteRow.author_id == person_id, NoteRow.card_ts.is_not(None))
    return tuple((row.space_id, row.id) for row in tx.execute(wanted))


def published(tx: Tx, who: Known) -> tuple[tuple[int, int], ...]:
    """Connection and space of the wikis on whose pages a person is named: what stands there must be written anew."""
    named = (PageRow.base.contains(name, autoescape=True) for name in who.names)
    wanted = select(PublicationRow.id, PublicationRow.space_id).join(
        PageRow, PageRow.publication_id == PublicationRow.id
    )
    found = tx.execute(wanted.where(or_(*named)).distinct().order_by(PublicationRow.id)) if who.names else ()
    return tuple((row.id, row.space_id) for row in found)


def take_out(tx: Tx, who: Known, now: datetime) -> None:
    """Put a mark wherever the person stands by name, and remove what is theirs alone."""
    instead = mark(who.person_id)
    _by_id(tx, who, instead)
    _by_name(tx, who, instead)
    _from_pictures(tx, who, instead)
    _from_work(tx, who, instead)
    for table in THEIRS:
        tx.execute(delete(table).where(table.__table__.c.person_id == who.person_id))
    personal = MailingRow.kind.in_(("personal", "reminder"))
    tx.execute(delete(MailingRow).where(personal, MailingRow.recipient == who.person_id))
    _become_nobody(tx, who.person_id, instead, now)
    tx.flush()
    tx.expire_all()


def _by_id(tx: Tx, who: Known, instead: str) -> None:
    """Where the store says whose name it is."""
    mine = who.person_id
    tx.execute(update(NoteRow).where(NoteRow.author_id == mine).values(author=instead))
    tx.execute(update(CorrectionRow).where(CorrectionRow.person_id == mine).values(by=instead))
    tx.execute(update(OrganisationRow).where(OrganisationRow.contact_id == mine).values(contact_id=None))
    tx.execute(update(ActionRow).where(ActionRow.person_id == mine).values(owner_said=None))
    tx.execute(update(ActionOwnerRow).where(ActionOwnerRow.person_id == mine).values(said=None))
    connected = PublicationRow.changed_by_id == mine
    tx.execute(update(PublicationRow).where(connected).values(changed_by_id=None))
    installed = InstallationRow.installed_by == who.user_id
    tx.execute(update(InstallationRow).where(installed).values(installed_by=""))


def _by_name(tx: Tx, who: Known, instead: str) -> None:
    """Where it says only a name; of one that two people have, where it was said when this one did something."""
    for column, at in BY:
        tx.execute(update(column.class_).where(_theirs(who, column, at)).values({column.key: instead}))
    changed = _theirs(who, TermRow.changed_by, TermRow.changed_at)
    again = {"changed_by": instead, "version": TermRow.version + 1}  # whoever keeps the terms ready reads them anew
    tx.execute(update(TermRow).where(changed).values(again))
    if not who.shared:
        tx.execute(update(ActionRow).where(ActionRow.owner_said.in_(who.names)).values(owner_said=instead))
        tx.execute(update(ActionOwnerRow).where(ActionOwnerRow.said.in_(who.names)).values(said=instead))


def _theirs(who: Known, column: InstrumentedAttribute[Any], at: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    named: ColumnElement[bool] = column.in_((*who.names, who.user_id))
    if not who.shared:
        return named
    did = (select(table.at).where(table.person_id == who.person_id) for table in (HistoryRow, CorrectionRow, AuditRow))
    return and_(named, at.in_(union(*did)))


def _from_pictures(tx: Tx, who: Known, instead: str) -> None:
    """The words that named them as an owner, in what actions were before and after each change."""
    pieces = [f'"person": {who.person_id}', f", {who.person_id}, ", *map(escaped, who.names)]
    said = [as_type(column, String) for column in (HistoryRow.before, HistoryRow.after)]
    wanted = or_(*(column.contains(piece, autoescape=True) for column in said for piece in pieces))
    for row in tx.scalars(select(HistoryRow).where(wanted).execution_options(yield_per=500)):
        row.before, row.after = (_picture(kept, who, instead) for kept in (row.before, row.after))
    tx.flush()


def _picture(kept: dict[str, Any], who: Known, instead: str) -> dict[str, Any]:
    def said(person_id: int | None, words: str | None) -> str | None:
        if person_id == who.person_id:
            return None
        return instead if words in who.names and not who.shared else words

    changed = dict(kept)
    if "owner" in kept:
        changed["owner"] = said(kept.get("person"), kept["owner"])
    if "others" in kept:
        changed["others"] = [[one[0], one[1], said(one[1], one[2])] for one in kept["others"]]
    return changed


def _from_work(tx: Tx, who: Known, instead: str) -> None:
    """Out of what jobs carry, and out of the names of deliveries; a job for them alone has nobody to serve."""
    names = (who.user_id, *(() if who.shared else who.names))
    args = as_type(JobRow.args, String)
    for row in tx.scalars(select(JobRow).where(or_(*(args.contains(escaped(name)) for name in names)))):
        if row.args.get("user") == who.user_id and row.state != "begun":
            tx.delete(row)
        else:
            row.args = replaced(row.args, names, instead)
    named = or_(DeliveryRow.key.contains(who.user_id), DeliveryRow.key.like(f"share:%:{who.person_id}:%"))
    tx.execute(delete(DeliveryRow).where(named))
    tx.flush()


def _become_nobody(tx: Tx, person_id: int, instead: str, now: datetime) -> None:
    row = tx.get_one(PersonRow, person_id)
    row.team_id, row.user_id, row.name, row.named = "", f"forgotten:{person_id}", instead, True
    row.language = row.guessed = row.zone = row.guest = None
    row.asked, row.forgotten_at = False, now


def _channels_of(space: Any) -> Any:  # noqa: ANN401  a column and a query
    return select(ChannelRow.id).where(ChannelRow.space_id == space).correlate(SpaceRow)
