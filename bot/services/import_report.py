"""Bring a report of a trip into a space: the trip, its meetings, and what is planned."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from itertools import count
from typing import NamedTuple

from bot.domain.due import find_due
from bot.domain.letterhead import read_letterhead
from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.person import Viewer, keeper
from bot.domain.report import ParsedReport, ReportedMeeting
from bot.domain.report_sections import section_of
from bot.domain.trip import Start
from bot.services import terms
from bot.services.log_note import Knowledge, Origin, keep_note
from bot.store import jobs, people, spaces, texts, trips
from bot.store.database import Database, Tx
from bot.store.trips import NewTrip

_SOME_DAY = date(1950, 1, 1)  # before any report, so that no day in it is taken for past


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
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    by: Viewer | None = None,
) -> Imported:
    """Keep a report, all of it or nothing.

    Args:
        db: the store.
        space_id: where it belongs.
        report: as understood by `bot.domain.report.read_report`.
        source: the text it was read from: the same one twice adds nothing.
        now: the time.
        progress: told how many notes of how many are kept.
        by: whoever brings it, where that is not whoever runs Jordbro.
    """
    key = source_key(source)
    viewer = by or keeper(space_id)
    with db.write() as tx:
        there = trips.find_by_source(tx, space_id, key)
        if there is not None:
            return Imported(there, 0, 0, again=True)
        knowledge = Knowledge(terms.of_space(tx, space_id), people.ids_by_name(tx, space_id))
        trip_id = trips.add(tx, space_id, _trip(tx, viewer, space_id, report), key)
        parts = notes_of(report)
        for index, (parsed, is_meeting) in enumerate(parts):
            today = report.held_on or now.date()
            origin = Origin(space_id, None, f"import:{space_id}:{key}:{index}", today, trip_id if is_meeting else None)
            note_id = keep_note(tx, viewer, parsed, origin, knowledge, now)
            if not is_meeting:
                trips.set_note(tx, trip_id, note_id)
                trips.set_starts(tx, trip_id, _starts(report, trips.items_of(tx, note_id)))
            progress(index + 1, len(parts))
        _expect_title(tx, viewer, space_id, trip_id, now)
    return Imported(trip_id, len(report.meetings), len(report.activities), again=False)


def _trip(tx: Tx, viewer: Viewer, space_id: int, report: ParsedReport) -> NewTrip:
    """The trip of a report; its letterhead becomes the space's where that has none."""
    title = report.trip.title if report.trip else report.title
    when = (
        find_due(report.trip.when, report.language, report.held_on or _SOME_DAY)
        if report.trip and report.trip.when
        else None
    )
    days = (when.due.start, when.due.end) if when else (None, None)
    own, known = read_letterhead(report.letterhead), trips.letterhead_of(tx, viewer, space_id)
    if known.is_empty and not own.is_empty:
        trips.set_letterhead(tx, space_id, None, own)
    differs = not own.is_empty and not known.is_empty and own != known
    return NewTrip(report.language, title, *days, report.held_on, own if differs else None)


def _expect_title(tx: Tx, viewer: Viewer, space_id: int, trip_id: int, now: datetime) -> None:
    """Ask for the title's translations; the job of the note that it is translated with is waiting already."""
    trip, space = trips.get(tx, viewer, trip_id), spaces.get(tx, viewer, space_id)
    if trip and space:
        texts.expect_translations(tx, [trip.title], space.languages, now)
        jobs.add(tx, "trip_title", str(trip_id), {"space": space_id, "text": trip.title.id}, now)


def _starts(report: ParsedReport, item_ids: Sequence[int]) -> list[Start]:
    """Where the parts of a report begin among the items of the note that holds them: as `_items` has put them."""
    starts, at = list[Start](), 0
    for section in report.sections:
        lines = [line for line in (section.heading, *section.paragraphs) if line]
        if lines:
            name = section_of(section.heading) if section.heading else "other"
            starts.append(Start(item_ids[at], name, headed=bool(section.heading)))
        at += len(lines)
    planned = bool(report.activities) and not any(start.name == "ahead" for start in starts)
    return [*starts, Start(item_ids[at], "ahead", headed=False)] if planned else starts


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
