"""The pieces of which forms (modals) are made."""

from collections.abc import Sequence

from bot.render.blocks import cut, option, plain_text
from bot.slack.message import Block, View

TITLE = 24
HINT = 150
INPUT = 3000
LABEL = 2000
TICKED = "yes"  # the value of a box that is ticked


def form(name: str, title: str, blocks: Sequence[Block], private: str, *, submit: str, close: str) -> View:
    """A form with a button that sends it."""
    return {
        "type": "modal",
        "callback_id": name,
        "title": _plain(title, TITLE),
        "submit": _plain(submit, TITLE),
        "close": _plain(close, TITLE),
        "blocks": list(blocks),
        "private_metadata": private,
    }


def sheet(title: str, blocks: Sequence[Block], *, close: str) -> View:
    """A form without a button: something to read."""
    return {"type": "modal", "title": _plain(title, TITLE), "close": _plain(close, TITLE), "blocks": list(blocks)[:100]}


def line_input(block_id: str, label: str, value: str = "", *, hint: str = "", optional: bool = True) -> Block:
    """One line of text."""
    element = {"type": "plain_text_input", "action_id": "value", "max_length": INPUT}
    return _input(block_id, label, element | _initial(cut(value, INPUT)), hint, optional=optional)


def text_input(block_id: str, label: str, value: str = "", *, hint: str = "", optional: bool = True) -> Block:
    """Several lines of text, at most 3,000 characters."""
    element = {"type": "plain_text_input", "action_id": "value", "multiline": True, "max_length": INPUT}
    return _input(block_id, label, element | _initial(value), hint, optional=optional)


def date_input(block_id: str, label: str, value: str = "", *, hint: str = "", optional: bool = True) -> Block:
    """A day, picked from a calendar; ISO."""
    element: Block = {"type": "datepicker", "action_id": "value"}
    return _input(block_id, label, element | ({"initial_date": value} if value else {}), hint, optional=optional)


def time_input(block_id: str, label: str, value: str = "", *, hint: str = "") -> Block:
    """A time of day, picked from a clock; HH:MM."""
    element: Block = {"type": "timepicker", "action_id": "value"}
    return _input(block_id, label, element | ({"initial_time": value} if value else {}), hint, optional=False)


def choice_input(
    block_id: str,
    label: str,
    choices: Sequence[tuple[str, str]],
    chosen: str = "",
    *,
    hint: str = "",
    optional: bool = False,
) -> Block:
    """One of several, as (value, label)."""
    options = [option(text, value) for value, text in choices]
    initial = [made for made in options if made["value"] == chosen]
    element: Block = {"type": "static_select", "action_id": "value", "options": options}
    return _input(
        block_id, label, element | ({"initial_option": initial[0]} if initial else {}), hint, optional=optional
    )


def choices_input(
    block_id: str, label: str, choices: Sequence[tuple[str, str]], chosen: Sequence[str], *, optional: bool = False
) -> Block:
    """Some of several, as (value, label)."""
    options = [option(text, value) for value, text in choices]
    initial = [made for made in options if made["value"] in chosen]
    element: Block = {"type": "multi_static_select", "action_id": "value", "options": options}
    return _input(block_id, label, element | ({"initial_options": initial} if initial else {}), "", optional=optional)


def tick_input(block_id: str, label: str, said: str, *, ticked: bool = False) -> Block:
    """Something that is so, or not."""
    said_so = option(said, TICKED)
    element: Block = {"type": "checkboxes", "action_id": "value", "options": [said_so]}
    return _input(block_id, label, element | ({"initial_options": [said_so]} if ticked else {}), "", optional=True)


def person_input(block_id: str, label: str, user_id: str = "", *, hint: str = "", optional: bool = True) -> Block:
    """Somebody in Slack."""
    element: Block = {"type": "users_select", "action_id": "value"}
    return _input(block_id, label, element | ({"initial_user": user_id} if user_id else {}), hint, optional=optional)


def _input(block_id: str, label: str, element: Block, hint: str, *, optional: bool) -> Block:
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": _plain(label, LABEL),
        "element": element,
        "optional": optional,
    }
    return block | ({"hint": _plain(hint, LABEL)} if hint else {})


def _initial(value: str) -> Block:
    return {"initial_value": value} if value else {}


def _plain(text: str, length: int) -> Block:
    return plain_text(text, length)
