"""Slack's limits for menus, checkboxes and radio buttons: what they offer, and what is chosen when they appear."""

from collections.abc import Iterator

from bot.workspace.rules_text import Json, Reader

MOST_OPTIONS, _MOST_TICKS, _MOST_OVERFLOW = 100, 10, 5
_NOT_OFFERED = "must be one of the provided options"


def check_static_select(reader: Reader, element: Json, place: str) -> None:
    """Check a menu with options, or groups of them, of one or of several."""
    several = str(element["type"]).startswith("multi_")
    more = ("initial_options", "max_selected_items") if several else ("initial_option",)
    reader.keys(
        element,
        place,
        ("type", "action_id", "confirm", "focus_on_load", "placeholder", "options", "option_groups", *more),
    )
    if ("options" in element) == ("option_groups" in element):
        reader.wrong("must have either options or option_groups", place)
    if "options" in element:
        reader.options(element["options"], f"{place}/options", MOST_OPTIONS)
    if "option_groups" in element:
        _groups(reader, element["option_groups"], f"{place}/option_groups")
    _initial(reader, element, place)
    check_most(reader, element, place)


def check_overflow(reader: Reader, element: Json, place: str) -> None:
    """Check an overflow menu; its options alone may open an address."""
    reader.keys(element, place, ("type", "action_id", "confirm"), ("options",))
    reader.options(element.get("options"), f"{place}/options", _MOST_OVERFLOW, linked=True)


def check_ticks(reader: Reader, element: Json, place: str) -> None:
    """Check checkboxes or radio buttons."""
    initial = "initial_options" if element["type"] == "checkboxes" else "initial_option"
    reader.keys(element, place, ("type", "action_id", "confirm", "focus_on_load", initial), ("options",))
    reader.options(element.get("options"), f"{place}/options", _MOST_TICKS, plain=False)
    _initial(reader, element, place)


def check_most(reader: Reader, element: Json, place: str) -> None:
    """Check how many items may be chosen."""
    most = element.get("max_selected_items", 1)
    if not isinstance(most, int) or isinstance(most, bool) or most < 1:
        reader.wrong("must be at least 1", f"{place}/max_selected_items")


def _groups(reader: Reader, groups: object, place: str) -> None:
    for at, group in enumerate(reader.items(groups, place, MOST_OPTIONS)):
        reader.keys(group, f"{place}/{at}", (), ("label", "options"))
        reader.text(group.get("label"), f"{place}/{at}/label", 75, plain=True)
        reader.options(group.get("options"), f"{place}/{at}/options", MOST_OPTIONS)


def _initial(reader: Reader, element: Json, place: str) -> None:
    """Check what is chosen at first: it must be offered, word for word, and an empty list is none of the options.

    All of several must be in one group: slackapi/bolt-js issues 482 and 1496.
    """
    one, several = element.get("initial_option"), element.get("initial_options")
    lists = [[_words(option) for option in options] for options in _offered(element)]
    if one is not None and not any(_words(one) in options for options in lists):
        reader.wrong(_NOT_OFFERED, f"{place}/initial_option")
    if several is None:
        return
    chosen = [_words(option) for option in several] if isinstance(several, list) else []
    if not chosen or not any(all(option in options for option in chosen) for options in lists):
        reader.wrong(_NOT_OFFERED, f"{place}/initial_options")


def _words(option: object) -> tuple[str, ...] | None:
    """Give what must be the same in an option and its repetition as the initial one."""
    if not isinstance(option, dict):
        return None
    parts = [part if isinstance(part, dict) else {} for part in (option.get("text"), option.get("description"))]
    return (str(option.get("value")), *(str(part.get(key)) for part in parts for key in ("type", "text")))


def _offered(element: Json) -> Iterator[list[Json]]:
    yield _objects(element.get("options"))
    for group in _objects(element.get("option_groups")):
        yield _objects(group.get("options"))


def _objects(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
