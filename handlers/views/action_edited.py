"""The form of an action was sent."""

from bot.domain.errors import Changed
from bot.domain.record import Item
from bot.domain.typed_action import TypedAction
from bot.render import answers
from bot.render.action_form import as_form, owner_words
from bot.services.change_status import find_action
from bot.services.edit_action import edit_action
from bot.slack.payloads import day_in, number_in, pack, unpack
from handlers.pressing import Pressed, on_action


@on_action
def handle(pressed: Pressed) -> None:
    """Save it; if somebody changed it meanwhile, show what is new and keep what was typed."""
    db, viewer, item_id = pressed.db, pressed.viewer, pressed.item_id
    version = number_in(unpack(pressed.incoming.private), "version")
    _, there = find_action(db, viewer, item_id)
    typed = _typed(pressed, there)
    try:
        step = edit_action(db, viewer, item_id, version, typed, now=pressed.now)
    except Changed as problem:
        _, item = find_action(db, viewer, item_id)
        again = pack(item=item.id, version=item.action.version if item.action else 0, sheet=1)
        notice = answers.problem(problem, pressed.locale)
        pressed.reply.show_instead(as_form(item, again, pressed.locale, notice=notice, typed=typed))
        return
    told = answers.told("action_saved", pressed.locale, ref=step.item.ref)
    pressed.reply.show_instead(pressed.sheet(item_id, told=told))


def _typed(pressed: Pressed, there: Item) -> TypedAction:
    state = pressed.incoming.state
    words = state.get("text")  # no words where they are too long for a field
    owner = state.get("owner", "")
    return TypedAction(
        there.text.content if words is None else words,
        None if owner == owner_words(there) else owner,
        due_said=state.get("due_said", ""),
        due_day=day_in(state, "due_day"),
    )
