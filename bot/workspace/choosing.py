"""What a person can choose in an element, and the form Slack gives what was chosen."""

from collections.abc import Callable
from typing import Any

from bot.workspace import connect
from bot.workspace.blocks import options, state_key
from bot.workspace.core import Workspace
from bot.workspace.model import Channel, User
from bot.workspace.rules_pickers import is_date, is_moment, is_time

Json = dict[str, Any]
Chooser = Callable[[Workspace, User, Json, object], object]


def choice(ws: Workspace, user: User, element: Json, value: object) -> object:
    """Give what was chosen in the form Slack has for it.

    Args:
        ws: The workspace.
        user: Who chooses: people are offered only what they can see.
        element: A menu, a picker or a text field.
        value: An option, its value or its words; a date, a time, a moment; a person or channel by id or name; a text.
            A list of these where several can be chosen. Nothing (None or "") for nothing chosen.

    Raises:
        ValueError: If this is not offered, is no date or time, or is too much.
    """
    key = str(state_key(element["type"]))
    if key in _MANY:
        return _several(element, [_MANY[key](ws, user, element, one) for one in _listed(value)])
    if value in (None, "") or key not in _ONE:
        return None if value == "" and key in _ONE else value
    return _ONE[key](ws, user, element, value)


def option_of(element: Json, value: object) -> Json:
    """Find an option by the option itself, its value or its text.

    Raises:
        ValueError: If it is not offered.
    """
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in options(element):
        if wanted in {option["value"], option["text"]["text"]}:
            return dict(option)
    if element["type"].endswith("external_select") and isinstance(value, dict):
        return value
    raise ValueError(f"not offered: {wanted}")


def too_many(element: Json, chosen: object) -> bool:
    """Say whether more was chosen than the element allows."""
    most = element.get("max_selected_items")
    return isinstance(most, int) and isinstance(chosen, list) and len(chosen) > most


def _listed(value: object) -> list[object]:
    found = value if isinstance(value, (list, tuple)) else [value]
    return [one for one in found if one not in (None, "")]


def _several(element: Json, chosen: list[object]) -> list[object]:
    once = [one for at, one in enumerate(chosen) if one not in chosen[:at]]
    if too_many(element, once):
        raise ValueError(f"at most {element['max_selected_items']} can be chosen")
    return once


def _person(ws: Workspace, user: User, _element: Json, value: object) -> str:
    for other in ws.world.users.values():
        if value in {other.id, other.name, other.real_name} and connect.meets(ws.world, user, other):
            return other.id
    raise ValueError(f"not offered: {value}")


def _room(ws: Workspace, user: User, element: Json, value: object) -> str:
    wanted = str(value).removeprefix("#")
    direct = "conversations" in element["type"]
    for channel in ws.world.channels.values():
        if wanted in {channel.id, *_names(channel)} and user.id in channel.members and (direct or not channel.is_im):
            return channel.id
    raise ValueError(f"not offered: {value}")


def _names(channel: Channel) -> set[str]:
    return {channel.name, *channel.names.values()}


def _checked(fits: Callable[[object], bool], shape: str) -> Chooser:
    def check(_ws: Workspace, _user: User, _element: Json, value: object) -> object:
        if not fits(value):
            raise ValueError(f"no {shape}: {value}")
        return value

    return check


def _option(_ws: Workspace, _user: User, element: Json, value: object) -> Json:
    return option_of(element, value)


_ONE: dict[str, Chooser] = {
    "selected_option": _option,
    "selected_user": _person,
    "selected_conversation": _room,
    "selected_channel": _room,
    "selected_date": _checked(is_date, "date YYYY-MM-DD"),
    "selected_time": _checked(is_time, "time HH:MM"),
    "selected_date_time": _checked(is_moment, "moment in seconds since 1970"),
}
_MANY: dict[str, Chooser] = {
    "selected_options": _option,
    "selected_users": _person,
    "selected_conversations": _room,
    "selected_channels": _room,
}
