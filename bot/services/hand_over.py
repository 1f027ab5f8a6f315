"""Hand an action over to somebody else, or ask them along; who has it now is to be told."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.domain.errors import Changed, NotFound, Unreadable
from bot.domain.person import SlackUser, Viewer
from bot.domain.preferences import Reader
from bot.domain.record import Action, Note, Owner
from bot.services.owners import employer
from bot.services.step import Step, change_details
from bot.store import inner, organisations, people, preferences
from bot.store.actions import Details
from bot.store.database import Database, Tx


class Heir(NamedTuple):
    """To whom: a person, an organisation, or both; `beside` those who have it now, or in the lead's place."""

    user: SlackUser | None = None
    organisation_id: int | None = None
    beside: bool = False


class HandedOver(NamedTuple):
    """What was done, and who is to hear of it."""

    step: Step
    to: Owner
    tell: tuple[Reader, ...]


def hand_over(db: Database, viewer: Viewer, item_id: int, heir: Heir, *, now: datetime) -> HandedOver:
    """Give an action another owner; somebody of one organisation brings that along.

    Raises:
        NotFound: the item is not there for this viewer, or the new owner does not see it.
        Unreadable: nobody was named.
        Changed: they have it already, or somebody else was faster.
    """
    new: list[Owner] = []

    def handed(tx: Tx, note: Note, action: Action) -> Details:
        new.append(_owner(tx, note.space_id, heir))
        owners = _after(action.owners, new[0], beside=heir.beside)
        if _ids(owners) == _ids(action.owners):
            raise Changed("already_theirs", ref=next(one.ref for one in note.items if one.id == item_id))
        return Details.of(action).owned_by(owners)

    step = change_details(db, viewer, item_id, handed, change="handed_over", now=now)
    return HandedOver(step, new[0], _to_tell(db, viewer, step.note.space_id, new[0]))


def _owner(tx: Tx, space_id: int, heir: Heir) -> Owner:
    if heir.user is None and heir.organisation_id is None:
        raise Unreadable("owner_missing")
    here = {one.id: one for one in organisations.find(tx, space_id)}
    if heir.organisation_id is not None and heir.organisation_id not in here:
        raise NotFound("no_organisation")
    organisation = here.get(heir.organisation_id or 0)
    if heir.user is None:
        return Owner(organisation)
    person = people.find(tx, heir.user)
    if person is None or space_id not in inner.records_of(tx, [person.id])[person.id]:
        raise NotFound("person_not_here" if inner.parent_of(tx, space_id) is None else "person_not_inside")
    theirs = employer(tx, person.id, here)
    return Owner(organisation or here.get(theirs or 0), person.id, person.name)


def _after(owners: Sequence[Owner], new: Owner, *, beside: bool) -> list[Owner]:
    others = [one for one in owners[0 if beside else 1 :] if _ids([one]) != _ids([new])]
    if not beside:
        return [new, *others]
    for at, one in enumerate(others):  # somebody of an organisation that has it already
        if one.person_id is None and one.organisation and one.organisation == new.organisation:
            return [*others[:at], new, *others[at + 1 :]]
    return [*others, new]


def _ids(owners: Sequence[Owner]) -> list[tuple[int | None, int | None, str | None]]:
    return [
        (
            one.organisation.id if one.organisation else None,
            one.person_id,
            None if one.organisation or one.person_id else one.said,
        )
        for one in owners
    ]


def _to_tell(db: Database, viewer: Viewer, space_id: int, owner: Owner) -> tuple[Reader, ...]:
    """The person, else whoever is the organisation's contact; nobody is told of what they did themselves.

    A contact person who has left the space hears nothing of it.
    """
    told = owner.person_id or (owner.organisation.contact_id if owner.organisation else None)
    if told is None or told == viewer.person.id:
        return ()
    with db.read() as tx:
        sees_it = space_id in inner.records_of(tx, [told])[told]
        return tuple(preferences.readers_of(tx, [told]).values()) if sees_it else ()
