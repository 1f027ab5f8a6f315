"""Texts in other languages, sentence by sentence; what they make together stands in `translations`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import ColumnElement, Row, Select, Update, and_, bindparam, select, update

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.record import TranslationState
from bot.domain.segment import Event, Remark, Segment, Standing, after
from bot.domain.segments import Piece, joined, matched, pieces
from bot.store.database import Tx
from bot.store.memory import source_hash
from bot.store.tables import Base, SegmentRow, TextRow, TranslationRow

_TABLE, _TEXTS = Base.metadata.tables["segments"], Base.metadata.tables["translations"]
_FIRST: tuple[TranslationState, ...] = ("failed", "pending", "outdated", "needs_check", "machine", "reviewed")


class Answer(NamedTuple):
    """What an engine, or the memory, made of a sentence."""

    content: str
    engine: str
    remarks: tuple[Remark, ...] = ()
    english: str | None = None


class Approval(NamedTuple):
    """Who stands behind a translation, and since when."""

    by: str
    at: datetime


class Remembered(NamedTuple):
    """A sentence that a person has approved before, and what has made the words doubtful since."""

    segment: Segment
    content: str
    approval: Approval
    remarks: tuple[Remark, ...] = ()


class PutBack(NamedTuple):
    """A sentence as a file has it: what it was when the file was written."""

    content: str | None
    state: TranslationState
    held: bool = False
    engine: str | None = None
    reviewed_by: str | None = None
    reviewed_at: datetime | None = None
    remarks: tuple[Remark, ...] = ()
    proposal: str | None = None
    english: str | None = None
    failure: str | None = None


def put_back(tx: Tx, text_id: int, language: Language, sentences: Sequence[PutBack]) -> bool:
    """Give the sentences of a new text what a file says of them; False where they are not as many: then none gets it.

    The caller settles the text afterwards.
    """
    which = and_(SegmentRow.text_id == text_id, SegmentRow.language == language)
    rows = sorted(_locked(tx, which).values(), key=lambda row: row.position)
    if len(rows) != len(sentences):
        return False
    for row, one in zip(rows, sentences, strict=True):
        row.content, row.state, row.held, row.engine = one.content, one.state, one.held, one.engine
        row.reviewed_by, row.reviewed_at = one.reviewed_by, one.reviewed_at
        row.remarks = [[remark.name, *remark.details] for remark in one.remarks]
        row.proposal, row.english, row.failure = one.proposal, one.english, one.failure
    tx.flush()
    return True


def ensure(tx: Tx, text_ids: Collection[int]) -> None:
    """Cut the texts that are expected in some language and have no sentences in it yet."""
    missing = tx.execute(_without_sentences(), {"ids": list(text_ids)}).all()
    for row in missing:
        tx.add_all(_new(row.id, row.language, place, piece) for place, piece in enumerate(pieces(row.content)))
    if missing:
        tx.flush()


@cache  # building a statement takes longer than running it
def _without_sentences() -> Select[int, str, str]:
    there = (SegmentRow.text_id == TextRow.id) & (SegmentRow.language == TranslationRow.language)
    wanted = select(TextRow.id, TextRow.content, TranslationRow.language)
    wanted = wanted.join(TranslationRow, TranslationRow.text_id == TextRow.id).outerjoin(SegmentRow, there)
    return wanted.where(TextRow.id.in_(bindparam("ids", expanding=True)), SegmentRow.id.is_(None))


def follow(tx: Tx, text_id: int, content: str, now: datetime) -> None:
    """Let the sentences follow an edited text: those whose words stay keep what they have."""
    found = pieces(content)
    rows = sorted(_locked(tx, SegmentRow.text_id == text_id).values(), key=lambda row: row.position)
    by_language: defaultdict[str, list[SegmentRow]] = defaultdict(list)
    for row in rows:
        by_language[row.language].append(row)
    for language, old in by_language.items():
        _follow(tx, old, found)
        settle(tx, [text_id], cast("Language", language), now)


def _follow(tx: Tx, old: Sequence[SegmentRow], found: Sequence[Piece]) -> None:
    kept = matched([row.source for row in old], [piece.source for piece in found])
    for row in old:
        row.position = -row.id - 1  # out of the way: two sentences may not stand in one place, not even for a moment
    for index, row in enumerate(old):
        if index not in kept.values():
            tx.delete(row)
    tx.flush()
    for place, piece in enumerate(found):
        if place not in kept:
            tx.add(_new(old[0].text_id, old[0].language, place, piece))
            continue
        row = old[kept[place]]
        if row.source != piece.source:
            _happened(row, "changed")
            row.source, row.source_hash, row.proposal = piece.source, source_hash(piece.source), None
        row.position, row.gap = place, piece.gap
    tx.flush()


def _new(text_id: int, language: str, place: int, piece: Piece) -> SegmentRow:
    return SegmentRow(
        text_id=text_id,
        language=language,
        position=place,
        source=piece.source,
        source_hash=source_hash(piece.source),
        gap=piece.gap,
        state="pending",
        remarks=[],
    )


def of_texts(tx: Tx, text_ids: Collection[int], language: Language | None = None) -> tuple[Segment, ...]:
    """The sentences of some texts, in one language or in all, by text, language and place."""
    found = tx.execute(_of_texts(), {"ids": list(text_ids)})
    return tuple(_segment(row, row.source_language) for row in found if language in {None, row.language})


def waiting(tx: Tx, text_ids: Collection[int]) -> tuple[Segment, ...]:
    """The sentences of some texts for which an engine should be asked, by text, language and place."""
    return tuple(segment for segment in of_texts(tx, text_ids) if segment.wants_machine)


@cache
def _of_texts() -> Select[*tuple[Any, ...]]:
    columns = select(_TABLE, TextRow.language.label("source_language"))  # rows of the mapped class take twice as long
    wanted = columns.join(TextRow, TextRow.id == _TABLE.c.text_id)
    wanted = wanted.where(_TABLE.c.text_id.in_(bindparam("ids", expanding=True)))
    return wanted.order_by(_TABLE.c.text_id, _TABLE.c.language, _TABLE.c.position)


def get(tx: Tx, segment_id: int) -> Segment | None:
    """One sentence."""
    row = tx.execute(_segments().where(SegmentRow.id == segment_id)).one_or_none()
    return _segment(row[0], row[1]) if row else None


def set_answer(tx: Tx, segment: Segment, answer: Answer) -> bool:
    """Keep what an engine made. False when the sentence has changed, a person was there first, or there is one.

    The caller settles the text afterwards.
    """
    row = tx.get(SegmentRow, segment.id, with_for_update=True)
    if row is None or row.source != segment.source or not _segment_of(row).wants_machine:
        return False
    if row.held:
        row.proposal = answer.content
    else:
        _happened(row, "doubted" if answer.remarks else "translated")
        row.content = answer.content
    row.engine, row.english, row.failure = answer.engine or None, answer.english, None
    row.remarks = [[remark.name, *remark.details] for remark in answer.remarks]
    return True


def set_remembered(tx: Tx, segment: Segment, content: str, approval: Approval) -> bool:
    """Use what a person has approved of the same sentence before; False when it has changed meanwhile."""
    return bool(set_all_remembered(tx, [Remembered(segment, content, approval)]))


def set_all_remembered(tx: Tx, known: Sequence[Remembered]) -> list[Segment]:
    """As `set_remembered`, for many at once; gives those that could be used."""
    tx.flush()
    rows = {row.id: row for row in tx.execute(_standing(), {"ids": [one.segment.id for one in known]})}
    used: list[Segment] = []
    changes: list[dict[str, object]] = []
    for segment, content, approval, remarks in known:
        row = rows.get(segment.id)
        if row is None or row.source != segment.source or row.state == "reviewed":
            continue
        state, held = after(Standing(cast("TranslationState", row.state), row.held), "remembered")
        values = {"segment": segment.id, "state": state, "held": held, "version": row.version + 1, "content": content}
        doubts = [[remark.name, *remark.details] for remark in remarks]
        changes.append({**values, "reviewed_by": approval.by, "reviewed_at": approval.at, "remarks": doubts})
        used.append(segment)
    if changes:  # on the connection: a remembered note is made of these
        tx.connection().execute(_remembered(), changes)
        tx.expire_all()
    return used


@cache
def _standing() -> Select[int, str, str, bool, int]:
    columns = (SegmentRow.id, SegmentRow.source, SegmentRow.state, SegmentRow.held, SegmentRow.version)
    wanted = select(*columns).where(SegmentRow.id.in_(bindparam("ids", expanding=True)))
    return wanted.order_by(SegmentRow.id).with_for_update()


@cache
def _remembered() -> Update:
    changed = update(_TABLE).where(_TABLE.c.id == bindparam("segment"))
    return changed.values(proposal=None, engine="memory", failure=None)


def _locked(tx: Tx, which: ColumnElement[bool]) -> dict[int, SegmentRow]:
    """Rows to be changed, in one question; nobody else changes them meanwhile.

    Whoever locks several does so in the order of their ids: then no two wait for each other.
    """
    wanted = select(SegmentRow).where(which).order_by(SegmentRow.id).with_for_update()
    return {row.id: row for row in tx.scalars(wanted.execution_options(populate_existing=True))}


def lock(tx: Tx, segment_ids: Collection[int]) -> None:
    """Let nobody else change some sentences until this transaction ends: for who changes them one by one."""
    _locked(tx, SegmentRow.id.in_(segment_ids))


def set_failure(tx: Tx, segments: Iterable[Segment], failure: str) -> None:
    """Remember why no engine could: the kinds of error, by engine."""
    asked = {segment.id: segment.source for segment in segments}
    for row in _locked(tx, SegmentRow.id.in_(asked)).values():
        if row.source == asked[row.id]:
            _move(row, "refused")  # its words stay as they are: whoever reviews them need not look again
            row.failure = failure
    tx.flush()


def approve(tx: Tx, segment_id: int, version: int, content: str, approval: Approval) -> Segment | None:
    """A person stands behind these words. None when the sentence has changed since they saw it."""
    row = tx.get(SegmentRow, segment_id, with_for_update=True)
    if row is None or row.version != version:
        return None
    _happened(row, "approved")
    row.content, row.proposal, row.failure, row.remarks = content, None, None, []
    row.reviewed_by, row.reviewed_at = approval
    tx.flush()
    return _segment_of(row)


def take_back(tx: Tx, segment_id: int, approved: str, content: str | None, remark: Remark) -> bool:
    """Undo an approval: the words before it are shown again, to be checked; False when others stand there now."""
    row = tx.get(SegmentRow, segment_id, with_for_update=True)
    if row is None or row.content != approved or row.state != "reviewed":
        return False
    _happened(row, "undone")
    row.content = content if content is not None else row.content
    row.remarks = [[remark.name, *remark.details]]
    row.reviewed_by = row.reviewed_at = None
    return True


def terms_changed(tx: Tx, segment_ids: Collection[int], remark: Remark) -> None:
    """A term in these sentences has changed: a machine's words are outdated, a person's get a remark."""
    for row in _locked(tx, SegmentRow.id.in_(segment_ids)).values():
        if row.state == "reviewed":
            row.remarks = [*(had for had in row.remarks if had[0] != remark.name), [remark.name, *remark.details]]
            row.version += 1
        else:
            _happened(row, "term_changed")


def of_space(tx: Tx, space_id: int, states: Collection[TranslationState]) -> tuple[Segment, ...]:
    """All sentences of a space in some states."""
    wanted = _segments().where(TextRow.space_id == space_id, SegmentRow.state.in_(states)).order_by(SegmentRow.id)
    return tuple(_segment(row[0], row[1]) for row in tx.execute(wanted))


def known(tx: Tx, space_id: int, sources: Collection[str], pair: Pair) -> Mapping[str, Answer]:
    """What engines have made of the same sentences in this space before, and nobody has reviewed since."""
    hashes = {source_hash(source): source for source in sources}
    wanted = (
        select(SegmentRow)
        .join(TextRow, TextRow.id == SegmentRow.text_id)
        .where(
            SegmentRow.source_hash.in_(hashes),
            SegmentRow.language == pair.target,
            SegmentRow.state.in_(("machine", "needs_check")),
            SegmentRow.held.is_(False),
            TextRow.space_id == space_id,
            TextRow.language == pair.source,
        )
        .order_by(SegmentRow.id)
    )
    return {
        hashes[row.source_hash]: Answer(row.content or "", row.engine or "", _remarks(row), row.english)
        for row in tx.scalars(wanted)
    }


def settle(tx: Tx, text_ids: Collection[int], language: Language, now: datetime) -> None:
    """Say for each text what its sentences make together, for those who read.

    One at a time: of two who changed two sentences of a text the later one sees what both did.
    """
    tx.flush()
    tx.execute(_to_settle(), {"ids": list(text_ids), "into": language})
    own: defaultdict[int, list[Segment]] = defaultdict(list)
    for segment in of_texts(tx, text_ids, language):
        own[segment.text_id].append(segment)
    if own:  # on the connection: the ORM's own way takes longer than all the rest of a remembered note
        settled = [
            {"of_text": text_id, "into": language, "changed_at": now, **_together(segments)}
            for text_id, segments in own.items()
        ]
        tx.connection().execute(_settled(), settled)


@cache
def _to_settle() -> Select[int]:
    wanted = select(TranslationRow.text_id).where(TranslationRow.text_id.in_(bindparam("ids", expanding=True)))
    return wanted.where(TranslationRow.language == bindparam("into")).order_by(TranslationRow.text_id).with_for_update()


@cache
def _settled() -> Update:
    return update(_TEXTS).where(_TEXTS.c.text_id == bindparam("of_text"), _TEXTS.c.language == bindparam("into"))


def _together(segments: Sequence[Segment]) -> dict[str, object]:
    """The words, the state and the reviewer of a text: its least finished sentence says what it is."""
    states = {segment.state for segment in segments}
    whole = all(segment.content is not None for segment in segments)
    missing = {segment.state for segment in segments if segment.content is None}
    state = next(state for state in _FIRST if state in (missing or states))
    pair = Pair(segments[0].source_language, segments[0].language)
    content = joined([segment.content or "" for segment in segments], [segment.gap for segment in segments], pair)
    last = max((one for one in segments if one.reviewed_at), key=lambda one: str(one.reviewed_at), default=None)
    reviewed = last if state == "reviewed" else None
    return {
        "content": content if whole else None,
        "state": state,
        "engine": next((segment.engine for segment in segments if segment.engine), None),
        "failure": next((segment.failure for segment in segments if segment.failure), None),
        "reviewed_by": reviewed.reviewed_by if reviewed else None,
        "reviewed_at": reviewed.reviewed_at if reviewed else None,
    }


def _happened(row: SegmentRow, event: Event) -> None:
    """Move a row on, and have whoever is looking at it look again."""
    _move(row, event)
    row.version += 1


def _move(row: SegmentRow, event: Event) -> None:
    """Give a row the state that the grammar of states says."""
    row.state, row.held = after(Standing(cast("TranslationState", row.state), row.held), event)


def _segments() -> Select[SegmentRow, str]:
    return select(SegmentRow, TextRow.language).join(TextRow, TextRow.id == SegmentRow.text_id)


def _segment_of(row: SegmentRow) -> Segment:
    """A segment where the language of its source does not matter."""
    return _segment(row, row.language)


def _segment(row: SegmentRow | Row[*tuple[Any, ...]], source_language: str) -> Segment:
    return Segment(
        row.id,
        row.text_id,
        row.position,
        row.source,
        row.gap,
        cast("Language", source_language),
        cast("Language", row.language),
        cast("TranslationState", row.state),
        row.held,
        row.version,
        row.content,
        row.proposal,
        row.engine,
        row.english,
        _remarks(row),
        row.failure,
        row.reviewed_by,
        row.reviewed_at,
    )


def _remarks(row: SegmentRow | Row[*tuple[Any, ...]]) -> tuple[Remark, ...]:
    return tuple(Remark(name, tuple(details)) for name, *details in row.remarks)
