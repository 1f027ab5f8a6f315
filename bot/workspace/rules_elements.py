"""Slack's limits for the interactive elements of blocks."""

from collections.abc import Callable

from bot.workspace.rules_images import check_image
from bot.workspace.rules_options import check_overflow, check_static_select, check_ticks
from bot.workspace.rules_pickers import (
    check_datepicker,
    check_datetimepicker,
    check_menu,
    check_timepicker,
)
from bot.workspace.rules_text import Json, Reader

_COMMON = ("type", "action_id", "confirm", "focus_on_load", "placeholder", "dispatch_action_config")


def _button(reader: Reader, element: Json, place: str) -> None:
    reader.keys(
        element, place, ("type", "action_id", "url", "value", "style", "confirm", "accessibility_label"), ("text",)
    )
    reader.text(element.get("text"), f"{place}/text", 75, plain=True)
    reader.string(element.get("url"), f"{place}/url", 3000)
    reader.string(element.get("value"), f"{place}/value", 2000)
    reader.string(element.get("accessibility_label"), f"{place}/accessibility_label", 75)
    if element.get("style") not in (None, "primary", "danger"):
        reader.wrong("must be one of primary, danger", f"{place}/style")


def _external_select(reader: Reader, element: Json, place: str) -> None:
    known = ("initial_option", "initial_options", "min_query_length", "max_selected_items")
    reader.keys(element, place, (*_COMMON, *known))


def _plain_text_input(reader: Reader, element: Json, place: str) -> None:
    reader.keys(element, place, (*_COMMON, "initial_value", "multiline", "min_length", "max_length"))
    most = element.get("max_length", 3000)
    if not isinstance(most, int) or not 1 <= most <= 3000:  # noqa: PLR2004 - Slack's own limit
        reader.wrong("must be between 1 and 3000", f"{place}/max_length")
        most = 3000
    reader.string(element.get("initial_value"), f"{place}/initial_value", most)


def _typed_input(reader: Reader, element: Json, place: str) -> None:
    known = ("initial_value", "is_decimal_allowed", "min_value", "max_value", "filetypes", "max_files", "min_length",
             "max_length")  # fmt: skip
    reader.keys(element, place, (*_COMMON, *known))


def _image(reader: Reader, element: Json, place: str) -> None:
    reader.keys(element, place, ("type", "image_url", "slack_file"), ("alt_text",))
    check_image(reader, element, place)


_MENUS = ("users_select", "conversations_select", "channels_select")
ELEMENTS: dict[str, Callable[[Reader, Json, str], None]] = {
    "button": _button,
    "image": _image,
    "overflow": check_overflow,
    "static_select": check_static_select,
    "multi_static_select": check_static_select,
    "external_select": _external_select,
    "multi_external_select": _external_select,
    "checkboxes": check_ticks,
    "radio_buttons": check_ticks,
    "plain_text_input": _plain_text_input,
    "datepicker": check_datepicker,
    "timepicker": check_timepicker,
    "datetimepicker": check_datetimepicker,
    **dict.fromkeys((*_MENUS, *(f"multi_{name}" for name in _MENUS)), check_menu),
    **dict.fromkeys(
        ("number_input", "email_text_input", "url_text_input", "file_input", "rich_text_input"), _typed_input
    ),
}
_INPUTS = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input", "rich_text_input")
# Menus of several stand beside a text or in a form, not among buttons, whatever the types of Slack's SDK say
# (slackapi/node-slack-sdk issue 1299, slackapi/python-slack-sdk issue 1631).
_SEVERAL = [name for name in ELEMENTS if name.startswith("multi_")]
IN_ACTIONS = frozenset(ELEMENTS) - {"image", *_INPUTS, *_SEVERAL}
IN_SECTION = frozenset(ELEMENTS) - {"datetimepicker", *_INPUTS}
IN_INPUT = frozenset(ELEMENTS) - {"button", "image", "overflow"}


def check_element(reader: Reader, element: object, place: str, allowed: frozenset[str]) -> None:
    """Check one element.

    Args:
        reader: Where problems are noted.
        element: What the app sent.
        place: Its JSON pointer.
        allowed: The types that may stand in this place.
    """
    if not isinstance(element, dict):
        reader.wrong("must be an element object", place)
        return
    kind = str(element.get("type"))
    if kind not in allowed:
        reader.wrong(f"unsupported type of element: {kind}", f"{place}/type")
        return
    reader.string(element.get("action_id"), f"{place}/action_id", 255)
    reader.text(element.get("placeholder"), f"{place}/placeholder", 150, plain=True)
    reader.confirm(element.get("confirm"), f"{place}/confirm")
    if not isinstance(element.get("focus_on_load", False), bool):
        reader.wrong("must be true or false", f"{place}/focus_on_load")
    ELEMENTS[kind](reader, element, place)
