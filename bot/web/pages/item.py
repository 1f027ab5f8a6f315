"""An item with its history, and the button that marks an action done or opens it again."""

from collections.abc import Mapping
from http import HTTPStatus

from bot.domain.errors import Changed, NotAllowed, NotFound
from bot.domain.record import ActionStatus
from bot.render.pages.door import problem
from bot.render.pages.item import ItemShown, as_item
from bot.services.change_status import change_status
from bot.services.read_history import read_history
from bot.services.read_item import read_item
from bot.services.read_note import read_note_of_item
from bot.services.whole_space import whole_space
from bot.web.pages.visit import Answer, Go, Shown, Visit, with_done

_WANTED: Mapping[str, ActionStatus] = {"done": "done", "open": "open"}


def show(visit: Visit) -> Answer:
    """The item."""
    return _shown(visit)


def set_status(visit: Visit) -> Answer:
    """Mark an action done, or open it again; whoever was slower is told who was faster."""
    item_id, anyway = visit.id_of("item"), visit.sent.get("anyway") == "1"
    status = _WANTED.get(visit.sent.get("status", ""))
    if status is None:
        raise NotFound("no_item")
    try:
        change_status(visit.db, visit.viewer, item_id, status, now=visit.now, anyway=anyway)
    except (Changed, NotAllowed) as refusal:
        code = HTTPStatus.CONFLICT if isinstance(refusal, Changed) else HTTPStatus.FORBIDDEN
        told, parts_open = problem(refusal, visit.locale), refusal.key == "parts_open"
        return _shown(visit, told, code, anyway=parts_open)
    itself = visit.site.urls.item(item_id)
    back = visit.back(itself)
    return Go(back if back == itself else with_done(back, item_id))


def _shown(visit: Visit, told: str = "", status: HTTPStatus = HTTPStatus.OK, *, anyway: bool = False) -> Answer:
    db, viewer, item_id = visit.db, visit.viewer, visit.id_of("item")
    note = read_note_of_item(db, viewer, item_id)
    item = note.item(item_id)
    if item is None:
        raise NotFound("no_item")
    space = whole_space(db, viewer, note.space_id)
    sheet = read_item(db, viewer, item_id) if item.action else None
    happened = [one for one in read_history(db, viewer, note.id)[1] if one.place.ref == item.ref]
    frame = visit.frame(space, "meetings", here=visit.site.urls.item(item_id))
    may_write = visit.may_write(note.space_id)
    shown = ItemShown(note, item, space, sheet, happened)
    html = as_item(shown, frame, visit.today, may_write=may_write, told=told, anyway=anyway)
    return Shown(html, status)
