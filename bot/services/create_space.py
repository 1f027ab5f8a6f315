"""Make a space for a channel that has none."""

from datetime import datetime

from bot.domain.errors import Unreadable
from bot.domain.language import Language
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.record import Space
from bot.services.bind_channel import alone_with, keep_reachable
from bot.services.follow_channel import ask_anew
from bot.store import audit, people, roles, spaces
from bot.store.database import AlreadyThere, Database


def ensure_space(db: Database, name: str, channel: SlackChannel | None, *, now: datetime) -> Space:
    """The space of that name, made when there is none: for the terminal, whose user may see all.

    With a channel it is bound to it, so that the people there can read what is imported.
    """
    with db.write() as tx:
        space = spaces.find_by_name(tx, name) or spaces.add(tx, name, ("da", "zh"), now)
        if channel is not None:
            bound = spaces.bind(tx, space.id, channel, now)
            ask_anew(tx, bound.id, channel, now)
    return space


def create_space(
    db: Database, viewer: Viewer, name: str, languages: tuple[Language, ...], channel: SlackChannel, *, now: datetime
) -> tuple[Space, Channel]:
    """A new space, owned by the viewer and spoken of in the channel; who is in the channel is asked for.

    Raises:
        Unreadable: no name, or not two languages.
        NotAllowed: the space that the channel spoke of has other owners, or would be lost to everyone.
    """
    if not name.strip():
        raise Unreadable("space_without_name")
    if len(languages) < 2:  # noqa: PLR2004  a bridge has two ends
        raise Unreadable("space_needs_two_languages", typed=name)
    try:
        return _created(db, viewer, name.strip(), languages, channel, now)
    except AlreadyThere:  # somebody else bound the channel at this very moment: it is theirs now
        return _created(db, viewer, name.strip(), languages, channel, now)


def _created(
    db: Database, viewer: Viewer, name: str, languages: tuple[Language, ...], channel: SlackChannel, now: datetime
) -> tuple[Space, Channel]:
    with alone_with(db, channel), db.write() as tx:
        keep_reachable(tx, viewer, channel)
        space = spaces.add(tx, name, languages, now)
        bound = spaces.bind(tx, space.id, channel, now)
        people.join(tx, bound.id, viewer.person.id)
        roles.set_role(tx, space.id, viewer.person.id, "owner")
        ask_anew(tx, bound.id, channel, now)
        audit.changed(tx, viewer, space.id, now, f"space:{space.id}", f"channel:{bound.id}", detail="created")
    return space, bound
