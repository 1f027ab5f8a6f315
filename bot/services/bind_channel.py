"""Make a channel speak of a space that is there."""

from datetime import datetime

from bot.domain.errors import NotFound
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.record import Space
from bot.store import jobs, people, spaces
from bot.store.database import Database


def bind_channel(
    db: Database, viewer: Viewer, space_id: int, channel: SlackChannel, *, now: datetime
) -> tuple[Space, Channel]:
    """Bind a channel; everyone in it may then read the space.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.write() as tx:
        space = spaces.get(tx, viewer, space_id)
        if space is None:
            raise NotFound("no_space")
        bound = spaces.bind(tx, space.id, channel, now)
        people.join(tx, bound.id, viewer.person.id)
        jobs.add(tx, "members", str(bound.id), {"channel": bound.id}, now)
    return space, bound
