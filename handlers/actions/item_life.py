"""The buttons that change an action at once: I take it, not mine, expected or not, a day, and undo."""

from collections.abc import Callable

from bot.domain.errors import Changed, NotAllowed, NotFound
from bot.render import answers, item_answers
from bot.services.claim_action import claim_action
from bot.services.release_action import release_action
from bot.services.set_due_day import set_due_day
from bot.services.set_expected import set_expected
from bot.services.step import Step
from bot.services.undo_change import undo_change
from bot.slack.payloads import day_in, number_in, unpack
from handlers.pressing import Pressed, on_action

PICKED = "due.picked."


@on_action
def claim(pressed: Pressed) -> None:
    """I take it."""
    _do(pressed, "item_claimed", lambda item_id: claim_action(pressed.db, pressed.viewer, item_id, now=pressed.now))


@on_action
def not_mine(pressed: Pressed) -> None:
    """Not mine."""
    _do(pressed, "item_released", lambda item_id: release_action(pressed.db, pressed.viewer, item_id, now=pressed.now))


@on_action
def expected(pressed: Pressed) -> None:
    """Only expected, or an action after all."""
    soft = pressed.incoming.name == "item.as_expected"

    def act(item_id: int) -> Step:
        return set_expected(pressed.db, pressed.viewer, item_id, expected=soft, now=pressed.now)

    _do(pressed, "item_expected" if soft else "item_is_action", act)


@on_action
def picked(pressed: Pressed) -> None:
    """A day was picked for when it is due."""
    item_id = number_in({"id": pressed.incoming.name.removeprefix(PICKED)}, "id")
    day = day_in({"day": pressed.incoming.value}, "day")
    if day is None:  # taken away again, or forged
        raise NotFound("no_item")
    try:
        step = set_due_day(pressed.db, pressed.viewer, item_id, day, now=pressed.now)
    except Changed as problem:
        pressed.refuse(item_id, problem)
        return
    pressed.tell(step, item_answers.dated(step.item, pressed.locale))


@on_action
def undo(pressed: Pressed) -> None:
    """Take the newest change back."""
    event_id = number_in(unpack(pressed.incoming.value), "event")
    item_id = pressed.item_id
    try:
        step = undo_change(pressed.db, pressed.viewer, item_id, event_id, now=pressed.now)
    except Changed as problem:
        pressed.refuse(item_id, problem)
        return
    pressed.tell(step, answers.told("item_undone", pressed.locale, ref=step.item.ref), undoable=False)


def _do(pressed: Pressed, told: str, act: Callable[[int], Step]) -> None:
    item_id = pressed.item_id
    try:
        step = act(item_id)
    except (Changed, NotAllowed) as problem:
        pressed.refuse(item_id, problem)
        return
    pressed.tell(step, answers.told(told, pressed.locale, ref=step.item.ref))
