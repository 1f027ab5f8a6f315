"""Finding one's way in Block Kit: ids Slack fills in, elements by id, the state a form starts with."""

import copy
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Json = dict[str, Any]

_STATE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", "initial_files"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_LISTS = frozenset({"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"})


def with_ids(blocks: Sequence[Json], new_id: Callable[[], str]) -> list[Json]:
    """Copy blocks and give those without a `block_id` or `action_id` one, as Slack does.

    Args:
        blocks: Checked blocks.
        new_id: Makes a short unique id.
    """
    copies = copy.deepcopy(list(blocks))
    for block in copies:
        block["block_id"] = block.get("block_id") or new_id()
        for element in _elements_of(block):
            if element.get("type") != "image":
                element["action_id"] = element.get("action_id") or new_id()
    return copies


def _elements_of(block: Json) -> Iterator[Json]:
    if block["type"] == "section" and block.get("accessory"):
        yield block["accessory"]
    elif block["type"] == "actions":
        yield from block["elements"]
    elif block["type"] == "input":
        yield block["element"]


def elements(blocks: Sequence[Json]) -> Iterator[tuple[Json, Json]]:
    """Give each block with each of its interactive elements."""
    for block in blocks:
        for element in _elements_of(block):
            if element.get("type") != "image":
                yield block, element


def images(blocks: Iterable[Json]) -> Iterator[tuple[str, Json]]:
    """Give each picture, image block or image element, with its JSON pointer in the blocks, such as `2/accessory`."""
    for at, block in enumerate(blocks):
        if block["type"] == "image":
            yield str(at), block
        elif block["type"] == "context":
            yield from (
                (f"{at}/elements/{n}", one) for n, one in enumerate(block["elements"]) if one["type"] == "image"
            )
        elif block["type"] == "section" and (block.get("accessory") or {}).get("type") == "image":
            yield f"{at}/accessory", block["accessory"]


def find(blocks: Sequence[Json], block_id: str | None, action_id: str) -> tuple[Json, Json] | None:
    """Find an element by its ids; without a block id the first with that action id."""
    for block, element in elements(blocks):
        if element["action_id"] == action_id and block_id in {None, "", block["block_id"]}:
            return block, element
    return None


def options(element: Json) -> list[Json]:
    """Give the options of an element, in groups or not."""
    groups = [group.get("options") or [] for group in element.get("option_groups") or []]
    return [option for offered in (element.get("options") or [], *groups) for option in offered]


def state_key(element_type: str) -> str | None:
    """Give the name of the field that holds what was chosen, None for what keeps no state (buttons, overflow)."""
    keys = _STATE_KEYS.get(element_type)
    return keys[0] if keys else None


def state_entry(element: Json, value: object) -> Json:
    """Build one entry of `state.values`, shaped as Slack shapes it for this type of element."""
    key = _STATE_KEYS[element["type"]][0]
    empty: object = [] if key in _LISTS else None
    return {"type": element["type"], key: empty if value in (None, "") else value}


def initial_state(blocks: Sequence[Json]) -> dict[str, dict[str, Json]]:
    """Give the state a view or message has before anybody touches it: block id, action id, entry."""
    state: dict[str, dict[str, Json]] = {}
    for block, element in elements(blocks):
        if element["type"] in _STATE_KEYS:
            value = element.get(_STATE_KEYS[element["type"]][1])
            state.setdefault(block["block_id"], {})[element["action_id"]] = state_entry(element, value)
    return state


def merged_state(blocks: Sequence[Json], kept: Json) -> dict[str, dict[str, Json]]:
    """Give the state of blocks where what was already entered stays, as Slack keeps it by block and action id.

    Args:
        blocks: The blocks now shown.
        kept: A state `{block_id: {action_id: entry}}`, entries of other blocks are dropped.
    """
    state = initial_state(blocks)
    for block, element in elements(blocks):
        entry = kept.get(block["block_id"], {}).get(element["action_id"])
        key = state_key(element["type"])
        if key and isinstance(entry, dict):
            value = entry[key] if key in entry else entry.get("value")
            state[block["block_id"]][element["action_id"]] = state_entry(element, value)
    return state


def value_of(entry: Json) -> Any:  # noqa: ANN401 - an option, a date, a list, a text: whatever the element holds
    """Give what was chosen in one entry of a state, None if nothing was."""
    return next((value for key, value in entry.items() if key != "type" and value not in (None, "", [])), None)
