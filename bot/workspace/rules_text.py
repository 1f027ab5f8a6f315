"""Reading the parts of a block against Slack's limits: texts, options, lists and ids, each reason with its place."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class Reader:
    """Collects what is wrong with a payload; a place is a JSON pointer."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def wrong(self, what: str, place: str) -> None:
        """Note one problem."""
        self.reasons.append(f"{what} [json-pointer:{place}]")

    def keys(self, found: Json, place: str, allowed: Sequence[str], required: Sequence[str] = ()) -> None:
        """Check which fields are there."""
        for key in required:
            if found.get(key) is None:
                self.wrong(f"missing required field: {key}", place)
        for key in found:
            if key not in allowed and key not in required and found[key] is not None:
                self.wrong(f"no additional properties allowed: {key}", place)

    def string(self, value: object, place: str, most: int, least: int = 0) -> None:
        """Check a plain string; absent is fine."""
        if value is None:
            return
        if not isinstance(value, str):
            self.wrong("must be a string", place)
        elif len(value) > most:
            self.wrong(f"must be less than {most + 1} characters", place)
        elif len(value) < least:
            self.wrong(f"must be more than {least - 1} characters", place)

    def text(self, value: object, place: str, most: int, *, plain: bool = False) -> None:
        """Check a text object; absent is fine."""
        if value is None:
            return
        if not isinstance(value, dict):
            self.wrong("must be a text object", place)
            return
        kind = value.get("type")
        if kind not in (("plain_text",) if plain else ("plain_text", "mrkdwn")):
            self.wrong("must be a plain_text object" if plain else "unsupported type of text object", f"{place}/type")
        extra = "emoji" if kind == "plain_text" else "verbatim"
        self.keys(value, place, ("type", "text", extra), ("text",))
        self.string(value.get("text"), f"{place}/text", most, 1)

    def items(self, value: object, place: str, most: int, least: int = 1) -> list[Json]:
        """Check the length of a list of objects and give it, empty if it is none."""
        if not isinstance(value, list):
            self.wrong("must be an array", place)
            return []
        if len(value) > most:
            self.wrong(f"no more than {most} items allowed", place)
        if len(value) < least:
            self.wrong(f"no less than {least} items allowed", place)
        good = [item for item in value if isinstance(item, dict)]
        if len(good) < len(value):
            self.wrong("must be objects", place)
        return good

    def option(self, value: object, place: str, *, plain: bool = True, linked: bool = False) -> None:
        """Check one option of a menu; absent is fine. Only a `linked` one may open an address."""
        if value is None:
            return
        if not isinstance(value, dict):
            self.wrong("must be an option object", place)
            return
        self.keys(value, place, ("description", "url") if linked else ("description",), ("text", "value"))
        self.text(value.get("text"), f"{place}/text", 75, plain=plain)
        self.string(value.get("value"), f"{place}/value", 150)
        self.text(value.get("description"), f"{place}/description", 75)
        self.string(value.get("url"), f"{place}/url", 3000, 1)

    def options(self, value: object, place: str, most: int, *, plain: bool = True, linked: bool = False) -> None:
        """Check a list of options."""
        for at, option in enumerate(self.items(value, place, most)):
            self.option(option, f"{place}/{at}", plain=plain, linked=linked)

    def confirm(self, value: object, place: str) -> None:
        """Check a confirmation dialog; absent is fine."""
        if value is None:
            return
        if not isinstance(value, dict):
            self.wrong("must be a confirm object", place)
            return
        self.keys(value, place, ("style",), ("title", "text", "confirm", "deny"))
        for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
            self.text(value.get(key), f"{place}/{key}", most, plain=key != "text")
