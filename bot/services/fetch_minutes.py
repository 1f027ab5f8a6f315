"""Ask for a file with minutes, which somebody sent along with a message, to be read into a space."""

from datetime import date, datetime

from bot.domain.errors import NotFound, Unreadable
from bot.domain.person import Channel, Viewer
from bot.domain.shared_file import SharedFile
from bot.services.fetch_glossary import MEGABYTE, Asked
from bot.store import access, jobs
from bot.store.database import Database

LARGEST = 1 * MEGABYTE  # bytes: a year of meetings
ENDINGS = (".md", ".markdown", ".txt")


def ask_minutes(
    db: Database, viewer: Viewer, channel: Channel, file: SharedFile, asked: Asked, today: date, *, now: datetime
) -> None:
    """Have a file read into the space of a channel, where its cards will stand.

    Args:
        db: the store.
        viewer: who sent it.
        channel: of the space.
        file: as Slack names it.
        asked: where to answer.
        today: for the writer; dates without a year count from it.
        now: the time.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: they only read there.
        Unreadable: the file is too large, or no text.
    """
    if not file.name.lower().endswith(ENDINGS):
        raise Unreadable("minutes_no_text", file=file.name)
    if file.size > LARGEST:
        raise Unreadable("file_too_large", most=LARGEST // MEGABYTE)
    if channel.space_id not in viewer.shared_ids:
        raise NotFound("no_space")
    args = {
        "space": channel.space_id,
        "bound": channel.id,
        "person": viewer.person.id,
        "name": viewer.person.name,
        "team": viewer.person.slack.team_id,
        "user": viewer.person.slack.user_id,
        "channel": asked.channel_id,
        "thread": asked.thread,
        "locale": asked.locale,
        "home": asked.home,
        "file": list(file),
        "today": today.isoformat(),
    }
    with db.write() as tx:
        access.must_write(tx, viewer, channel.space_id)  # and once more when it is read
        jobs.add(tx, "import_minutes", f"{asked.key}:{file.id}", args, now)
