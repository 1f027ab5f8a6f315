"""Say "I take it": the person stands beside their organisation, or joins those who were to do it."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import Changed
from bot.domain.person import Viewer
from bot.domain.record import Action, Note, Owner
from bot.services.step import Step, change_details
from bot.store import organisations
from bot.store.actions import Details
from bot.store.database import Database, Tx


def claim_action(db: Database, viewer: Viewer, item_id: int, *, now: datetime) -> Step:
    """Put the viewer among the owners of an action.

    Where their organisation is to do it they are its person; else they take the lead, beside an organisation
    that was to do it. That somebody works for an organisation is never made up.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: the viewer, or somebody else, has taken it before; details name them.
    """

    def claimed(tx: Tx, note: Note, action: Action) -> Details:
        ref = next(one.ref for one in note.items if one.id == item_id)
        if any(one.person_id == viewer.person.id for one in action.owners):
            raise Changed("already_yours", ref=ref)
        return Details.of(action).owned_by(_with(tx, viewer, note, action, ref))

    return change_details(db, viewer, item_id, claimed, change="claimed", now=now)


def _with(tx: Tx, viewer: Viewer, note: Note, action: Action, ref: str) -> list[Owner]:
    """The owners, with the viewer in their place."""
    here = {one.id: one for one in organisations.find(tx, note.space_id)}
    theirs = [here[one] for one in organisations.of_person(tx, viewer.person.id) if one in here]
    me = Owner(theirs[0] if len(theirs) == 1 else None, viewer.person.id, viewer.person.name)
    owners = list(action.owners)
    place = next((at for at, one in enumerate(owners) if one.organisation in theirs), None)
    faster = owners[place or 0] if owners else Owner()
    if faster.person_id is not None:
        raise Changed("already_claimed", ref=ref, who=faster.person_name or "…")
    if place is None:
        return [me, *owners]
    owners[place] = replace(owners[place], person_id=viewer.person.id, person_name=viewer.person.name)
    return owners
