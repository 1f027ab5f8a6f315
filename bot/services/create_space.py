"""Make a space for a channel that has none."""

from datetime import datetime

from bot.domain.errors import Unreadable
from bot.domain.language import Language
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.record import Space
from bot.store import jobs, people, spaces
from bot.store.database import Database


def ensure_space(db: Database, name: str, *, now: datetime) -> Space:
    """The space of that name, made when there is none: for the terminal, whose user may see all."""
    with db.write() as tx:
        return spaces.find_by_name(tx, name) or spaces.add(tx, name, ("da", "zh"), now)


def create_space(
    db: Database, viewer: Viewer, name: str, languages: tuple[Language, ...], channel: SlackChannel, *, now: datetime
) -> tuple[Space, Channel]:
    """A new space, spoken of in the channel; who is in the channel is asked for.

    Raises:
        Unreadable: no name, or not two languages.
    """
    if not name.strip():
        raise Unreadable("space_without_name")
    if len(languages) < 2:  # noqa: PLR2004  a bridge has two ends
        raise Unreadable("space_needs_two_languages", typed=name)
    with db.write() as tx:
        space = spaces.add(tx, name.strip(), languages, now)
        bound = spaces.bind(tx, space.id, channel, now)
        people.join(tx, bound.id, viewer.person.id)
        jobs.add(tx, "members", str(bound.id), {"channel": bound.id}, now)
    return space, bound
