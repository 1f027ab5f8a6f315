"""The board of actions of a space."""

from bot.domain.errors import NotFound
from bot.domain.pages import Order
from bot.render.pages.board import as_board
from bot.services.list_board import list_board
from bot.web.pages.visit import Answer, Shown, Visit, number_in


def show(visit: Visit) -> Answer:
    """By organisation, or by due date; of all organisations, or of one."""
    space_id, who = visit.id_of("space"), visit.asked.get("who", "")
    organisation_id = number_in(visit.asked, "who")
    if who and organisation_id is None:
        raise NotFound("no_organisation")
    order: Order = "due" if visit.asked.get("by") == "due" else "organisation"
    done = visit.asked.get("done") == "1"
    board = list_board(
        visit.db, visit.viewer, space_id, order, page=visit.page, organisation_id=organisation_id, done=done
    )
    frame, may_write = visit.frame(board.space, "actions"), visit.may_write(space_id)
    return Shown(as_board(board, order, who, frame, visit.today, done=done, may_write=may_write))
