"""Set the day an action is due by, as picked from a calendar; the words that were said stay."""

from datetime import date, datetime

from bot.domain.due import Due
from bot.domain.person import Viewer
from bot.domain.record import Action, Note
from bot.services.step import Step, change_details
from bot.store.actions import Details
from bot.store.database import Database, Tx


def set_due_day(db: Database, viewer: Viewer, item_id: int, day: date, *, now: datetime) -> Step:
    """Say on which day an action is due.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        Changed: somebody else was faster.
    """

    def dated(_tx: Tx, _note: Note, action: Action) -> Details:
        said = action.due.said if action.due else day.isoformat()
        return Details.of(action)._replace(due=Due(said, day, day, "day"))

    return change_details(db, viewer, item_id, dated, change="edited", now=now)
