"""The space that a record belongs to, for whoever may see it: of what a side keeps to itself, the space it is of."""

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.record import Space
from bot.store import spaces
from bot.store.database import Database, Tx


def whole_space(db: Database, viewer: Viewer, space_id: int) -> Space:
    """That space.

    Raises:
        NotFound: it is not there for this viewer.
    """
    with db.read() as tx:
        space = spaces.get(tx, viewer, space_id)
        if space is not None and space.parent_id is not None:
            space = spaces.get(tx, viewer, space.parent_id)
    if space is None:
        raise NotFound("no_space")
    return space


def space_in(tx: Tx, viewer: Viewer, space_id: int) -> Space:
    """A space that both sides share, within a transaction.

    Raises:
        NotFound: it is not there for this viewer, or is what one side keeps to itself.
    """
    space = spaces.get(tx, viewer, space_id)
    if space is None or space.parent_id is not None:
        raise NotFound("no_space")
    return space
