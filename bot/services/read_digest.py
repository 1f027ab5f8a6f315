"""How the channel in which somebody asks wants its digest."""

from bot.domain.errors import NotFound
from bot.domain.person import Viewer
from bot.domain.preferences import DigestChannel
from bot.store import digests
from bot.store.database import Database, Tx


def read_digest(db: Database, viewer: Viewer) -> DigestChannel:
    """The channel with its settings.

    Raises:
        NotFound: it belongs to no space of the viewer's.
    """
    with db.read() as tx:
        return channel_of(tx, viewer)


def channel_of(tx: Tx, viewer: Viewer) -> DigestChannel:
    """The same, within a transaction.

    Raises:
        NotFound: the channel belongs to no space of the viewer's.
    """
    if viewer.channel is None or not viewer.sees(viewer.channel.space_id):
        raise NotFound("no_space")
    return DigestChannel(viewer.channel, digests.of_channel(tx, viewer.channel.id))
