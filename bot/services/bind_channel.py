"""Make a channel speak of a space that is there."""

from datetime import datetime

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.record import Space
from bot.store import jobs, people, spaces
from bot.store.database import Database, Tx


def bind_channel(
    db: Database, viewer: Viewer, space_id: int, channel: SlackChannel, *, now: datetime
) -> tuple[Space, Channel]:
    """Bind a channel; everyone in it may then read the space.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: the space that the channel spoke of would be lost to everyone.
    """
    with db.write() as tx:
        space = spaces.get(tx, viewer, space_id)
        if space is None:
            raise NotFound("no_space")
        keep_reachable(tx, viewer, channel, space.id)
        bound = spaces.bind(tx, space.id, channel, now)
        people.join(tx, bound.id, viewer.person.id)
        jobs.add(tx, "members", str(bound.id), {"channel": bound.id}, now)
    return space, bound


def keep_reachable(tx: Tx, viewer: Viewer, channel: SlackChannel, space_id: int = 0) -> None:
    """Make sure that the notes of the space a channel speaks of can be read when it changes over to another one.

    Raises:
        NotAllowed: it is the only channel of a space that has notes.
    """
    there = spaces.channel(tx, channel)
    if there is None or there.space_id == space_id or not spaces.has_notes(tx, there.space_id):
        return
    if len(spaces.channels(tx, [there.space_id])) == 1:
        space = spaces.get(tx, viewer, there.space_id)
        raise NotAllowed("only_channel", name=space.name if space else "…")
