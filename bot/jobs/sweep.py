"""Find work that a crash may have left without a job, and clear away what is long done."""

from datetime import datetime, timedelta

from bot.store import deliveries, jobs, mailings, notes, spaces
from bot.store.database import Database

KEPT = timedelta(days=7)
GIVEN_UP = timedelta(days=2)  # by then the day of a mailing is over everywhere
PASSED = 6  # days that are looked back: fewer than done jobs are kept, so that each card is asked for once
MAILED = timedelta(days=60)  # that long it can be told what was sent, and why
PAUSE = timedelta(hours=1)  # what no engine could translate is not asked for every minute


def sweep(db: Database, now: datetime) -> None:
    """Ask again for every translation and card that is still missing."""
    with db.write() as tx:
        for space_id, note_id in notes.waiting(tx):
            jobs.ensure(tx, "translate", str(note_id), {"space": space_id, "note": note_id}, now, PAUSE)
        for space_id, note_id in notes.without_card(tx):
            jobs.ensure(tx, "card", str(note_id), {"space": space_id, "note": note_id}, now)
        for mailing_id, kind in mailings.waiting(tx):
            jobs.ensure(tx, kind, str(mailing_id), {"mailing": mailing_id}, now)
        mailings.give_up(tx, now.date() - GIVEN_UP)
        mailings.forget(tx, now.date() - MAILED)
        jobs.forget_done(tx, now - KEPT)
        deliveries.forget(tx, now - KEPT)


def look_what_has_passed(db: Database, now: datetime) -> None:
    """Have the cards say "was expected" of what is past and did not happen: nobody did anything that would."""
    first, last = (now.date() - timedelta(days=days) for days in (PASSED, 1))
    with db.write() as tx:
        for space_id, note_id, day in notes.with_passed(tx, first, last):
            jobs.ensure(tx, "card", f"{note_id}:passed:{day}", {"space": space_id, "note": note_id}, now, KEPT)


def look_who_is_there(db: Database, now: datetime) -> None:
    """Ask Slack once an hour who is in each channel: somebody may have left while nobody was told."""
    with db.write() as tx:
        for channel_id in spaces.bound_channels(tx):
            jobs.ensure(tx, "members", f"{channel_id}:{now:%Y-%m-%dT%H}", {"channel": channel_id}, now, KEPT)
