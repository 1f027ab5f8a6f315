"""Make a space for a channel that has none."""

from datetime import datetime

from bot.domain.errors import Unreadable
from bot.domain.language import Language
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.record import Space
from bot.services.bind_channel import keep_reachable
from bot.store import jobs, people, spaces
from bot.store.database import Database


def ensure_space(db: Database, name: str, channel: SlackChannel | None, *, now: datetime) -> Space:
    """The space of that name, made when there is none: for the terminal, whose user may see all.

    With a channel it is bound to it, so that the people there can read what is imported.
    """
    with db.write() as tx:
        space = spaces.find_by_name(tx, name) or spaces.add(tx, name, ("da", "zh"), now)
        if channel is not None:
            bound = spaces.bind(tx, space.id, channel, now)
            jobs.add(tx, "members", str(bound.id), {"channel": bound.id}, now)
    return space


def create_space(
    db: Database, viewer: Viewer, name: str, languages: tuple[Language, ...], channel: SlackChannel, *, now: datetime
) -> tuple[Space, Channel]:
    """A new space, spoken of in the channel; who is in the channel is asked for.

    Raises:
        Unreadable: no name, or not two languages.
        NotAllowed: the space that the channel spoke of would be lost to everyone.
    """
    if not name.strip():
        raise Unreadable("space_without_name")
    if len(languages) < 2:  # noqa: PLR2004  a bridge has two ends
        raise Unreadable("space_needs_two_languages", typed=name)
    with db.write() as tx:
        keep_reachable(tx, viewer, channel)
        space = spaces.add(tx, name.strip(), languages, now)
        bound = spaces.bind(tx, space.id, channel, now)
        people.join(tx, bound.id, viewer.person.id)
        jobs.add(tx, "members", str(bound.id), {"channel": bound.id}, now)
    return space, bound
