"""A space at a glance: its newest meetings, what is to be done next, its newest agreements."""

from dataclasses import replace

from bot.domain.pages import Overview
from bot.domain.person import Viewer
from bot.services.list_agreements import agreements_in
from bot.services.list_board import actions_in
from bot.services.list_meetings import meetings_in
from bot.services.whole_space import space_in
from bot.store import boards, trips
from bot.store.boards import Picked
from bot.store.database import Database

FEW = 8


def read_space(db: Database, viewer: Viewer, space_id: int) -> Overview:
    """All of it, with what their side keeps to itself, in a constant number of queries.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    picked = Picked(viewer.within(space_id))
    with db.read() as tx:
        space = space_in(tx, viewer, space_id)
        total = boards.count(tx, viewer, picked)
        return Overview(
            space,
            meetings_in(tx, viewer, space_id, page=1, size=FEW),
            actions_in(tx, viewer, picked, "due", page=1, size=FEW, total=total),
            agreements_in(tx, viewer, space_id, page=1, size=FEW),
            len(trips.find(tx, replace(viewer, space_ids=viewer.shared_ids & {space_id}))),
        )
