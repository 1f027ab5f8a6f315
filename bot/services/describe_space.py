"""What there is to say about a space: its languages, channels, organisations and people."""

from bot.domain.errors import NotFound
from bot.domain.person import Channel, SlackChannel, Viewer
from bot.domain.record import Organisation, Space, SpaceDescription
from bot.store import access, organisations, preferences, spaces
from bot.store.database import Database


def describe_space(db: Database, viewer: Viewer, space_id: int) -> SpaceDescription:
    """All about a space.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.read() as tx:
        space = spaces.get(tx, viewer, space_id)
        if space is None:
            raise NotFound("no_space")
        found = organisations.find(tx, space_id)
        readers = preferences.readers_of(tx, {one.contact_id for one in found if one.contact_id})
        here = preferences.spaces_of(tx, list(readers))  # who has left is nobody's contact person any more
        return SpaceDescription(
            space,
            spaces.channels(tx, [space_id]),
            found,
            organisations.members(tx, space_id),
            {
                one.id: readers[one.contact_id].person.name
                for one in found
                if one.contact_id and space_id in here.get(one.contact_id, ())
            },
        )


def describe_owned(db: Database, viewer: Viewer, space_id: int) -> SpaceDescription:
    """The same for whoever may change it.

    Raises:
        NotFound: the space is not there for this viewer.
        NotAllowed: it is for the owners.
    """
    with db.read() as tx:
        access.must_own(tx, viewer, space_id)
    return describe_space(db, viewer, space_id)


def list_spaces(db: Database, viewer: Viewer) -> tuple[Space, ...]:
    """The spaces the viewer may see."""
    with db.read() as tx:
        return spaces.find(tx, viewer)


def find_organisation(db: Database, viewer: Viewer, organisation_id: int) -> Organisation | None:
    """An organisation of a space the viewer may see."""
    with db.read() as tx:
        return organisations.get(tx, viewer.space_ids, organisation_id)


def channel_at(db: Database, viewer: Viewer, slack: SlackChannel) -> Channel | None:
    """The binding of a Slack channel whose space the viewer may see."""
    with db.read() as tx:
        channel = spaces.channel(tx, slack)
    return channel if channel and viewer.sees(channel.space_id) else None


def first_channel(db: Database, viewer: Viewer, space_id: int) -> Channel | None:
    """The channel in which a space is spoken of, the oldest one."""
    with db.read() as tx:
        return next(iter(spaces.channels(tx, viewer.space_ids & {space_id})), None)
