"""Make a channel speak of a space that is there."""

from contextlib import AbstractContextManager
from datetime import datetime

from bot.domain.errors import NotAllowed, NotFound
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.record import Space
from bot.services.follow_channel import ask_anew
from bot.services.unbind_channel import is_last, still_speaks
from bot.store import access, audit, channels, people, spaces
from bot.store.database import AlreadyThere, Database, Tx


def bind_channel(
    db: Database, viewer: Viewer, space_id: int, channel: SlackChannel, *, now: datetime
) -> tuple[Space, Channel]:
    """Bind a channel; everyone in it may then read the space, and who does so owns both that and what was there.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for the owners; or the space that the channel spoke of would be lost to everyone.
    """
    try:
        return _bound(db, viewer, space_id, channel, now)
    except AlreadyThere:  # somebody else bound the channel at this very moment: it is theirs now
        return _bound(db, viewer, space_id, channel, now)


def _bound(db: Database, viewer: Viewer, space_id: int, channel: SlackChannel, now: datetime) -> tuple[Space, Channel]:
    with alone_with(db, channel), db.write() as tx:
        access.must_own(tx, viewer, space_id)
        space = spaces.get(tx, viewer, space_id)
        if space is None:
            raise NotFound("no_space")
        keep_reachable(tx, viewer, channel, space.id)
        bound = spaces.bind(tx, space.id, channel, now)
        people.join(tx, bound.id, viewer.person.id)
        ask_anew(tx, bound.id, channel, now)
        audit.changed(tx, viewer, space.id, now, f"channel:{bound.id}", detail="bound")
    return space, bound


def alone_with(db: Database, channel: SlackChannel) -> AbstractContextManager[None]:
    """Let nobody else bind the channel meanwhile, also one that has no row yet that could be held.

    Raises (on entering):
        DatabaseUnavailable: somebody else was at it for too long.
    """
    return db.alone_with(f"bind:{channel.channel_id}")


def keep_reachable(tx: Tx, viewer: Viewer, channel: SlackChannel, space_id: int = 0) -> None:
    """Make sure that a channel may change over to another space, and that the notes of the one it had can be read then.

    Raises:
        NotFound: the space it speaks of is not there for this viewer.
        NotAllowed: it is for the owners of that space, or it is the only channel of a space that has notes.
    """
    there = channels.named(tx, channel)
    if there is None or there.space_id == space_id:
        return
    access.must_own(tx, viewer, there.space_id)
    if not still_speaks(tx, there):
        raise NotFound("no_space")
    if is_last(tx, there) and spaces.is_used(tx, there.space_id):
        space = spaces.get(tx, viewer, there.space_id)
        raise NotAllowed("only_channel", name=space.name if space else "…")
