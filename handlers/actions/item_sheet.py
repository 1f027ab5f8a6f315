"""Open an action's sheet, or one of the forms behind its buttons."""

from bot.render import action_form, item_forms
from bot.services.change_status import find_action
from bot.services.describe_space import describe_space
from bot.slack.payloads import pack
from handlers.pressing import Pressed, on_action


@on_action
def handle(pressed: Pressed) -> None:
    """Everything about the action, as it is now."""
    pressed.show(pressed.sheet(pressed.item_id))


@on_action
def edit(pressed: Pressed) -> None:
    """The form of its words, owners and due date; it remembers which version of the action it shows."""
    _, item = find_action(pressed.db, pressed.viewer, pressed.item_id)
    version = item.action.version if item.action else 0
    pressed.show(action_form.as_form(item, pack(item=item.id, version=version, sheet=1), pressed.locale))


@on_action
def hand_over(pressed: Pressed) -> None:
    """To whom it goes."""
    note, item = find_action(pressed.db, pressed.viewer, pressed.item_id)
    described = describe_space(pressed.db, pressed.viewer, note.space_id)
    pressed.show(item_forms.hand_over(item, described.organisations, pressed.locale))


@on_action
def split(pressed: Pressed) -> None:
    """Into which parts."""
    _, item = find_action(pressed.db, pressed.viewer, pressed.item_id)
    pressed.show(item_forms.split(item, pressed.locale))


@on_action
def drop(pressed: Pressed) -> None:
    """Why it is dropped."""
    _, item = find_action(pressed.db, pressed.viewer, pressed.item_id)
    pressed.show(item_forms.drop(item, pressed.locale))


@on_action
def comment(pressed: Pressed) -> None:
    """What there is to say about it."""
    _, item = find_action(pressed.db, pressed.viewer, pressed.item_id)
    pressed.show(item_forms.comment(item, pressed.locale))


@on_action
def happened(pressed: Pressed) -> None:
    """When what it waits for took place."""
    _, item = find_action(pressed.db, pressed.viewer, pressed.item_id)
    pressed.show(item_forms.happened(item, pressed.today, pressed.locale))
