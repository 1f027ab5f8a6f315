"""Everything a person sees when they open App Home, in one look at the store."""

from datetime import date

from bot.domain.home import AHEAD, Home, Visits, share_of
from bot.domain.person import Viewer
from bot.domain.visits import is_visit
from bot.services.list_reviews import reviews_in
from bot.store import actions, owed, preferences, snoozes
from bot.store.database import Database, Tx

MINE, OURS, VISITS, REVIEWS = 30, 10, 6, 5
"""How many of each are shown: what fits the hundred blocks of a view."""

LOOKED_AT = 200
"""The actions of the coming weeks in which visits are looked for."""


def read_home(db: Database, viewer: Viewer, *, today: date) -> Home:
    """The viewer's actions by urgency, their organisations', what waits for their review, visits, and settings."""
    with db.read() as tx:
        reader = preferences.readers_of(tx, [viewer.person.id])[viewer.person.id]
        found = owed.of_viewer(tx, viewer)
        mine = share_of([one for one in found if one.mine], today, MINE)
        ours = share_of([one for one in found if not one.mine], today, OURS)
        visits = _visits(tx, viewer, today)
        lines = actions.lines(tx, list(dict.fromkeys((*mine.shown, *ours.shown, *visits.shown))), viewer)
        aside = {item_id: until for (_, item_id), until in snoozes.of(tx, [viewer.person.id]).items()}
        waiting, more = reviews_in(tx, viewer, REVIEWS) if viewer.person.language else (None, 0)
    return Home(
        reader,
        today,
        len(viewer.shared_ids),
        mine,
        ours,
        visits,
        {line.item.id: line for line in lines},
        {item_id: until for item_id, until in aside.items() if until > today},
        waiting,
        more,
    )


def _visits(tx: Tx, viewer: Viewer, today: date) -> Visits:
    ahead = owed.ahead(tx, viewer, today, today + AHEAD, LOOKED_AT)
    found = [one.item_id for one in ahead if one.expected or is_visit(one.content, one.language)]
    return Visits(tuple(found[:VISITS]), max(0, len(found) - VISITS))
