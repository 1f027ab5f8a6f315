"""Plan the digests and reminders that are due now; each is planned once, whoever asks how often."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.mailing import MailingKind, Planned
from bot.domain.preferences import Reader
from bot.domain.schedule import digest_now, personal_now, reminder_now
from bot.services.due_reminders import due_reminders
from bot.store import attendance, digests, jobs, mailings, preferences
from bot.store.database import Database, Tx

SETTLED = timedelta(seconds=10)  # what was begun later may not be written yet: it is news of the next digest
BACK = timedelta(days=2)  # as many days as lie between the first and the last place on earth, and one


def plan_mailings(db: Database, *, now: datetime) -> int:
    """Plan what is due and not planned yet, with a job for each; gives how many messages that is.

    Of a person whom nothing is to be told that is kept as well: they are asked about once a day.
    """
    planned = due_mailings(db, now=now)
    if not planned:
        return 0
    with db.write() as tx:
        return sum(_keep(tx, kind, planned, now) for kind in ("digest", "personal", "reminder"))


def due_mailings(db: Database, *, now: datetime) -> list[Planned]:
    """What is due and not planned yet."""
    with db.read() as tx:
        channels = digests.channels(tx)
        readers = preferences.readers(tx)
        known = mailings.days(tx, now.date() - BACK)
        planned = [one for one in (digest_now(channel, now) for channel in channels) if one]
        planned += [one for one in (personal_now(reader, now) for reader in readers) if one]
        asked = [(reader, one) for reader in readers if (one := reminder_now(reader, now))]
        asked = [(reader, one) for reader, one in asked if (one.kind, one.recipient, one.day) not in known]
        planned = [one for one in planned if (one.kind, one.recipient, one.day) not in known]
        return [*planned, *_reminders(tx, asked, now)]


def _reminders(tx: Tx, asked: Sequence[tuple[Reader, Planned]], now: datetime) -> list[Planned]:
    """A message for whom there is something to tell; for the others, that there is nothing.

    Who may have something to do where Slack has yet to tell who is there gets one as well: its job waits for that.
    """
    if not asked:
        return []
    days = {reader.person.id: one.day for reader, one in asked}
    unasked = attendance.unasked(tx, list(days)).keys()
    due = due_reminders(tx, [reader for reader, _ in asked], days, now)
    told = due.keys() | unasked | attendance.unasked(tx, list(days)).keys()  # who was hidden meanwhile is among them
    return [one if one.recipient in told else one._replace(state="empty") for _, one in asked]


def _keep(tx: Tx, kind: MailingKind, planned: Sequence[Planned], now: datetime) -> int:
    of_kind = [one for one in planned if one.kind == kind]
    told = mailings.told_until(tx, kind, [one.recipient for one in of_kind])
    count = 0
    for one in of_kind:
        mailing_id = mailings.add(tx, one, told.get(one.recipient), now - SETTLED)
        if mailing_id is not None and one.state == "planned":
            jobs.add(tx, kind, str(mailing_id), {"mailing": mailing_id}, now)
            count += 1
    return count
