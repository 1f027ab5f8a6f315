"""Bring a report of a trip into a space: the trip, its meetings, and what is planned."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.person import keeper
from bot.domain.report import ParsedReport, ReportedMeeting
from bot.services import terms
from bot.services.log_note import Knowledge, Origin, keep_note
from bot.store import people, trips
from bot.store.database import Database


class Imported(NamedTuple):
    """What became of a report; `again` says that it was there already and nothing was added."""

    trip_id: int
    meetings: int
    actions: int
    again: bool


def import_report(
    db: Database,
    space_id: int,
    report: ParsedReport,
    source: str,
    *,
    now: datetime,
    progress: Callable[[int, int], None],
) -> Imported:
    """Keep a report, all of it or nothing.

    Args:
        db: the store.
        space_id: where it belongs.
        report: as understood by `bot.domain.report.read_report`.
        source: the text it was read from: the same one twice adds nothing.
        now: the time.
        progress: told how many notes of how many are kept.
    """
    key = source_key(source)
    viewer = keeper(space_id)
    with db.write() as tx:
        there = trips.find_by_source(tx, space_id, key)
        if there is not None:
            return Imported(there, 0, 0, again=True)
        knowledge = Knowledge(terms.of_space(tx, space_id), people.ids_by_name(tx, space_id))
        title = report.trip.title if report.trip else report.title
        trip_id = trips.add(tx, space_id, report.language, title, report.held_on, key)
        parts = notes_of(report)
        for index, (parsed, is_meeting) in enumerate(parts):
            today = report.held_on or now.date()
            origin = Origin(space_id, None, f"import:{space_id}:{key}:{index}", today, trip_id if is_meeting else None)
            note_id = keep_note(tx, viewer, parsed, origin, knowledge, now)
            if not is_meeting:
                trips.set_note(tx, trip_id, note_id)
            progress(index + 1, len(parts))
    return Imported(trip_id, len(report.meetings), len(report.activities), again=False)


def source_key(source: str) -> str:
    """What names an imported text: the same words, however the lines were broken, are the same text."""
    return sha256(" ".join(source.split()).encode()).hexdigest()[:32]


def notes_of(report: ParsedReport) -> list[tuple[ParsedNote, bool]]:
    """A note for each meeting, and one for the rest of the report; the flag says which is a meeting."""
    meetings = [(_meeting_note(meeting, report), True) for meeting in report.meetings]
    rest = _rest(report)
    return [*meetings, (rest, False)] if rest.items else meetings


def _meeting_note(meeting: ReportedMeeting, report: ParsedReport) -> ParsedNote:
    items = tuple(
        ParsedItem(str(index), "paragraph", text, f"{text}\n") for index, text in enumerate(meeting.paragraphs, start=1)
    )
    return ParsedNote(
        report.language,
        meeting.title,
        meeting.held_on,
        meeting.place,
        meeting.purpose,
        meeting.participants,
        items,
        head=_head(meeting.title, meeting.held_on, meeting.place, meeting.purpose),
    )


def _head(title: str, held_on: date | None, place: str | None, purpose: str | None) -> str:
    lines = (title, held_on.isoformat() if held_on else None, place, purpose)
    return "".join(f"{line}\n" for line in lines if line)


def _rest(report: ParsedReport) -> ParsedNote:
    items = tuple(_items(report))
    return ParsedNote(
        report.language,
        report.title,
        report.held_on,
        None,
        None,
        (),
        items,
        head=_head(report.title, report.held_on, None, None),
    )


def _items(report: ParsedReport) -> Iterator[ParsedItem]:
    """Sections with their headings, then the activities under numbers that go on."""
    numbers = count(1)
    for section in report.sections:
        for text in (section.heading, *section.paragraphs):
            if text:
                yield ParsedItem(str(next(numbers)), "paragraph", text, f"{text}\n")
    tops: dict[str, str] = {}
    for item in report.activities:
        top, dot, below = item.number.partition(".")
        if top not in tops:
            tops[top] = str(next(numbers))
        yield replace(item, number=f"{tops[top]}{dot}{below}")
