"""Ask for the whole record of a space as a file, which a job makes and sends to whoever asked."""

from datetime import datetime

from bot.domain.person import Viewer
from bot.services.fetch_glossary import Asked
from bot.store import access, jobs
from bot.store.database import Database


def ask_record(db: Database, viewer: Viewer, space_id: int, asked: Asked, *, now: datetime) -> None:
    """Have it sent to the viewer alone; whether they may still have it is found out again when that is done.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for its owners.
    """
    args = {"person": viewer.person.id, "space": space_id, "locale": asked.locale}
    with db.write() as tx:
        access.must_own(tx, viewer, space_id)
        jobs.add(tx, "export_record", f"{asked.key}:{space_id}", args, now)
