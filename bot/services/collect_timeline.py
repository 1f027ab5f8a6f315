"""The coming half-year of what somebody may see."""

from datetime import date

from bot.domain.grammar import ActionFilter
from bot.domain.person import Viewer
from bot.domain.record import ActionLine
from bot.domain.timeline import Timeline, timeline_of
from bot.services.list_actions import wanted_by
from bot.store import actions, spaces
from bot.store.database import Database, Tx

AT_ONCE = 5000  # ids in one question


def collect_timeline(
    db: Database, viewer: Viewer, *, today: date, asked: ActionFilter | None = None, chosen: str = ""
) -> Timeline:
    """The timeline of the spaces the viewer may see, or of the space of the channel they ask in.

    The questions to the store are as many for one action as for five thousand.

    Args:
        db: the store.
        viewer: who asks; `keeper(space_id)` for what a channel is shown.
        today: the day it is for them.
        asked: which actions; all that are open where None.
        chosen: the words that said so, for the title.
    """
    here = viewer.channel.space_id if viewer.channel else None
    with db.read() as tx:
        names = [space.name for space in spaces.find(tx, viewer) if here in {None, space.id}]
        lines = _lines(tx, viewer, asked or ActionFilter(), today)
    return timeline_of(lines, today, names, chosen)


def _lines(tx: Tx, viewer: Viewer, asked: ActionFilter, today: date) -> list[ActionLine]:
    ids = actions.find_ids(tx, viewer, wanted_by(tx, viewer, asked, today))
    some = (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE))
    return [line for few in some for line in actions.lines(tx, few, viewer)]
