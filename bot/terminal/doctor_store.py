"""What the doctor looks at in the store: whether it is there, of this version, can be written, and has room."""

from collections.abc import Iterator
from contextlib import closing

from bot.store.database import Database, DatabaseUnavailable
from bot.store.examine import can_be_made, file_of, free_space, is_writable, time_of
from bot.store.migrate import is_findable, is_known, revisions
from bot.terminal.doctor_slack import MOST_APART
from bot.terminal.finding import Finding, Patient, note, ok, wrong

LEAST_FREE = 500  # megabytes


def store(patient: Patient) -> Iterator[Finding]:
    """Look at a store that is there, and make none where there is none."""
    path = file_of(patient.settings.database_url)
    if path is not None and not path.exists():
        found = "store_none" if can_be_made(path) else "store_impossible"
        yield note(found, file=str(path)) if found == "store_none" else wrong(found, file=str(path))
    else:
        with closing(Database(patient.settings.database_url)) as db:
            yield from _opened(patient, db)
    if path is not None:
        free = free_space(path) // 1_000_000
        yield ok("disk_ok", megabytes=free) if free >= LEAST_FREE else wrong("disk_low", megabytes=free)


def _opened(patient: Patient, db: Database) -> Iterator[Finding]:
    try:
        found = revisions(db)
        there = time_of(db)
    except DatabaseUnavailable as problem:
        yield wrong("store_unreachable", why=str(problem))
        return
    yield ok("store_ok", kind="SQLite" if db.is_embedded else "PostgreSQL")
    if found.of_store == found.of_code:
        yield ok("revision_ok")
        yield ok("search_ok") if is_findable(db) else wrong("search_old")
        yield ok("store_writable") if is_writable(db, patient.clock()) else wrong("store_readonly")
    elif is_known(found.of_store):
        yield wrong("revision_old")
    else:
        yield wrong("revision_newer", revision=found.of_store)
    apart = round((patient.clock() - there).total_seconds()) if there else 0
    if abs(apart) > MOST_APART:
        yield wrong("store_clock_wrong", seconds=apart)
