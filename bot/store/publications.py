"""Which spaces are published to which wikis, and as whom. What is sealed is opened elsewhere."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, cast
from uuid import uuid4

from sqlalchemy import delete, func, select, update

from bot.domain.person import Viewer
from bot.domain.publication import Publication, PublicationState
from bot.domain.wiki import Reason, TargetName
from bot.domain.wiki_mark import digest_of
from bot.store.database import Tx
from bot.store.tables import (
    AuditRow,
    MeetingRow,
    NoteRow,
    PageRow,
    PublicationRow,
    SpaceRow,
    TextRow,
    TranslationRow,
)


class NewPublication(NamedTuple):
    """What somebody has just filled in."""

    space_id: int
    target: TargetName
    address: str
    user: str
    sealed: str | None
    person_id: int | None
    automatic: bool = False


def put(tx: Tx, new: NewPublication, now: datetime) -> int:
    """Connect a space, or change how it is connected; gives the id.

    At another address nothing is known of any page; those of ours that stand there are known by the key of the space.
    """
    wanted = select(PublicationRow).where(PublicationRow.space_id == new.space_id, PublicationRow.target == new.target)
    row = tx.scalar(wanted.with_for_update())
    if row is None:
        row = PublicationRow(space_id=new.space_id, target=new.target, key=_key_of(tx, new.space_id), stamp="")
        tx.add(row)
    elif row.address != new.address:
        tx.execute(delete(PageRow).where(PageRow.publication_id == row.id))
        row.stamp, row.published_at = "", None
    row.address, row.user, row.automatic = new.address, new.user, new.automatic
    row.sealed, row.changed_by_id = new.sealed, new.person_id
    row.state, row.reason, row.changed_at = "new", None, now
    tx.flush()
    return row.id


def _key_of(tx: Tx, space_id: int) -> str:
    """What marks the pages of a space: made once, so that they are known after a connection was ended."""
    space = tx.get_one(SpaceRow, space_id, with_for_update=True)
    space.wiki_key = space.wiki_key or uuid4().hex
    return space.wiki_key


def get(tx: Tx, viewer: Viewer, publication_id: int) -> Publication | None:
    """A connection of a space the viewer sees; what a side keeps to itself has none."""
    row = tx.get(PublicationRow, publication_id, populate_existing=True)
    return _publication(row) if row and row.space_id in viewer.shared_ids else None


def of_spaces(tx: Tx, viewer: Viewer, space_ids: Collection[int]) -> tuple[Publication, ...]:
    """The connections of some spaces, as far as the viewer sees those."""
    wanted = select(PublicationRow).where(PublicationRow.space_id.in_(viewer.shared_ids & set(space_ids)))
    return tuple(_publication(row) for row in tx.scalars(wanted.order_by(PublicationRow.id)))


def all_of_them(tx: Tx) -> tuple[Publication, ...]:
    """Every connection: for jobs and the change of keys."""
    return tuple(_publication(row) for row in tx.scalars(select(PublicationRow).order_by(PublicationRow.id)))


def set_state(tx: Tx, publication_id: int, state: PublicationState, reason: Reason | None) -> None:
    """Say whether the wiki lets us in."""
    changed = update(PublicationRow).where(PublicationRow.id == publication_id)
    tx.execute(changed.values(state=state, reason=reason))


def set_sealed(tx: Tx, publication: Publication, sealed: str) -> bool:
    """Seal a password again; False where it has changed meanwhile."""
    same = (PublicationRow.id == publication.id, PublicationRow.sealed == publication.sealed)
    changed = update(PublicationRow).where(*same).values(sealed=sealed)
    return tx.execute(changed.returning(PublicationRow.id)).first() is not None


def set_published(tx: Tx, publication_id: int, stamp: str, now: datetime) -> None:
    """All of it was published, as the record was."""
    changed = update(PublicationRow).where(PublicationRow.id == publication_id)
    tx.execute(changed.values(stamp=stamp, published_at=now, state="ready", reason=None))


def remove(tx: Tx, publication_id: int) -> None:
    """Publish no more; what stands in the wiki stays there."""
    tx.execute(delete(PageRow).where(PageRow.publication_id == publication_id))
    tx.execute(delete(PublicationRow).where(PublicationRow.id == publication_id))


def stamp_of(tx: Tx, space_id: int) -> str:
    """What the record of a space is now, in short: another one whenever something of it was written."""
    translated = (
        select(TranslationRow.state, func.max(TranslationRow.changed_at), func.count(TranslationRow.id))
        .join(TextRow, TextRow.id == TranslationRow.text_id)
        .where(TextRow.space_id == space_id)
        .group_by(TranslationRow.state)
        .order_by(TranslationRow.state)
    )
    changes = (AuditRow.space_id == space_id, AuditRow.act.in_(("changed", "removed")))
    changed = select(func.max(AuditRow.id)).where(*changes)
    notes = select(func.count(NoteRow.id), func.sum(NoteRow.version)).where(NoteRow.space_id == space_id)
    name = select(SpaceRow.name, SpaceRow.languages).where(SpaceRow.id == space_id)
    found = (row for one in (translated, changed, notes, name) for row in tx.execute(one))
    return digest_of("|".join(str(value) for row in found for value in row))


def note_count(tx: Tx, space_id: int) -> int:
    """How many notes a space has: for how far a run is."""
    return tx.scalar(select(func.count(NoteRow.id)).where(NoteRow.space_id == space_id)) or 0


def meetings(tx: Tx, viewer: Viewer, space_id: int) -> tuple[tuple[int, int, object, int], ...]:
    """Note id, number, day and the text of the title of all meetings of a space the viewer sees, the newest first."""
    wanted = (
        select(NoteRow.id, NoteRow.number, MeetingRow.held_on, MeetingRow.title_id)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .where(NoteRow.space_id.in_(viewer.shared_ids & {space_id}))
        .order_by(MeetingRow.held_on.desc().nulls_last(), NoteRow.id.desc())
    )
    return tuple((row.id, row.number, row.held_on, row.title_id) for row in tx.execute(wanted))


def _publication(row: PublicationRow) -> Publication:
    return Publication(
        row.id,
        row.space_id,
        cast("TargetName", row.target),
        row.address,
        row.user,
        row.sealed,
        row.key,
        row.automatic,
        cast("PublicationState", row.state),
        cast("Reason | None", row.reason),
        row.stamp,
        row.changed_by_id,
        row.published_at,
    )
