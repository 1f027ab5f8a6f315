"""Find work that a crash may have left without a job, and clear away what is long done."""

from datetime import datetime, timedelta

from bot.services.ask_publishing import plan_publishing
from bot.slack.refreshing import AHEAD
from bot.store import attendance, channels, deliveries, installations, jobs, mailings, notes, profiles
from bot.store.database import Database

KEPT = timedelta(days=7)
GIVEN_UP = timedelta(days=2)  # by then the day of a mailing is over everywhere
PASSED = 6  # days that are looked back: fewer than done jobs are kept, so that each card is asked for once
MAILED = timedelta(days=60)  # that long it can be told what was sent, and why
ASKED = timedelta(hours=1)  # that long a list of who is in a channel is not asked for again
BELIEVED = timedelta(days=1)  # that long what Slack told of who is where counts while it cannot be asked
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


def look_what_to_publish(db: Database, now: datetime) -> None:
    """Once an hour, publish the spaces whose owners want that."""
    plan_publishing(db, now=now)


def look_what_is_old(db: Database, now: datetime) -> None:
    """Once a day, remove what was kept for long enough."""
    with db.write() as tx:
        jobs.ensure(tx, "keep", f"{now.date()}", {}, now, KEPT)


def look_what_has_passed(db: Database, now: datetime) -> None:
    """Have the cards say "was expected" of what is past and did not happen: nobody did anything that would."""
    first, last = (now.date() - timedelta(days=days) for days in (PASSED, 1))
    with db.write() as tx:
        for space_id, note_id, day in notes.with_passed(tx, first, last):
            jobs.ensure(tx, "card", f"{note_id}:passed:{day}", {"space": space_id, "note": note_id}, now, KEPT)


def look_whose_token_ends(db: Database, now: datetime) -> None:
    """Have the tokens renewed that end soon; where that fails it is tried again ten minutes later."""
    with db.read() as tx:
        ending = installations.expiring(tx, now + AHEAD)
    if ending:
        with db.write() as tx:
            jobs.ensure(tx, "tokens", f"{now:%Y-%m-%dT%H}:{now.minute // 10}", {}, now, KEPT)


def look_who_is_there(db: Database, now: datetime) -> None:
    """Ask Slack again who is in each channel, what became of it, and who its people are.

    Somebody may have left, or a channel may be shared no more, while nobody was told. Where Slack could not be asked
    for a day nobody is known to be, and of whom it told nothing for a day nobody can say whether they are a guest.
    """
    hour, half_day = f"{now:%Y-%m-%dT%H}", f"{now:%Y-%m-%d}{now.hour // 12}"
    with db.write() as tx:
        for channel_id in attendance.due_for_a_look(tx, now - ASKED):
            jobs.ensure(tx, "members", f"{channel_id}:{hour}", {"channel": channel_id}, now, KEPT)
        for name in channels.all_names(tx):
            args = {"team": name.team_id, "channel": name.channel_id}
            jobs.ensure(tx, "channel", f"{name.team_id}:{name.channel_id}:{half_day}", args, now, KEPT)
        jobs.ensure(tx, "people", f"again:{hour}", {}, now, KEPT)


def hide_what_is_old(db: Database, now: datetime) -> None:
    """Believe nothing that Slack told more than a day ago of who is where: when it cannot be known, nobody is."""
    with db.write() as tx:
        attendance.hide_unasked(tx, now - BELIEVED)
        profiles.doubt(tx, now - BELIEVED)
