"""What logging and editing a note have in common: from understood words to rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.record import ActionStatus
from bot.domain.termbase import Termbase
from bot.services.owners import Known, owners_named
from bot.store import actions, notes
from bot.store.database import Tx
from bot.store.notes import NewItem, NewMeeting


class Writing(NamedTuple):
    """The circumstances of a change to a note."""

    space_id: int
    note_id: int
    language: Language
    termbase: Termbase
    people: Mapping[str, int]  # names of the people in the space's channels
    by: int | None
    now: datetime


def meeting_of(parsed: ParsedNote, trip_id: int | None = None) -> NewMeeting:
    """The head of a note as the store wants it."""
    participants = "; ".join(parsed.participants) or None
    return NewMeeting(parsed.held_on, parsed.title, parsed.place, parsed.purpose, participants, trip_id)


def add_item(tx: Tx, writing: Writing, position: int, item: ParsedItem) -> None:
    """Keep a new item with what belongs to its kind."""
    new = NewItem(item.number, item.kind, item.text)
    item_id = notes.add_item(tx, writing.note_id, writing.space_id, writing.language, position, new)
    if item.kind == "action":
        details = action_details(tx, writing, item)
        status: ActionStatus = "done" if item.done else "open"
        actions.add(tx, item_id, writing.space_id, details, status=status, by=writing.by, now=writing.now)
    if item.kind == "agreement":
        set_agreement(tx, writing, item_id, item)


def set_agreement(tx: Tx, writing: Writing, item_id: int, item: ParsedItem) -> None:
    """Keep the state of an agreement and the known organisations it names."""
    parties = parties_in(item.text, writing.language, writing.termbase)
    notes.set_agreement(tx, item_id, writing.space_id, item.agreement_state or "expected", parties)


def parties_in(words: str, language: Language, termbase: Termbase) -> str:
    """The known organisations an agreement names, by their Danish forms."""
    found = termbase.find(words, language)
    return "; ".join(dict.fromkeys(match.term.form("da") for match in found if match.term.kind == "organisation"))


def action_details(tx: Tx, writing: Writing, item: ParsedItem) -> actions.Details:
    """Owners and due of an action; an organisation nobody knows yet is kept to be confirmed."""
    known = Known(writing.space_id, writing.termbase, writing.people)
    owners = owners_named(tx, known, item.owners or item.owner)
    return actions.Details(item.expected, None, None, None, item.due).owned_by(owners)
