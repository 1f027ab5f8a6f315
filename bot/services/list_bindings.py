"""The channels of a space: who knows them, by whom we post, whether we know who is in them, what is wrong."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.domain.bindings import Bindings, Bound, Workspace
from bot.domain.errors import NotFound
from bot.domain.person import SlackChannel, Viewer
from bot.store import access, channels, installations, spaces, waiting
from bot.store.channels import Binding
from bot.store.database import Database, Tx


def list_bindings(db: Database, viewer: Viewer, space_id: int, address: str) -> Bindings:
    """The channels of a space.

    Args:
        db: the store.
        viewer: who asks.
        space_id: the space.
        address: of the workspace by whose installation they ask: one of a token in the environment has no other name.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    with db.read() as tx:
        space = spaces.get(tx, viewer, space_id)
        if space is None or space.parent_id is not None:
            raise NotFound("no_space")
        names, bound = _names(tx), waiting.but_those_beside(tx, channels.of_space(tx, space_id))
        removable = len(bound) > 1 or not spaces.is_used(tx, space_id)
    found = tuple(_bound(one, names, urlsplit(address).hostname or "") for one in bound)
    return Bindings(space, found, viewer.standing(space_id).owns, removable)


def binding_of(db: Database, viewer: Viewer, channel_id: int, address: str) -> tuple[Bindings, Bound]:
    """One channel of a space the viewer sees, with the others.

    Raises:
        NotFound: it is bound no more, or its space is not there for this viewer.
    """
    with db.read() as tx:
        bound = channels.get(tx, channel_id)
    if bound is None:
        raise NotFound("no_space")
    listed = list_bindings(db, viewer, bound.space_id, address)
    for one in listed.channels:
        if one.id == channel_id:
            return listed, one
    raise NotFound("no_space")


def owned_binding(db: Database, viewer: Viewer, channel_id: int, address: str) -> tuple[Bindings, Bound]:
    """The same for whoever is about to change it.

    Raises:
        NotFound: it is bound no more, or its space is not there for this viewer.
        NotAllowed: it is for the owners.
    """
    found = binding_of(db, viewer, channel_id, address)
    with db.read() as tx:
        access.must_own(tx, viewer, found[0].space.id)
    return found


def _names(tx: Tx) -> Mapping[str, str]:
    return {one.team_id: one.team_name for one in installations.all_of_them(tx)}


def _bound(one: Binding, names: Mapping[str, str], host: str) -> Bound:
    def workspace(name: SlackChannel) -> Workspace:
        return Workspace(names.get(name.team_id) or host or name.team_id, name)

    others = tuple(workspace(name) for name in one.names if name != one.speaks)
    told = (one.is_shared, one.is_known, one.members_at, one.trouble)
    return Bound(one.id, workspace(one.speaks), others, *told)
