"""What the canvas of a channel shows, and what is known of that canvas."""

from datetime import datetime
from typing import NamedTuple

from bot.domain.errors import NotFound
from bot.domain.person import Channel, Viewer
from bot.domain.publication import Known, Publication
from bot.domain.record import ActionLine, Note, Space
from bot.domain.wiki import Reason
from bot.domain.wiki_page import PageName
from bot.services.collect_actions import collected
from bot.services.connect_wiki import CANVAS
from bot.store import audit, notes, pages, publications, spaces
from bot.store.actions import Wanted
from bot.store.database import Database
from bot.store.pages import Kept

NEWEST = 10  # meetings


class Mirror(NamedTuple):
    """A space for its channel; `channel` is None where that speaks of another space by now."""

    space: Space
    channel: Channel | None
    newest: tuple[Note, ...]
    actions: tuple[ActionLine, ...]
    known: Known | None


def read_mirror(db: Database, viewer: Viewer, publication: Publication) -> Mirror:
    """What is shared of a space: the newest meetings, and everything that is open.

    Raises:
        NotFound: the space is not there for this viewer, or is what a side keeps to itself.
    """
    with db.read() as tx:
        space = spaces.get(tx, viewer, publication.space_id)
        if space is None or space.parent_id is not None:
            raise NotFound("no_space")
        number = publication.address.removeprefix(CANVAS)
        channel = spaces.channel_of(tx, int(number)) if number.isdecimal() else None
        bound = channel if channel is not None and channel.space_id == space.id else None
        newest = notes.latest(tx, viewer, NEWEST)
        lines = collected(tx, viewer, Wanted(space_ids=frozenset({space.id})))
        known = pages.known(tx, publication.id).get(name_of(space))
    return Mirror(space, bound, newest, lines, known)


def name_of(space: Space) -> PageName:
    """The one page a canvas is; it is in all languages."""
    return PageName("canvas", space.languages[0])


def keep_mirror(
    db: Database,
    viewer: Viewer,
    publication: Publication,
    mirror: Mirror,
    canvas_id: str,
    source: str,
    *,
    now: datetime,
    reason: Reason | None = None,
) -> None:
    """Write down what became of the canvas; its words are not kept: nobody can read a canvas to compare them."""
    name = name_of(mirror.space)
    kept = Kept(name, mirror.space.name, "refused" if reason else "published", source, canvas_id, reason=reason)
    with db.write() as tx:
        pages.put(tx, publication.id, kept, now)
        if reason is None:
            publications.set_published(tx, publication.id, "", now)
            shown = [f"note:{note.id}" for note in mirror.newest]
            audit.exported(tx, viewer, mirror.space.id, now, *shown, detail="published to canvas")
