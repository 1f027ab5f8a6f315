"""Ask to be forgotten: a job does it, once the answer has arrived."""

from datetime import datetime, timedelta

from bot.domain.person import Viewer
from bot.services.forget_person import keep_owned
from bot.store import jobs
from bot.store.database import Database

AFTER_ANSWER = timedelta(seconds=5)  # afterwards nobody knows whom to tell


def may_be_forgotten(db: Database, viewer: Viewer) -> None:
    """Make sure that the viewer can be forgotten now, before they are asked whether they mean it.

    Raises:
        NotAllowed: they are the only owner of a space in which others are; details name it.
    """
    with db.read() as tx:
        keep_owned(tx, viewer.person.id)


def ask_forgetting(db: Database, viewer: Viewer, *, now: datetime) -> None:
    """Have the viewer forgotten in a moment.

    Raises:
        NotAllowed: they are the only owner of a space in which others are; details name it.
    """
    with db.write() as tx:
        keep_owned(tx, viewer.person.id)
        args = {"person": viewer.person.id}
        jobs.add(tx, "forget", str(viewer.person.id), args, now, run_after=now + AFTER_ANSWER)
