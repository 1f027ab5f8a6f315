"""All the actions that a few words ask for, for a file."""

from dataclasses import replace
from datetime import date

from bot.domain.grammar import ActionFilter
from bot.domain.person import Viewer
from bot.domain.record import ActionLine, StatusChange
from bot.services.list_actions import wanted_by
from bot.store import actions, history
from bot.store.actions import Wanted
from bot.store.database import Database, Tx

AT_ONCE = 5000  # ids in one question: SQLite takes 32,766 values, PostgreSQL 65,535


def collect_actions(db: Database, viewer: Viewer, asked: ActionFilter, *, today: date) -> tuple[ActionLine, ...]:
    """Every action the viewer may see of it, by due date and organisation, as `collected` gives them."""
    with db.read() as tx:
        return collected(tx, viewer, wanted_by(tx, viewer, asked, today))


def collected(tx: Tx, viewer: Viewer, wanted: Wanted) -> tuple[ActionLine, ...]:
    """All pages of a list; `changed` of each action is its last change of any kind, not of its status alone.

    The questions to the store are as many for one action as for five thousand.
    """
    ids = actions.find_ids(tx, viewer, wanted)
    found: list[ActionLine] = []
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        newest = history.newest(tx, some)
        found += [_last_changed(line, newest.get(line.item.id)) for line in actions.lines(tx, some, viewer)]
    return tuple(found)


def _last_changed(line: ActionLine, newest: StatusChange | None) -> ActionLine:
    return replace(line, action=replace(line.action, changed=newest or line.action.changed))
