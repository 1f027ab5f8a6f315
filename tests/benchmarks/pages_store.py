"""Meetings by the thousand in one space, written row by row as the bot would have: for what our pages cost."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func, insert, select

from bot.store.database import Database
from bot.store.tables import (
    ActionRow,
    AgreementRow,
    Base,
    HistoryRow,
    ItemRow,
    MeetingRow,
    NoteRow,
    OrganisationRow,
    SegmentRow,
    SpaceRow,
    TextRow,
    TranslationRow,
)
from tests.integration.making import NOW

FIRST = date(2012, 1, 2)
BATCH = 2000
ORGANISATIONS = (
    "CLEAN",
    "Region Hovedstaden",
    "JEPD",
    "NIES",
    "COWI",
    "Ejlskov A/S",
    "Suzhou",
    "Nantong",
    "GEUS",
    "DTU",
)
KINDS = ("paragraph", "decision", "agreement", "action")
"""The items of each meeting."""

Rows = dict[type[Base], list[dict[str, object]]]


class Filled(NamedTuple):
    """A meeting in the middle of those that were made, its action, and how many of everything there are."""

    note: int
    action: int
    items: int


def fill(db: Database, space_id: int, meetings: int) -> Filled:
    """Put so many meetings into a space, each with a paragraph, a decision, an agreement and an action."""
    with db.read() as tx:
        tables: tuple[type[Base], ...] = (TextRow, MeetingRow, NoteRow, ItemRow, OrganisationRow, SegmentRow)
        last = {table: tx.scalar(select(func.max(table.__table__.c.id))) or 0 for table in tables}
    with db.write() as tx:
        tx.execute(insert(OrganisationRow), [
            {"id": last[OrganisationRow] + number, "space_id": space_id, "name": name, "confirmed": True}
            for number, name in enumerate(ORGANISATIONS, 1)
        ])  # fmt: skip
        tx.get_one(SpaceRow, space_id).notes_made = meetings
    for start in range(0, meetings, BATCH):
        rows: Rows = {}
        for index in range(start, min(start + BATCH, meetings)):
            for table, row in _meeting(index, space_id, last):
                rows.setdefault(table, []).append(row)
        with db.write() as tx:
            for table in ORDER:
                tx.execute(insert(table), rows[table])
    middle = meetings // 2
    return Filled(last[NoteRow] + middle + 1, last[ItemRow] + middle * len(KINDS) + len(KINDS), meetings * len(KINDS))


ORDER = (TextRow, TranslationRow, SegmentRow, MeetingRow, NoteRow, ItemRow, ActionRow, AgreementRow, HistoryRow)


def _meeting(index: int, space_id: int, last: dict[type[Base], int]) -> Iterator[tuple[type[Base], dict[str, object]]]:
    number, text = index + 1, last[TextRow] + index * (len(KINDS) + 1) + 1
    note, meeting = last[NoteRow] + number, last[MeetingRow] + number
    held = FIRST + timedelta(days=index * 5000 // 10_000)
    yield from _text(text, space_id, f"Møde {number} om grundvand og jord", f"第{number}次会议：地下水和土壤", last)
    yield MeetingRow, {"id": meeting, "space_id": space_id, "held_on": held, "title_id": text}
    yield NoteRow, {"id": note, "space_id": space_id, "meeting_id": meeting, "number": number, "version": 1,
                    "language": "da", "head": "", "body": "", "author": "Mette Holm",
                    "source_key": f"fill:{note}", "created_at": NOW}  # fmt: skip
    for place, kind in enumerate(KINDS):
        item, words = last[ItemRow] + index * len(KINDS) + place + 1, text + place + 1
        said = f"Punkt {place + 1} af møde {number}: CLEAN sender {number} prøver til JEPD."
        yield from _text(words, space_id, said, f"第{number}次会议第{place + 1}条：寄送{number}份样品。", last)
        yield ItemRow, {"id": item, "note_id": note, "position": place, "number": str(place + 1), "kind": kind,
                        "text_id": words, "agreement_state": "expected" if kind == "agreement" else None}  # fmt: skip
        if kind == "agreement":
            yield AgreementRow, {"item_id": item, "space_id": space_id, "state": "expected", "parties": "CLEAN; JEPD"}
        if kind == "action":
            yield from _action(item, space_id, index, held, last)


def _text(
    text: int, space_id: int, danish: str, chinese: str, last: dict[type[Base], int]
) -> Iterator[tuple[type[Base], dict[str, object]]]:
    yield TextRow, {"id": text, "space_id": space_id, "language": "da", "content": danish}
    yield TranslationRow, {"text_id": text, "language": "zh", "content": chinese, "state": "machine", "changed_at": NOW}
    segment = last[SegmentRow] + text - last[TextRow]
    yield SegmentRow, {"id": segment, "text_id": text, "language": "zh", "position": 0, "source": danish, "gap": "",
                       "source_hash": f"{segment:064}", "state": "machine", "content": chinese, "held": False,
                       "version": 1, "remarks": []}  # fmt: skip


def _action(
    item: int, space_id: int, index: int, held: date, last: dict[type[Base], int]
) -> Iterator[tuple[type[Base], dict[str, object]]]:
    who, due = index % len(ORGANISATIONS), held + timedelta(days=30)
    yield ActionRow, {"item_id": item, "space_id": space_id, "version": 1, "status": "open", "expected": False,
                      "organisation_id": last[OrganisationRow] + who + 1, "due_said": "om en måned", "due_start": None,
                      "due_end": due, "due_precision": "day", "due_certain": True, "due_order": due,
                      "owner_order": ORGANISATIONS[who]}  # fmt: skip
    yield HistoryRow, {"item_id": item, "space_id": space_id, "at": NOW, "change": "created", "before": {},
                       "after": {}, "version": 1, "undone": False}  # fmt: skip
