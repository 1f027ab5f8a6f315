"""Ask for what takes longer than an answer may: reading a file into the glossary, sending it as a file."""

from datetime import datetime
from typing import NamedTuple

from bot.domain.errors import NotFound, Unreadable
from bot.domain.language import Language
from bot.domain.person import Viewer
from bot.domain.shared_file import SharedFile
from bot.domain.term_file import LARGEST, Format
from bot.store import access, jobs
from bot.store.database import Database

MEGABYTE = 1_000_000


class Asked(NamedTuple):
    """What names the request, where it is to be answered, in which language, and by whose installation."""

    key: str
    channel_id: str
    thread: str
    locale: Language
    home: str = ""  # the team whose installation was asked


def ask_import(db: Database, viewer: Viewer, space_id: int, file: SharedFile, asked: Asked, *, now: datetime) -> None:
    """Have a file read into the glossary of a space.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
        Unreadable: the file is too large.
    """
    if file.size > LARGEST:
        raise Unreadable("file_too_large", most=LARGEST // MEGABYTE)
    with db.read() as tx:
        access.must_write(tx, viewer, space_id)  # and once more when it is read
    _ask(db, "import_glossary", viewer, space_id, asked, {"file": list(file), "file_key": file.id}, now)


def ask_export(db: Database, viewer: Viewer, space_id: int, form: Format, asked: Asked, *, now: datetime) -> None:
    """Have the glossary of a space sent to the viewer as a file.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    _ask(db, "export_glossary", viewer, space_id, asked, {"form": form, "file_key": form}, now)


def _ask(
    db: Database, kind: str, viewer: Viewer, space_id: int, asked: Asked, more: dict[str, object], now: datetime
) -> None:
    if space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    person = viewer.person
    args = {
        "space": space_id,
        "person": person.id,
        "name": person.name,
        "team": person.slack.team_id,
        "user": person.slack.user_id,
        "channel": asked.channel_id,
        "thread": asked.thread,
        "locale": asked.locale,
        "home": asked.home,
        **more,
    }
    with db.write() as tx:
        jobs.add(tx, kind, f"{asked.key}:{more['file_key']}", args, now)
