"""Say "not mine": the person is taken off; their organisation stays, or an open question."""

from dataclasses import replace
from datetime import datetime

from bot.domain.errors import NotAllowed
from bot.domain.person import Viewer
from bot.domain.record import Action, Note, Owner
from bot.services.step import Step, change_details
from bot.store.actions import Details
from bot.store.database import Database, Tx


def release_action(db: Database, viewer: Viewer, item_id: int, *, now: datetime) -> Step:
    """Take the viewer off an action.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        NotAllowed: the viewer is not named on it; their organisation may be.
        Changed: somebody else was faster.
    """

    def released(_: Tx, note: Note, action: Action) -> Details:
        if all(one.person_id != viewer.person.id for one in action.owners):
            raise NotAllowed("not_yours", ref=next(one.ref for one in note.items if one.id == item_id))
        left = [_without(one, viewer.person.id) for one in action.owners]
        return Details.of(action).owned_by([one for one in left if one.organisation or one.person_id])

    return change_details(db, viewer, item_id, released, change="handed_over", now=now)


def _without(owner: Owner, person_id: int) -> Owner:
    if owner.person_id != person_id:
        return owner
    return replace(owner, person_id=None, person_name=None, said=None)
