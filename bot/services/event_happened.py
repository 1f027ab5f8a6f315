"""Say that what an action waits for has happened: its clock starts."""

from dataclasses import replace
from datetime import date, datetime

from bot.domain.due import Due
from bot.domain.due_event import start_clock
from bot.domain.errors import Changed, NotAllowed
from bot.domain.language import LANGUAGES, Language, guess_language
from bot.domain.person import Viewer
from bot.domain.record import Action, Note
from bot.services import terms
from bot.services.owner_calendars import calendar_of_owners
from bot.services.step import Step, change_details, last_by
from bot.store.actions import Details
from bot.store.database import Database, Tx


def event_happened(db: Database, viewer: Viewer, item_id: int, on: date, *, now: datetime) -> Step:
    """Count when an action is due from the day of the event it waits for, in its owner's working days.

    Where the words say no length, its due date is an open question afterwards.

    Raises:
        NotFound: the item was removed, is no action, or is not there for this viewer.
        NotAllowed: it waits for no event.
        Changed: somebody has said so before; details name who, and when it was.
    """

    def started(tx: Tx, note: Note, action: Action) -> Details:
        ref = next(one.ref for one in note.items if one.id == item_id)
        if action.happened_on is not None:
            raise Changed("already_happened", ref=ref, who=last_by(tx, item_id))
        if action.due is None or action.due.precision != "event":
            raise NotAllowed("no_event", ref=ref)
        return Details.of(action)._replace(due=_counted(tx, note, action, action.due, on))

    return change_details(db, viewer, item_id, started, change="happened", now=now, happened_on=on)


def _counted(tx: Tx, note: Note, action: Action, due: Due, on: date) -> Due:
    text = next((one.text.language for one in note.items if one.id == action.item_id), note.language)
    termbase = terms.of_space(tx, note.space_id)
    calendar = calendar_of_owners(tx, note.space_id, termbase, action.owners, text)
    languages: tuple[Language, ...] = (text, note.language, guess_language(due.said), *LANGUAGES)
    for language in dict.fromkeys(languages):
        if found := start_clock(due.said, language, on, calendar=calendar):
            return replace(found.due, said=due.said)
    return Due(due.said, None, None, "unknown")
