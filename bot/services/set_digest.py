"""Change how the channel in which somebody asks gets its digest."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.domain.digest_change import DigestChange
from bot.domain.person import Viewer
from bot.domain.preferences import DigestChannel
from bot.services.read_digest import channel_of
from bot.store import access, audit, digests
from bot.store.database import Database


class SetDigest(NamedTuple):
    """The channel as it is now, and whether anything is other than before."""

    found: DigestChannel
    changed: bool


def set_digest(db: Database, viewer: Viewer, change: DigestChange, *, now: datetime) -> SetDigest:
    """Keep what was chosen; everybody in the channel may choose, but who only reads.

    Raises:
        NotFound: the channel belongs to no space of the viewer's.
        NotAllowed: they only read there.
    """
    with db.write() as tx:
        found = channel_of(tx, viewer)
        access.must_write(tx, viewer, found.channel.space_id)
        chosen = change.of_channel(found)
        if chosen == found.settings:
            return SetDigest(found, changed=False)
        digests.put(tx, found.channel.id, chosen, viewer.person.name, now)
        audit.changed(
            tx, viewer, found.channel.space_id, now, f"channel:{found.channel.id}", detail="settings of the digest"
        )
    return SetDigest(replace(found, settings=chosen), changed=True)
