"""Bring a file that somebody sent into a space: exported minutes, a report, or notes as people write them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import guess_language
from bot.domain.minutes_file import is_minutes_file, read_minutes_file
from bot.domain.minutes_trust import of_anybody
from bot.domain.note_grammar import split_notes
from bot.domain.person import Channel, Viewer
from bot.domain.report import LEAST_MEETINGS, read_report
from bot.domain.typed_note import TypedNote
from bot.services import terms
from bot.services.import_minutes import import_minutes
from bot.services.import_report import import_report, source_key
from bot.services.log_note import Origin, log_note
from bot.store import access, spaces
from bot.store.database import Database


def channel_again(db: Database, viewer: Viewer, channel_id: int) -> Channel | None:
    """A channel that was bound to a space when something was asked for; None where the viewer has left that."""
    with db.read() as tx:
        channel = spaces.channel_of(tx, channel_id)
    return channel if channel and channel.space_id in viewer.shared_ids else None


def take_minutes(db: Database, viewer: Viewer, channel: Channel, content: bytes, today: date, *, now: datetime) -> int:
    """Keep what a file says; what is there already is not added.

    Args:
        db: the store.
        viewer: who sent it: nothing in it counts as approved by anybody.
        channel: of the space, where the cards of notes stand.
        content: the file, UTF-8.
        today: for the writer; dates without a year count from it.
        now: the time.

    Returns:
        How many notes were added.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
        Unreadable: it is no text, damaged, of a trip, or there are no words in it.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unreadable("minutes_not_utf8") from problem
    if channel.space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    with db.read() as tx:
        access.must_write(tx, viewer, channel.space_id)
    if is_minutes_file(text):
        file = of_anybody(read_minutes_file(text), viewer.person.name)
        if file.kind == "trip":  # it names its meetings by their numbers, which came with other files
            raise Unreadable("minutes_of_trip")
        return import_minutes(db, channel.space_id, [file], now=now, by=viewer).notes
    found = split_notes(text)
    with db.read() as tx:
        termbase = terms.of_space(tx, channel.space_id)
    report = read_report(text, termbase=termbase, language=guess_language(text), on=today)
    if len(found) == 1 and len(report.meetings) >= LEAST_MEETINGS:
        report = replace(report, letterhead=())  # that is for the owners
        return import_report(db, channel.space_id, report, text, now=now, by=viewer).meetings
    return _log(db, viewer, channel, found, today, now)


def _log(db: Database, viewer: Viewer, channel: Channel, found: Sequence[str], today: date, now: datetime) -> int:
    """Log notes as people write them; how many were not there before."""
    added = 0
    for note in found:
        key = f"import:{channel.space_id}:{source_key(note)}"  # as from the terminal: the same note once
        logged = log_note(db, viewer, TypedNote(note), Origin(channel.space_id, channel, key, today), now=now)
        added += not logged.again
    return added
