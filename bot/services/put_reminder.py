"""Put a reminder together: what its reader has to know today, as everything stands now."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.mailing import Mailing, Reminded
from bot.domain.preferences import Reader
from bot.domain.reminding import ReminderLine
from bot.services.due_reminders import due_reminders
from bot.store import actions, mailings, preferences, reminders
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder for one person; `told` is what they will have been told by it."""

    reader: Reader
    lines: tuple[ReminderLine, ...]
    told: tuple[Reminded, ...]


def put_reminder(db: Database, mailing: Mailing, *, now: datetime) -> Reminder | None:
    """The reminder of a mailing; None where nothing is left to say.

    What it is about is kept when the first attempt begins. A later one may leave out what has changed
    meanwhile, but adds nothing: the first may have arrived although nobody told us.
    """
    with db.read() as tx:
        reader = preferences.readers_of(tx, [mailing.recipient]).get(mailing.recipient)
        if reader is None:
            return None
        due = due_reminders(tx, [reader], {reader.person.id: mailing.day}, now).get(reader.person.id, ())
        if mailing.contents is not None:
            due = tuple(one for one in due if (one.item_id, one.why) in mailing.contents)
        by_id = {line.item.id: line for line in actions.lines(tx, [one.item_id for one in due])}
    lines = tuple(ReminderLine(by_id[one.item_id], one.why) for one in due if one.item_id in by_id)
    return Reminder(reader, lines, due) if lines else None


def begun(db: Database, mailing: Mailing, reminder: Reminder) -> None:
    """Keep what a reminder is about, at the first attempt to send it."""
    if mailing.contents is None:
        with db.write() as tx:
            mailings.set_contents(tx, mailing.id, [(one.item_id, one.why) for one in reminder.told])


def sent(db: Database, mailing: Mailing, reminder: Reminder, ts: str, *, now: datetime) -> None:
    """Keep that a reminder was sent, and what its reader was told by it."""
    with db.write() as tx:
        reminders.add(tx, reminder.told)
        mailings.close(tx, mailing.id, "sent", now, ts)
