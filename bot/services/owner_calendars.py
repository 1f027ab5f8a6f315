"""Whose working days an owner keeps: a person's own, an organisation's contact's, its country's, its people's."""

from collections.abc import Mapping, Sequence

from bot.domain.due import Calendar
from bot.domain.language import Language
from bot.domain.preferences import Reader
from bot.domain.record import Organisation, Owner
from bot.domain.termbase import Termbase
from bot.store import organisations, preferences
from bot.store.database import Tx


def calendars_by_name(tx: Tx, space_id: int, termbase: Termbase, people: Mapping[str, int]) -> Mapping[str, Calendar]:
    """The calendars of everybody who is known by name in a space, as far as they are known."""
    here = organisations.find(tx, space_id)
    works = organisations.member_ids(tx, space_id)
    contacts = [one.contact_id for one in here if one.contact_id]
    readers = preferences.readers_of(tx, {*people.values(), *contacts, *(one for own in works.values() for one in own)})
    found = {name: kept for name, person_id in people.items() if (kept := _own(readers.get(person_id)))}
    for organisation in here:
        members = [readers[person_id] for person_id in works.get(organisation.id, ())]
        contact = readers.get(organisation.contact_id or 0)
        if calendar := _of_organisation(organisation, termbase, contact, members):
            found |= dict.fromkeys(organisation.names.values(), calendar)
    return found


def calendar_of_owners(
    tx: Tx, space_id: int, termbase: Termbase, owners: Sequence[Owner], language: Language
) -> Calendar:
    """The calendar of the first of some owners of whom one is known; else that of a language's country."""
    people = {one.person_name: one.person_id for one in owners if one.person_name and one.person_id}
    known = calendars_by_name(tx, space_id, termbase, people)
    for owner in owners:
        names = [owner.person_name or "", *(owner.organisation.names.values() if owner.organisation else ())]
        for name in names:
            if calendar := known.get(name) or _country(termbase, name):
                return calendar
    return "CN" if language == "zh" else "DK"


def _of_organisation(
    organisation: Organisation, termbase: Termbase, contact: Reader | None, members: Sequence[Reader]
) -> Calendar | None:
    if kept := _own(contact):
        return kept
    for name in organisation.names.values():
        if country := _country(termbase, name):
            return country
    theirs = {calendar for one in members if (calendar := _own(one))}
    return theirs.pop() if len(theirs) == 1 else None


def _country(termbase: Termbase, name: str) -> Calendar | None:
    term = termbase.organisation(name) if name else None
    return term.country if term else None


def _own(reader: Reader | None) -> Calendar | None:
    """Somebody's calendar, where anything tells it: what they chose, their clock, their language."""
    if reader is None:
        return None
    person, chosen = reader.person, reader.preferences
    tells = chosen.calendar or chosen.zone or person.zone or person.language or person.guessed
    return reader.calendar if tells else None
