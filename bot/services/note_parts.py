"""What logging and editing a note have in common: from understood words to rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from bot.domain.language import Language
from bot.domain.meeting import ParsedItem, ParsedNote
from bot.domain.record import ActionStatus, Organisation
from bot.domain.termbase import Termbase
from bot.store import actions, notes, organisations
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
    found = writing.termbase.find(item.text, writing.language)
    parties = dict.fromkeys(match.term.form("da") for match in found if match.term.kind == "organisation")
    state = item.agreement_state or "expected"
    notes.set_agreement(tx, item_id, writing.space_id, state, "; ".join(parties))


def action_details(tx: Tx, writing: Writing, item: ParsedItem) -> actions.Details:
    """Owner and due of an action; an organisation nobody knows yet is kept to be confirmed."""
    organisation = owner_organisation(tx, writing, item.owner)
    person_id = None if organisation else writing.people.get(item.owner or "")
    if item.owner and organisation is None and person_id is None:
        organisation = organisations.ensure(tx, writing.space_id, {"da": item.owner}, confirmed=False)
    return actions.Details(item.expected, organisation, person_id, item.owner, item.due)


def owner_organisation(tx: Tx, writing: Writing, owner: str | None) -> Organisation | None:
    """The organisation an owner's name stands for, if the space or the termbase knows it."""
    if not owner or owner in writing.people:
        return None
    term = writing.termbase.organisation(owner)
    if term is not None:
        return organisations.ensure(tx, writing.space_id, term.all_forms(), confirmed=True)
    known = organisations.find_by_name(tx, [writing.space_id], owner)
    return organisations.get(tx, [writing.space_id], known[0]) if known else None
