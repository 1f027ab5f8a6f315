"""Notes with their meetings and items."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from typing import NamedTuple, cast

from sqlalchemy import Row, Select, and_, bindparam, func, or_, select

from bot.domain.language import Language
from bot.domain.meeting import AgreementState, Kind
from bot.domain.person import SlackChannel, Viewer
from bot.domain.record import Action, Card, Item, Note, Text, label_of
from bot.domain.segment import WAITING
from bot.store import actions, texts, trips
from bot.store.database import Tx
from bot.store.tables import (
    ActionRow,
    AgreementRow,
    ChannelRow,
    HistoryRow,
    ItemRow,
    MeetingRow,
    NoteRow,
    PersonRow,
    SegmentRow,
    SpaceRow,
    TranslationRow,
)

_NUMBERED = ("note", "item")


class NewMeeting(NamedTuple):
    """When, where, why and with whom, in words as written."""

    held_on: date | None
    title: str
    place: str | None
    purpose: str | None
    participants: str | None
    trip_id: int | None = None


class NewNote(NamedTuple):
    """What the store needs to keep a note; its items are added one by one."""

    space_id: int
    language: Language
    head: str
    body: str
    author_id: int | None
    author: str
    source_key: str
    card_channel_id: int | None


class NewItem(NamedTuple):
    """One item of a note."""

    number: str
    kind: Kind
    text: str


def part_number(whole: str, count: int) -> str:
    """The number of a part ("3.1/2"): one that nobody writes, so that no item of a note has it too."""
    return f"{whole}/{count}"


def find_by_source(tx: Tx, source_key: str) -> tuple[int, int] | None:
    """Id and space of the note that came of a delivery."""
    row = tx.execute(select(NoteRow.id, NoteRow.space_id).where(NoteRow.source_key == source_key)).one_or_none()
    return (row.id, row.space_id) if row else None


def add(tx: Tx, number: int, note: NewNote, meeting: NewMeeting, now: datetime) -> int:
    """Keep a note and its meeting; gives the note's id."""
    kept = MeetingRow(space_id=note.space_id, trip_id=meeting.trip_id, held_on=meeting.held_on, title_id=0)
    _set_texts(tx, kept, note.space_id, note.language, meeting)
    tx.add(kept)
    tx.flush()
    row = NoteRow(number=number, meeting_id=kept.id, created_at=now, **note._asdict())
    tx.add(row)
    tx.flush()
    return row.id


def add_item(tx: Tx, note_id: int, space_id: int, language: Language, position: int, item: NewItem) -> int:
    """Keep an item; gives its id."""
    text_id = texts.add(tx, space_id, language, item.text)
    row = ItemRow(note_id=note_id, position=position, number=item.number, kind=item.kind, text_id=text_id)
    tx.add(row)
    tx.flush()
    return row.id


def add_part(tx: Tx, item_id: int, text_id: int, number: str) -> int:
    """Keep an action that is a part of another one, behind the parts it has; gives its id."""
    whole = tx.get_one(ItemRow, item_id)
    row = ItemRow(note_id=whole.note_id, position=whole.position, number=number, kind="action", text_id=text_id)
    row.parent_id = item_id
    tx.add(row)
    tx.flush()
    return row.id


def parts_of(tx: Tx, item_id: int) -> tuple[int, ...]:
    """The ids of all parts an item has or had, oldest first."""
    return tuple(tx.scalars(select(ItemRow.id).where(ItemRow.parent_id == item_id).order_by(ItemRow.id)))


def set_item(tx: Tx, item_id: int, position: int, item: NewItem, now: datetime) -> bool:
    """Change an item's words, kind and place; True when its words have changed."""
    row = tx.get_one(ItemRow, item_id)
    row.position, row.number, row.kind, row.removed_at = position, item.number, item.kind, None
    for count, part_id in enumerate(parts_of(tx, item_id), start=1):  # they go where it goes
        part = tx.get_one(ItemRow, part_id)
        part.position, part.number = position, part_number(item.number, count)
    return texts.set_content(tx, row.text_id, item.text, now)


def remove_item(tx: Tx, item_id: int, now: datetime) -> None:
    """Take an item out of its note, with its parts; their history stays."""
    tx.get_one(ItemRow, item_id).removed_at = now
    for part_id in parts_of(tx, item_id):
        tx.get_one(ItemRow, part_id).removed_at = now


def set_agreement(tx: Tx, item_id: int, space_id: int, state: AgreementState, parties: str) -> None:
    """Say that an item is an agreement, in which state, between whom."""
    row = tx.get(AgreementRow, item_id)
    if row is None:
        row = AgreementRow(item_id=item_id, space_id=space_id, state=state, parties=parties)
        tx.add(row)
    row.state, row.parties = state, parties
    tx.get_one(ItemRow, item_id).agreement_state = state


def drop_agreement(tx: Tx, item_id: int) -> None:
    """Say that an item is no agreement."""
    row = tx.get(AgreementRow, item_id)
    if row is not None:
        tx.delete(row)
    tx.get_one(ItemRow, item_id).agreement_state = None


def set_head(tx: Tx, note_id: int, version: int, head: str, body: str, meeting: NewMeeting, now: datetime) -> bool:
    """Change what a note says about its meeting; False when somebody changed the note meanwhile."""
    row = tx.get_one(NoteRow, note_id, with_for_update=True)
    if row.version != version:
        return False
    row.version, row.head, row.body = version + 1, head, body
    kept = tx.get_one(MeetingRow, row.meeting_id)
    kept.held_on = meeting.held_on
    _change_texts(tx, kept, cast("Language", row.language), meeting, now)
    return True


def set_body(tx: Tx, note_id: int, body: str) -> None:
    """Change what was written where one item got other words; a form opened before is of an older version."""
    row = tx.get_one(NoteRow, note_id, with_for_update=True)
    row.version, row.body = row.version + 1, body


def set_card(tx: Tx, note_id: int, ts: str) -> None:
    """Remember where the note's card stands."""
    tx.get_one(NoteRow, note_id).card_ts = ts


def get(tx: Tx, viewer: Viewer, note_id: int) -> Note | None:
    """A note the viewer may see, with all its texts, in a constant number of queries."""
    return next(iter(_load(tx, viewer, _notes().where(NoteRow.id == note_id))), None)


def logged_at(tx: Tx, note_id: int) -> datetime:
    """When a note was logged."""
    return tx.scalars(select(NoteRow.created_at).where(NoteRow.id == note_id)).one()


def head_ids(tx: Tx, note_id: int) -> Mapping[str, int]:
    """The texts of a note's head, by what they are: title, place, purpose, participants."""
    row = tx.execute(_heads_of(), {"note": note_id}).one()._asdict()
    return {name.removesuffix("_id"): text_id for name, text_id in row.items() if text_id}


def text_of(tx: Tx, item_id: int) -> int:
    """The text of an item."""
    return tx.get_one(ItemRow, item_id).text_id


def text_ids(tx: Tx, note_id: int) -> tuple[int, ...]:
    """The texts a note consists of: of its meeting, its items, what people said of those, the trip told of with it."""
    meeting = tx.execute(_heads_of(), {"note": note_id}).one_or_none() or ()
    said = (text_id for text_id in tx.scalars(_said_of(), {"note": note_id}) if text_id)
    trip = trips.title_beside(tx, note_id)
    items = tx.scalars(_items_of(), {"note": note_id})
    return (*(text_id for text_id in meeting if text_id), *items, *said, *((trip,) if trip else ()))


@cache  # building a statement takes longer than running it
def _heads_of() -> Select[int, int | None, int | None, int | None]:
    columns = (MeetingRow.title_id, MeetingRow.place_id, MeetingRow.purpose_id, MeetingRow.participants_id)
    of_note = select(*columns).join(NoteRow, NoteRow.meeting_id == MeetingRow.id)
    return of_note.where(NoteRow.id == bindparam("note"))


@cache
def _items_of() -> Select[int]:
    return select(ItemRow.text_id).where(ItemRow.note_id == bindparam("note"), ItemRow.removed_at.is_(None))


@cache
def _said_of() -> Select[int | None]:
    said = select(HistoryRow.text_id).join(ItemRow, ItemRow.id == HistoryRow.item_id)
    return said.where(ItemRow.note_id == bindparam("note"), HistoryRow.text_id.is_not(None))


def get_by_item(tx: Tx, viewer: Viewer, item_id: int) -> Note | None:
    """The note an item stands in; None when the item was removed or is not for the viewer."""
    of_item = select(ItemRow.note_id).where(ItemRow.id == item_id, ItemRow.removed_at.is_(None))
    return next(iter(_load(tx, viewer, _notes().where(NoteRow.id.in_(of_item)))), None)


def hold(tx: Tx, viewer: Viewer, item_id: int) -> Note | None:
    """The same for whoever changes something of it: nobody else does so before this transaction ends.

    What was read of a note before it was held may be old.
    """
    of_item = select(NoteRow.id).join(ItemRow, ItemRow.note_id == NoteRow.id).where(ItemRow.id == item_id)
    tx.execute(of_item.where(NoteRow.space_id.in_(viewer.space_ids)).with_for_update(of=NoteRow))
    return get_by_item(tx, viewer, item_id)


def hold_note(tx: Tx, viewer: Viewer, note_id: int) -> Note | None:
    """The same for whoever changes several things of a note."""
    of_note = select(NoteRow.id).where(NoteRow.id == note_id, NoteRow.space_id.in_(viewer.space_ids))
    tx.execute(of_note.with_for_update(of=NoteRow))
    return get(tx, viewer, note_id)


def get_by_number(tx: Tx, viewer: Viewer, number: int, *, inner: bool = False) -> tuple[Note, ...]:
    """The notes of that number in the spaces the viewer may see; the internal ones are numbered by themselves."""
    kind = SpaceRow.parent_id.is_not(None) if inner else SpaceRow.parent_id.is_(None)
    return _load(tx, viewer, _notes().where(NoteRow.number == number, kind))


def get_all(tx: Tx, viewer: Viewer, note_ids: Collection[int]) -> Mapping[int, Note]:
    """Those of some notes that the viewer may see, by their ids."""
    return {note.id: note for note in _load(tx, viewer, _notes().where(NoteRow.id.in_(note_ids)))}


def latest(tx: Tx, viewer: Viewer, limit: int = 1) -> tuple[Note, ...]:
    """The notes logged last, newest first."""
    return _load(tx, viewer, _notes().order_by(NoteRow.id.desc()).limit(limit))


def following(tx: Tx, viewer: Viewer, note_id: int, limit: int) -> tuple[Note, ...]:
    """So many of the notes behind one, in the order in which they were logged: for whoever goes through all."""
    return _load(tx, viewer, _notes().where(NoteRow.id > note_id).order_by(NoteRow.id).limit(limit))


def with_ids(tx: Tx, viewer: Viewer, note_ids: Collection[int]) -> tuple[Note, ...]:
    """Some notes, in the order of their ids; those the viewer may not see are left out."""
    return _load(tx, viewer, _notes().where(NoteRow.id.in_(note_ids)).order_by(NoteRow.id))


def between(tx: Tx, viewer: Viewer, start: date, end: date, limit: int = 30) -> tuple[Note, ...]:
    """The notes of meetings held in an interval of days, newest first."""
    held = _notes().where(MeetingRow.held_on.between(start, end))
    return _load(tx, viewer, held.order_by(MeetingRow.held_on.desc(), NoteRow.id.desc()).limit(limit))


def with_words(tx: Tx, viewer: Viewer, words: tuple[str, ...], limit: int = 30) -> tuple[Note, ...]:
    """The notes in whose head or items every word stands, in some language, newest first."""
    wanted = _notes()
    for word in words:
        there = texts.ids_with(word, viewer.space_ids)
        items = select(ItemRow.note_id).where(ItemRow.text_id.in_(there), ItemRow.removed_at.is_(None))
        heads = (MeetingRow.title_id, MeetingRow.place_id, MeetingRow.purpose_id, MeetingRow.participants_id)
        wanted = wanted.where(or_(NoteRow.id.in_(items), *(column.in_(there) for column in heads)))
    return _load(tx, viewer, wanted.order_by(NoteRow.id.desc()).limit(limit))


def numbers(tx: Tx, viewer: Viewer, records: Collection[str]) -> Mapping[str, str]:
    """What notes ("note:12") and items ("item:40") that the viewer may see are called: "3", "3.1"."""
    of = {kind: [int(one.partition(":")[2]) for one in records if one.startswith(f"{kind}:")] for kind in _NUMBERED}
    here = (SpaceRow.id.in_(viewer.space_ids),)
    inner = SpaceRow.parent_id.is_not(None).label("inner")
    heads = select(NoteRow.id, NoteRow.number, inner).join(SpaceRow, SpaceRow.id == NoteRow.space_id).where(*here)
    items = heads.with_only_columns(ItemRow.id, NoteRow.number, inner, ItemRow.number.label("item"))
    items = items.join(ItemRow, ItemRow.note_id == NoteRow.id).where(ItemRow.id.in_(of["item"]))
    found = {
        f"note:{row.id}": label_of(row.number, inner=row.inner)
        for row in tx.execute(heads.where(NoteRow.id.in_(of["note"])))
    }
    return found | {
        f"item:{row.id}": f"{label_of(row.number, inner=row.inner)}.{row.item}" for row in tx.execute(items)
    }


def waiting(tx: Tx, limit: int = 10_000) -> tuple[tuple[int, int], ...]:
    """Space and id of the notes that wait for a translation: what a crash may have left."""
    wants_machine = and_(SegmentRow.state.in_(WAITING), or_(SegmentRow.held.is_(False), SegmentRow.proposal.is_(None)))
    untouched = select(TranslationRow.text_id).where(TranslationRow.state.in_(("pending", "failed")))
    open_states = select(SegmentRow.text_id).where(wants_machine).union(untouched)
    heads = (MeetingRow.title_id, MeetingRow.place_id, MeetingRow.purpose_id, MeetingRow.participants_id)
    items = select(ItemRow.note_id).where(ItemRow.text_id.in_(open_states), ItemRow.removed_at.is_(None))
    said = select(ItemRow.note_id).join(HistoryRow, HistoryRow.item_id == ItemRow.id)
    said = said.where(HistoryRow.text_id.in_(open_states))
    titles = trips.titles_beside().subquery()
    of_trips = select(titles.c[1]).where(titles.c[0].in_(open_states))
    here = (NoteRow.id.in_(items), NoteRow.id.in_(said), NoteRow.id.in_(of_trips))
    found = (
        select(NoteRow.space_id, NoteRow.id)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .where(or_(*here, *(column.in_(open_states) for column in heads)))
        .order_by(NoteRow.id)
        .limit(limit)
    )
    return tuple((row.space_id, row.id) for row in tx.execute(found))


def with_passed(tx: Tx, first: date, last: date) -> tuple[tuple[int, int, date], ...]:
    """Space and id of the notes with a card on which an open expectation ended in some days, and the day."""
    found = (
        select(NoteRow.space_id, NoteRow.id, ActionRow.due_order)
        .join(ItemRow, ItemRow.note_id == NoteRow.id)
        .join(ActionRow, ActionRow.item_id == ItemRow.id)
        .where(
            ActionRow.due_order.between(first, last),
            ActionRow.status == "open",
            ActionRow.expected.is_(True),
            ItemRow.removed_at.is_(None),
            NoteRow.card_ts.is_not(None),
        )
        .distinct()
    )
    return tuple((row.space_id, row.id, row.due_order) for row in tx.execute(found))


def without_card(tx: Tx) -> tuple[tuple[int, int], ...]:
    """Space and id of the notes whose card was never posted."""
    found = select(NoteRow.space_id, NoteRow.id).where(NoteRow.card_channel_id.is_not(None), NoteRow.card_ts.is_(None))
    return tuple((row.space_id, row.id) for row in tx.execute(found))


_Wanted = Select[NoteRow, MeetingRow, ChannelRow | None, str, str, int | None]


def _notes() -> _Wanted:
    joined = (
        select(NoteRow, MeetingRow, ChannelRow, SpaceRow.languages, func.coalesce(PersonRow.name, NoteRow.author))
        .add_columns(SpaceRow.parent_id)
        .join(MeetingRow, MeetingRow.id == NoteRow.meeting_id)
        .join(SpaceRow, SpaceRow.id == NoteRow.space_id)
        .outerjoin(ChannelRow, ChannelRow.id == NoteRow.card_channel_id)
        .outerjoin(PersonRow, PersonRow.id == NoteRow.author_id)
    )
    return cast("_Wanted", joined)


def _load(tx: Tx, viewer: Viewer, wanted: _Wanted) -> tuple[Note, ...]:
    rows = tx.execute(wanted.where(NoteRow.space_id.in_(viewer.space_ids))).all()
    for row in rows:
        viewer.read(row[0].space_id, f"note:{row[0].id}")
    note_ids = [row[0].id for row in rows]
    items = tx.scalars(
        select(ItemRow)
        .where(ItemRow.note_id.in_(note_ids), ItemRow.removed_at.is_(None))
        .order_by(ItemRow.note_id, ItemRow.position, ItemRow.id)
    ).all()
    heads = {text_id for row in rows for text_id in _text_ids(row[1]) if text_id}
    words = texts.get(tx, heads | {item.text_id for item in items})
    doable = actions.of_items(tx, [item.id for item in items])
    return tuple(_note(row, [item for item in items if item.note_id == row[0].id], words, doable) for row in rows)


def _note(
    row: Row[NoteRow, MeetingRow, ChannelRow | None, str, str, int | None],
    items: Collection[ItemRow],
    words: Mapping[int, Text],
    doable: Mapping[int, Action],
) -> Note:
    note, meeting, channel, languages, author, parent_id = row
    label = label_of(note.number, inner=parent_id is not None)
    shown = cast("tuple[Language, ...]", tuple(languages.split(",")))
    card = Card(SlackChannel(channel.team_id, channel.channel_id), note.card_ts, shown) if channel else None
    title, place, purpose, participants = (words.get(text_id or 0) for text_id in _text_ids(meeting))
    return Note(
        id=note.id,
        space_id=note.space_id,
        number=note.number,
        version=note.version,
        language=cast("Language", note.language),
        title=title or Text(0, cast("Language", note.language), ""),
        held_on=meeting.held_on,
        place=place,
        purpose=purpose,
        participants=participants,
        items=tuple(_item(item, label, words, doable) for item in items),
        author=author,
        head=note.head,
        body=note.body,
        card=card,
        inner=parent_id is not None,
        logged_at=note.created_at,
    )


def _item(row: ItemRow, note_label: str, words: Mapping[int, Text], doable: Mapping[int, Action]) -> Item:
    return Item(
        row.id,
        row.note_id,
        f"{note_label}.{row.number}",
        row.number,
        cast("Kind", row.kind),
        words[row.text_id],
        doable.get(row.id) if row.kind == "action" else None,
        cast("AgreementState | None", row.agreement_state),
        row.parent_id,
    )


def _text_ids(meeting: MeetingRow) -> tuple[int | None, int | None, int | None, int | None]:
    return meeting.title_id, meeting.place_id, meeting.purpose_id, meeting.participants_id


_COLUMNS = ("title", "place", "purpose", "participants")


def _set_texts(tx: Tx, kept: MeetingRow, space_id: int, language: Language, meeting: NewMeeting) -> None:
    for column in _COLUMNS:
        written = getattr(meeting, column)
        if written:
            setattr(kept, f"{column}_id", texts.add(tx, space_id, language, written))


def _change_texts(tx: Tx, kept: MeetingRow, language: Language, meeting: NewMeeting, now: datetime) -> None:
    for column in _COLUMNS:
        written, text_id = getattr(meeting, column), getattr(kept, f"{column}_id")
        if not written and column != "title":
            setattr(kept, f"{column}_id", None)
        elif written and text_id is None:
            setattr(kept, f"{column}_id", texts.add(tx, kept.space_id, language, written))
        elif written:
            texts.set_content(tx, text_id, written, now)
