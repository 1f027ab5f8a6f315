"""Write what people say of a trip beside its meetings: who does what, whether the aims were reached, the response.

Each part is a number of items of the trip's own note: so it has numbers, translations, reviewers and a history like
everything else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.domain.errors import Changed, NotFound, Unreadable
from bot.domain.language import guess_language
from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.person import Viewer
from bot.domain.record import Note
from bot.domain.section_lines import Line, lines_of, numbers_of, raw_of, raws_of
from bot.domain.trip import SectionName, Start, TripReport
from bot.services.log_note import LONGEST, Origin, keep_note, know
from bot.services.read_trip import report_in
from bot.services.remember import remember
from bot.store import access, audit, jobs, notes, spaces, texts, trips
from bot.store.database import Database, Tx
from bot.store.notes import NewItem, NewMeeting


@dataclass(frozen=True, slots=True)
class TypedSections:
    """What somebody filled in: the report's own heading, and the parts by name; what is not there stays as it is."""

    heading: str = ""
    parts: Mapping[SectionName, str] = field(default_factory=dict)
    reported_on: date | None = None


def words_of(report: TripReport, name: SectionName) -> str:
    """What a part of a report says now, paragraph by paragraph, as a form shows it."""
    return "\n\n".join(item.text.content for section in report.section(name) for item in section.items)


def write_sections(
    db: Database, viewer: Viewer, trip_id: int, version: int, typed: TypedSections, *, now: datetime
) -> TripReport:
    """Keep what somebody wrote; paragraphs whose words stay keep what they have.

    Args:
        db: the store.
        viewer: who writes.
        trip_id: of the trip.
        version: of its note, as the form saw it; 0 where it had none.
        typed: what was written.
        now: the time.

    Raises:
        NotFound: the trip is not there for this viewer.
        NotAllowed: they only read there.
        Changed: somebody changed the note since the form was opened.
        Unreadable: there is too much of it.
    """
    said = "\n\n".join([typed.heading, *typed.parts.values()])
    if len(said) > LONGEST:
        raise Unreadable("note_too_long", typed=said, length=len(said), most=LONGEST)
    with db.write() as tx:
        trips.hold(tx, trip_id)
        report = report_in(tx, viewer, trip_id)
        access.must_write(tx, viewer, report.trip.space_id, typed=said)
        if (report.note.version if report.note else 0) != version:
            raise Changed("note_changed", typed=said)
        lines = lines_of(report, typed.parts)
        if report.note is not None:
            _change(tx, viewer, report, report.note, typed, lines, now)
        elif lines or typed.heading.strip() or typed.reported_on:
            _begin(tx, viewer, report, typed, lines, now)
        tx.flush()
        tx.expire_all()
        return report_in(tx, viewer, trip_id)


def _change(
    tx: Tx, viewer: Viewer, report: TripReport, note: Note, typed: TypedSections, lines: list[Line], now: datetime
) -> None:
    heading = " ".join(typed.heading.split()) or note.title.content
    held_on = typed.reported_on or note.held_on
    old = raws_of(note)
    body = "".join(raw_of(line, old) for line in lines)
    place, purpose, participants = (
        text.content if text else None for text in (note.place, note.purpose, note.participants)
    )
    meeting = NewMeeting(held_on, heading, place, purpose, participants)
    head = note.head.replace(note.title.content, heading, 1)
    if not notes.set_head(tx, note.id, note.version, head, body, meeting, now):
        raise Changed("note_changed")
    numbers, ids = numbers_of(lines), list[int]()
    for position, (line, number) in enumerate(zip(lines, numbers, strict=True)):
        kind = line.item.kind if line.item else "paragraph"
        new = NewItem(number, kind, line.text)
        if line.item is None:
            ids.append(notes.add_item(tx, note.id, note.space_id, note.language, position, new))
        else:
            notes.set_item(tx, line.item.id, position, new, now)
            ids.append(line.item.id)
    for item in note.items:
        if item.parent_id is None and item.id not in ids:
            notes.remove_item(tx, item.id, now)
    _finish(tx, viewer, report, note.id, lines, ids, now)
    records = (f"trip:{report.trip.id}", f"note:{note.id}")
    audit.changed(tx, viewer, note.space_id, now, *records, detail="sections written")


def _begin(tx: Tx, viewer: Viewer, report: TripReport, typed: TypedSections, lines: list[Line], now: datetime) -> None:
    """The first words: the trip gets a note of its own, which no channel has a card of."""
    trip = report.trip
    title = " ".join(typed.heading.split()) or trip.title.content
    language = guess_language("\n".join([*(line.text for line in lines), title]))
    numbers = numbers_of(lines)
    items = tuple(
        ParsedItem(number, "paragraph", line.text, f"{line.text}\n")
        for number, line in zip(numbers, lines, strict=True)
    )
    held_on = typed.reported_on
    parsed = ParsedNote(language, title, held_on, None, None, (), items, head=f"{title}\n")
    origin = Origin(trip.space_id, None, f"trip:{trip.space_id}:{trip.id}", held_on or now.date())
    note_id = keep_note(tx, viewer, parsed, origin, know(tx, trip.space_id), now)
    trips.set_note(tx, trip.id, note_id)
    _finish(tx, viewer, report, note_id, lines, list(trips.items_of(tx, note_id)), now)


def _finish(
    tx: Tx, viewer: Viewer, report: TripReport, note_id: int, lines: list[Line], ids: list[int], now: datetime
) -> None:
    starts = [Start(item_id, line.begins, line.headed) for item_id, line in zip(ids, lines, strict=True) if line.begins]
    trips.set_starts(tx, report.trip.id, starts)
    tx.flush()
    tx.expire_all()
    note, space = notes.get(tx, viewer, note_id), spaces.get(tx, viewer, report.trip.space_id)
    if note is None or space is None:
        raise NotFound("no_trip")
    texts.expect_translations(tx, note.texts(), space.languages, now)
    args = {"space": note.space_id, "note": note_id}
    if remember(tx, note.space_id, note_id, now):
        jobs.add(tx, "translate", str(note_id), args, now)
    if note.card:
        jobs.add(tx, "card", str(note_id), args, now)
