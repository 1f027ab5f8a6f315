"""Notes and reports as plain data, so that an expected reading can be written and read by a person."""

from typing import Any

from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.report import ParsedReport


def as_data(note: ParsedNote) -> dict[str, Any]:
    """The whole note; what an item does not have is left out."""
    return {
        "language": note.language,
        "title": note.title,
        "held_on": note.held_on and note.held_on.isoformat(),
        "place": note.place,
        "purpose": note.purpose,
        "participants": list(note.participants),
        "items": [item_as_data(item) for item in note.items],
    }


def item_as_data(item: ParsedItem) -> dict[str, Any]:
    """One item; owner and due only where there is one."""
    data: dict[str, Any] = {"number": item.number, "kind": item.kind, "text": item.text}
    if item.owner:
        data["owner"] = item.owner
        data["owner_known"] = item.owner_known
    if item.due:
        start, end = (day and day.isoformat() for day in (item.due.start, item.due.end))
        data["due"] = [item.due.said, start, end]
    data |= {name: True for name in ("expected", "done") if getattr(item, name)}
    return data | ({"state": item.agreement_state} if item.agreement_state else {})


def report_as_data(report: ParsedReport) -> dict[str, Any]:
    """The whole report."""
    return {
        "language": report.language,
        "title": report.title,
        "held_on": report.held_on and report.held_on.isoformat(),
        "trip": report.trip and [report.trip.title, report.trip.when],
        "meetings": [
            {
                "title": meeting.title,
                "held_on": meeting.held_on and meeting.held_on.isoformat(),
                "place": meeting.place,
                "purpose": meeting.purpose,
                "participants": list(meeting.participants),
                "paragraphs": list(meeting.paragraphs),
            }
            for meeting in report.meetings
        ],
        "sections": [[section.heading, list(section.paragraphs)] for section in report.sections],
        "activities": [item_as_data(item) for item in report.activities],
        "letterhead": list(report.letterhead),
    }
