"""Say that an action is only expected, or that it is one after all."""

from datetime import datetime

from bot.domain.errors import Changed
from bot.domain.person import Viewer
from bot.domain.record import Action, Note
from bot.services.step import Step, change_details, last_by
from bot.store.actions import Details
from bot.store.database import Database, Tx


def set_expected(db: Database, viewer: Viewer, item_id: int, *, expected: bool, now: datetime) -> Step:
    """Make an action an expectation, or an expectation an action.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: it is so already.
    """

    def softened(tx: Tx, note: Note, action: Action) -> Details:
        if action.expected == expected:
            ref = next(one.ref for one in note.items if one.id == item_id)
            raise Changed("item_changed_since", ref=ref, who=last_by(tx, item_id))
        return Details.of(action)._replace(expected=expected)

    return change_details(db, viewer, item_id, softened, change="edited", now=now)
