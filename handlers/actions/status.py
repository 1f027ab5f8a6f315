"""Done, or open again."""

from bot.domain.errors import Changed, NotAllowed
from bot.domain.record import ActionStatus
from bot.render import answers
from bot.services.change_status import change_status
from bot.slack.payloads import unpack
from handlers.pressing import Pressed, on_action


@on_action
def handle(pressed: Pressed) -> None:
    """Change the status; what it was pressed in is shown anew, a card follows by itself."""
    status: ActionStatus = "done" if pressed.incoming.name == "item.done" else "open"
    anyway = bool(unpack(pressed.incoming.value).get("anyway"))
    item_id = pressed.item_id
    try:
        step = change_status(pressed.db, pressed.viewer, item_id, status, now=pressed.now, anyway=anyway)
    except (Changed, NotAllowed) as problem:
        pressed.refuse(item_id, problem)
        return
    told = "item_done" if status == "done" else "item_reopened"
    pressed.tell(step, answers.told(told, pressed.locale, ref=step.item.ref))
