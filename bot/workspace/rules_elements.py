"""Slack's limits for the interactive elements of blocks."""

from collections.abc import Callable

from bot.workspace.rules_text import Json, Reader

_COMMON = ("type", "action_id", "confirm", "focus_on_load", "placeholder", "dispatch_action_config")
_MOST_OPTIONS, _MOST_TICKS, _MOST_OVERFLOW = 100, 10, 5


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


def _static_select(reader: Reader, element: Json, place: str) -> None:
    initial = "initial_options" if str(element.get("type")).startswith("multi_") else "initial_option"
    reader.keys(element, place, (*_COMMON, "options", "option_groups", initial, "max_selected_items"))
    if ("options" in element) == ("option_groups" in element):
        reader.wrong("must have either options or option_groups", place)
    if "options" in element:
        reader.options(element["options"], f"{place}/options", _MOST_OPTIONS)
    if "option_groups" in element:
        _groups(reader, element["option_groups"], f"{place}/option_groups")
    _initial_is_offered(reader, element, place)


def _groups(reader: Reader, groups: object, place: str) -> None:
    for at, group in enumerate(reader.items(groups, place, _MOST_OPTIONS)):
        reader.keys(group, f"{place}/{at}", (), ("label", "options"))
        reader.text(group.get("label"), f"{place}/{at}/label", 75, plain=True)
        reader.options(group.get("options"), f"{place}/{at}/options", _MOST_OPTIONS)


def _initial_is_offered(reader: Reader, element: Json, place: str) -> None:
    offered = [option.get("value") for option in offered_options(element)]
    several, one = element.get("initial_options"), element.get("initial_option")
    chosen = (several if isinstance(several, list) else [several]) if several is not None else []
    for option in [*chosen, *([one] if one is not None else [])]:
        if not isinstance(option, dict) or option.get("value") not in offered:
            reader.wrong("initial option must be one of the options", place)


def offered_options(element: Json) -> list[Json]:
    """Give all options of a menu, in groups or not, as far as they are objects."""
    groups = [group.get("options") for group in _objects(element.get("option_groups"))]
    return [option for options in (element.get("options"), *groups) for option in _objects(options)]


def _objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _other_select(reader: Reader, element: Json, place: str) -> None:
    known = ("initial_option", "initial_options", "min_query_length", "max_selected_items", "filter",
             "initial_user", "initial_users", "initial_conversation", "initial_conversations", "initial_channel",
             "initial_channels", "default_to_current_conversation", "response_url_enabled")  # fmt: skip
    reader.keys(element, place, (*_COMMON, *known))


def _overflow(reader: Reader, element: Json, place: str) -> None:
    reader.keys(element, place, ("type", "action_id", "confirm"), ("options",))
    reader.options(element.get("options"), f"{place}/options", _MOST_OVERFLOW)


def _ticks(reader: Reader, element: Json, place: str) -> None:
    initial = "initial_options" if element["type"] == "checkboxes" else "initial_option"
    reader.keys(element, place, ("type", "action_id", "confirm", "focus_on_load", initial), ("options",))
    reader.options(element.get("options"), f"{place}/options", _MOST_TICKS, plain=False)
    _initial_is_offered(reader, element, place)


def _picker(reader: Reader, element: Json, place: str) -> None:
    known = ("initial_date", "initial_time", "initial_date_time", "timezone")
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
    reader.string(element.get("alt_text"), f"{place}/alt_text", 2000)
    reader.string(element.get("image_url"), f"{place}/image_url", 3000)


_CHOICES = ("external_select", "users_select", "conversations_select", "channels_select")
ELEMENTS: dict[str, Callable[[Reader, Json, str], None]] = {
    "button": _button,
    "image": _image,
    "overflow": _overflow,
    "static_select": _static_select,
    "multi_static_select": _static_select,
    "checkboxes": _ticks,
    "radio_buttons": _ticks,
    "plain_text_input": _plain_text_input,
    **dict.fromkeys((*_CHOICES, *(f"multi_{name}" for name in _CHOICES)), _other_select),
    **dict.fromkeys(("datepicker", "timepicker", "datetimepicker"), _picker),
    **dict.fromkeys(
        ("number_input", "email_text_input", "url_text_input", "file_input", "rich_text_input"), _typed_input
    ),
}
_INPUTS = ("plain_text_input", "number_input", "email_text_input", "url_text_input", "file_input", "rich_text_input")
IN_ACTIONS = frozenset(ELEMENTS) - {"image", *_INPUTS}
IN_SECTION = IN_ACTIONS | {"image"}
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
    ELEMENTS[kind](reader, element, place)
