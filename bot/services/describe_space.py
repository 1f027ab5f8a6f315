"""What there is to say about a space: its languages, channels, organisations and people."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.errors import NotFound
from bot.domain.person import Channel, Viewer
from bot.domain.record import Organisation, Space
from bot.store import organisations, spaces
from bot.store.database import Database


@dataclass(frozen=True, slots=True)
class SpaceDescription:
    """A space with its partners; `members` gives each organisation's people by its id."""

    space: Space
    channels: tuple[Channel, ...]
    organisations: tuple[Organisation, ...]
    members: Mapping[int, tuple[str, ...]]


def describe_space(db: Database, viewer: Viewer, space_id: int) -> SpaceDescription:
    """All about a space.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.read() as tx:
        space = spaces.get(tx, viewer, space_id)
        if space is None:
            raise NotFound("no_space")
        return SpaceDescription(
            space,
            spaces.channels(tx, [space_id]),
            organisations.find(tx, space_id),
            organisations.members(tx, space_id),
        )


def list_spaces(db: Database, viewer: Viewer) -> tuple[Space, ...]:
    """The spaces the viewer may see."""
    with db.read() as tx:
        return spaces.find(tx, viewer)
