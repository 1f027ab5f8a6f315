"""What waits for a reviewer over whole spaces, and where the same sentence stands elsewhere."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple, cast

from sqlalchemy import ColumnElement, CompoundSelect, Select, String, and_, func, literal, or_, select, union_all
from sqlalchemy import cast as as_type

from bot.domain.language import Language
from bot.domain.record import TranslationState
from bot.domain.review import Part
from bot.domain.segment import Segment
from bot.store import trips
from bot.store.database import Tx
from bot.store.memory import source_hash
from bot.store.tables import (
    ItemRow,
    MeetingRow,
    NoteRow,
    ProseRow,
    SegmentRow,
    SpaceRow,
    TextRow,
    TranslationRow,
    TripRow,
)

_HEADS: tuple[tuple[str, str], ...] = (
    ("title", "title_id"),
    ("place", "place_id"),
    ("purpose", "purpose_id"),
    ("participants", "participants_id"),
)


class WaitingCount(NamedTuple):
    """How many sentences of one part of a note wait in one state."""

    note_id: int
    part: Part
    state: TranslationState
    sentences: int


class NoteHead(NamedTuple):
    """What names a note in a list."""

    number: int
    title_id: int
    space: str
    space_id: int
    inner: bool = False


def waiting(tx: Tx, space_ids: Collection[int], language: Language) -> tuple[WaitingCount, ...]:
    """The sentences in a language that wait for a person, counted by note, part and state."""
    places = _places(space_ids).subquery()
    wanted = (
        select(places.c.note_id, places.c.part, SegmentRow.state, func.count())
        .join(SegmentRow, SegmentRow.text_id == places.c.text_id)
        .where(SegmentRow.language == language, _for_a_person())
        .group_by(places.c.note_id, places.c.part, SegmentRow.state)
    )
    return tuple(
        WaitingCount(row[0], cast("Part", row[1]), cast("TranslationState", row[2]), row[3])
        for row in tx.execute(wanted)
    )


def counts(
    tx: Tx, space_ids: Collection[int], languages: Collection[Language], since: datetime | None = None
) -> dict[Language, tuple[int, int]]:
    """Language → in how many notes something waits for a person, and how many sentences.

    With `since` only those of texts whose translation has changed after that instant.
    """
    places = _places(space_ids).subquery()
    wanted = (
        select(SegmentRow.language, func.count(places.c.note_id.distinct()), func.count())
        .select_from(places)
        .join(SegmentRow, SegmentRow.text_id == places.c.text_id)
        .where(SegmentRow.language.in_(languages), _for_a_person())
        .group_by(SegmentRow.language)
    )
    if since is not None:
        same = (TranslationRow.text_id == SegmentRow.text_id) & (TranslationRow.language == SegmentRow.language)
        wanted = wanted.join(TranslationRow, same).where(TranslationRow.changed_at > since)
    return {cast("Language", row[0]): (row[1], row[2]) for row in tx.execute(wanted)}


def _for_a_person() -> ColumnElement[bool]:
    """Whether a sentence waits for a person: its words are a machine's, or doubted since they were reviewed."""
    has_words = or_(SegmentRow.content.is_not(None), SegmentRow.proposal.is_not(None))
    doubted = and_(SegmentRow.state == "reviewed", as_type(SegmentRow.remarks, String) != "[]")
    unsettled = and_(SegmentRow.state != "reviewed", or_(has_words, SegmentRow.state == "failed"))
    return or_(unsettled, doubted)


def heads(tx: Tx, note_ids: Collection[int]) -> dict[int, NoteHead]:
    """Number, title and space of some notes, by id."""
    wanted = (
        select(NoteRow.id, NoteRow.number, MeetingRow.title_id, SpaceRow.name, SpaceRow.id, SpaceRow.parent_id)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .join(SpaceRow, SpaceRow.id == NoteRow.space_id)
        .where(NoteRow.id.in_(note_ids))
    )
    return {row[0]: NoteHead(row[1], row[2], row[3], row[4], row[5] is not None) for row in tx.execute(wanted)}


def notes_with(tx: Tx, space_id: int, text_ids: Collection[int]) -> tuple[int, ...]:
    """The notes of a space in which some texts stand."""
    places = _places([space_id]).subquery()
    return tuple(tx.scalars(select(places.c.note_id).where(places.c.text_id.in_(text_ids)).distinct()))


def same_sentence(tx: Tx, space_id: int, segment: Segment) -> tuple[int, ...]:
    """The other segments of a space with the same source and languages that no person holds."""
    wanted = _same(space_id, segment).where(SegmentRow.held.is_(False))
    return tuple(tx.scalars(wanted))


def alike(tx: Tx, space_id: int, segment_ids: Collection[int], language: Language) -> tuple[int, ...]:
    """The segments of a space in a language with the same source as one of some others, and those themselves."""
    sources = select(SegmentRow.source_hash).where(SegmentRow.id.in_(segment_ids))
    wanted = (
        select(SegmentRow.id)
        .join(TextRow, TextRow.id == SegmentRow.text_id)
        .where(SegmentRow.source_hash.in_(sources), SegmentRow.language == language, TextRow.space_id == space_id)
    )
    return tuple(tx.scalars(wanted))


def copies(tx: Tx, space_id: int, segment: Segment, approved: str, by: str, at: datetime) -> tuple[int, ...]:
    """The other segments that show what a person approved of this one, because the memory brought it there."""
    wanted = _same(space_id, segment).where(
        SegmentRow.state == "reviewed",
        SegmentRow.engine == "memory",
        SegmentRow.content == approved,
        SegmentRow.reviewed_by == by,
        SegmentRow.reviewed_at == at,
    )
    return tuple(tx.scalars(wanted))


def _same(space_id: int, segment: Segment) -> Select[int]:
    return (
        select(SegmentRow.id)
        .join(TextRow, TextRow.id == SegmentRow.text_id)
        .where(
            SegmentRow.source_hash == source_hash(segment.source),
            SegmentRow.language == segment.language,
            SegmentRow.id != segment.id,
            TextRow.space_id == space_id,
            TextRow.language == segment.source_language,
        )
        .order_by(SegmentRow.id)
    )


def _places(space_ids: Collection[int]) -> CompoundSelect[int, int, str]:
    """Where every text of the notes of some spaces stands, as (text_id, note_id, part)."""
    items = (
        select(ItemRow.text_id.label("text_id"), ItemRow.note_id.label("note_id"), ItemRow.kind.label("part"))
        .join(NoteRow, NoteRow.id == ItemRow.note_id)
        .where(NoteRow.space_id.in_(space_ids), ItemRow.removed_at.is_(None))
    )
    others = [
        select(getattr(MeetingRow, column), NoteRow.id, literal(part))
        .join(NoteRow, NoteRow.meeting_id == MeetingRow.id)
        .where(NoteRow.space_id.in_(space_ids), getattr(MeetingRow, column).is_not(None))
        for part, column in _HEADS
    ]
    prose = (
        select(ProseRow.text_id, NoteRow.id, literal("prose"))
        .join(NoteRow, NoteRow.id == ProseRow.note_id)
        .where(NoteRow.space_id.in_(space_ids), ProseRow.text_id.is_not(None), ProseRow.refusal.is_(None))
    )
    titles = trips.titles_beside().where(TripRow.space_id.in_(space_ids)).subquery()
    of_trips = select(titles.c[0], titles.c[1], literal("trip"))
    return union_all(items, *others, prose, of_trips)
