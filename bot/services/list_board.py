"""The actions of a space as a board: by organisation or by due date, a page at a time."""

from bot.domain.pages import Board, Order, Paged, Share, portion
from bot.domain.person import Viewer
from bot.domain.record import ActionLine
from bot.services.whole_space import space_in
from bot.store import actions, boards, organisations
from bot.store.boards import Picked
from bot.store.database import Database, Tx

PAGE = 40


def list_board(
    db: Database,
    viewer: Viewer,
    space_id: int,
    order: Order,
    *,
    page: int = 1,
    organisation_id: int | None = None,
    done: bool = False,
) -> Board:
    """One page of the open actions, with what their side keeps to itself.

    Args:
        db: the store.
        viewer: who asks.
        space_id: of which space.
        order: by whom, or by when.
        page: from 1 on.
        organisation_id: only what that one has to do; `boards.NOBODY` for what no organisation has.
        done: those that are done or dropped instead.

    Raises:
        NotFound: the space is not there for this viewer.
    """
    picked = Picked(viewer.within(space_id), ("done", "dropped") if done else ("open",), organisation_id)
    with db.read() as tx:
        space = space_in(tx, viewer, space_id)
        counted = boards.counts(tx, viewer, picked)
        known = {one.id: one for within in sorted(picked.space_ids) for one in organisations.find(tx, within)}
        many: dict[int, int] = {}
        for who, count in counted:  # one that was renamed has two names to be put in order by
            many[who] = many.get(who, 0) + count
        shares = tuple(Share(known.get(who), count) for who, count in many.items())
        total = sum(many.values()) if organisation_id is None else many.get(organisation_id, 0)
        return Board(space, actions_in(tx, viewer, picked, order, page=page, size=PAGE, total=total), shares)


def actions_in(
    tx: Tx, viewer: Viewer, picked: Picked, order: Order, *, page: int, size: int, total: int
) -> Paged[ActionLine]:
    """A page of them, of so many, within a transaction."""
    page, pages, skip = portion(page, total, size)
    ids = boards.find(tx, viewer, picked, order, limit=size, skip=skip)
    return Paged(actions.lines(tx, ids, viewer), page, pages, total)
