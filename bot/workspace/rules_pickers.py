"""Slack's limits for pickers of dates and times and for menus of people and channels, with what they begin with."""

import re
from collections.abc import Callable
from datetime import date

from bot.workspace.rules_options import check_most
from bot.workspace.rules_text import Json, Reader

_DATE, _TIME = re.compile(r"\d{4}-\d{2}-\d{2}"), re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_COMMON = ("type", "action_id", "confirm", "focus_on_load")
_FIRST_MOMENT, _LAST_MOMENT = 10**9, 10**10 - 1  # ten digits


def is_date(value: object) -> bool:
    """Say whether a value is a day `YYYY-MM-DD` of the calendar."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_time(value: object) -> bool:
    """Say whether a value is a time of day `HH:MM`, from 00:00 to 23:59."""
    return isinstance(value, str) and _TIME.fullmatch(value) is not None


def is_moment(value: object) -> bool:
    """Say whether a value is a moment as Slack writes it: whole seconds since 1970, in ten digits."""
    return isinstance(value, int) and not isinstance(value, bool) and _FIRST_MOMENT <= value <= _LAST_MOMENT


_INITIAL_DATE = ("initial_date", is_date, "a date in the format YYYY-MM-DD")
_INITIAL_TIME = ("initial_time", is_time, "a time in the format HH:mm")
_INITIAL_MOMENT = ("initial_date_time", is_moment, "a UNIX timestamp of 10 digits")


def _initial(reader: Reader, element: Json, place: str, rule: tuple[str, Callable[[object], bool], str]) -> None:
    key, fits, shape = rule
    if element.get(key) is not None and not fits(element[key]):
        reader.wrong(f"must be {shape}", f"{place}/{key}")


def check_datepicker(reader: Reader, element: Json, place: str) -> None:
    """Check a date picker."""
    reader.keys(element, place, (*_COMMON, "placeholder", "initial_date"))
    _initial(reader, element, place, _INITIAL_DATE)


def check_timepicker(reader: Reader, element: Json, place: str) -> None:
    """Check a time picker."""
    reader.keys(element, place, (*_COMMON, "placeholder", "initial_time", "timezone"))
    _initial(reader, element, place, _INITIAL_TIME)
    reader.string(element.get("timezone"), f"{place}/timezone", 255, 1)


def check_datetimepicker(reader: Reader, element: Json, place: str) -> None:
    """Check a picker of date and time."""
    reader.keys(element, place, (*_COMMON, "initial_date_time"))
    _initial(reader, element, place, _INITIAL_MOMENT)


def check_menu(reader: Reader, element: Json, place: str) -> None:
    """Check a menu of people, conversations or channels, of one or of several."""
    several, kind = _menu_of(element)
    more: tuple[str, ...] = ("max_selected_items",) if several else ()
    if kind == "conversation":
        more += ("default_to_current_conversation", "filter")
    if kind in {"conversation", "channel"} and not several:
        more += ("response_url_enabled",)
    key = f"initial_{kind}s" if several else f"initial_{kind}"
    reader.keys(element, place, (*_COMMON, "placeholder", key, *more))
    _initial(reader, element, place, (key, _are_ids, "a list of ids") if several else (key, _is_id, "an id"))
    check_most(reader, element, place)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _are_ids(value: object) -> bool:
    return isinstance(value, list) and all(_is_id(one) for one in value)


def _menu_of(element: Json) -> tuple[bool, str]:
    """Say of how many and of what a menu is: `multi_users_select` is of several, of `user`."""
    name = str(element["type"])
    kind = name.removeprefix("multi_").removesuffix("_select").removesuffix("s")
    return name.startswith("multi_"), kind
