"""Writing into the fields of a form by their labels, as the state Slack keeps of it."""

from typing import Any

from bot.workspace.blocks import state_entry, state_key
from bot.workspace.choosing import choice
from bot.workspace.core import Workspace
from bot.workspace.model import User
from bot.workspace.seen import Modal

Json = dict[str, Any]


def entries(ws: Workspace, user: User, modal: Modal, values: dict[str, Any]) -> Json:
    """Give the state of some fields.

    Args:
        ws: The workspace.
        user: Who fills the form.
        modal: The form as they see it.
        values: What to write, by label, block id or action id: a text, an option by its words or value, a date
            `YYYY-MM-DD`, a time `HH:MM`, a person or channel by name; a list of these where several can be chosen.

    Raises:
        LookupError: If there is no such field.
        ValueError: If that is not offered, or is no date or time.
    """
    state: Json = {}
    for words, value in values.items():
        block, element = modal.find(words)
        if state_key(element["type"]) is None:
            raise LookupError(f"{words!r} is nothing to fill in")
        entry = state_entry(element, choice(ws, user, element, value))
        state.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return state
