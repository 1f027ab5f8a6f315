"""What a person sees, as text: messages, modals and App Home with their buttons and fields, for tests to read."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import blocks as kit
from bot.workspace.markup import unescape

Json = dict[str, Any]
Names = Mapping[str, str]

_NUMBERED = re.compile(r"^\W*\d+(?:\.\d+)*[.)、．]?\s*\S")
_LINK = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^|>]+)(?:\|(?P<label>[^>]*))?>")
_EMPHASIS = re.compile(r"(?<!\w)([*_~`])(?=\S)(.+?)(?<=\S)\1(?!\w)")


def shown(mrkdwn: str, names: Names) -> str:
    """Give the text a person reads where Slack's markup is written."""
    text = _LINK.sub(lambda found: _link(found, names), mrkdwn)
    return unescape(_EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text)))


def _link(found: re.Match[str], names: Names) -> str:
    sign, target, label = found["sign"], found["target"], found["label"]
    if sign in {"@", "#"}:
        return sign + (label or names.get(target, target))
    if sign == "!":
        return label or "@" + target.split("^")[0]
    return label or target


def text_of(value: object, names: Names) -> str:
    """Give the visible text of a text object or a rich text element."""
    if not isinstance(value, dict):
        return ""
    kind = str(value.get("type", ""))
    if kind in _LEAVES:
        return _LEAVES[kind](value, names)
    glue = "\n" if kind in {"rich_text", "rich_text_list"} else ""
    return glue.join(text_of(part, names) for part in value.get("elements", []))


_LEAVES: dict[str, Callable[[Json, Names], str]] = {
    "mrkdwn": lambda value, names: shown(str(value.get("text", "")), names),
    **dict.fromkeys(("plain_text", "text", "raw_text"), lambda value, _names: str(value.get("text", ""))),
    "user": lambda value, names: "@" + names.get(value["user_id"], value["user_id"]),
    "channel": lambda value, names: "#" + names.get(value["channel_id"], value["channel_id"]),
    "link": lambda value, _names: str(value.get("text") or value.get("url")),
    "emoji": lambda value, _names: f":{value.get('name')}:",
}


def lines(blocks: Sequence[Json], names: Names) -> Iterator[str]:
    """Give the visible text of each block, buttons and menus in brackets."""
    for block in blocks:
        kind = block["type"]
        if kind == "context":
            parts = [
                str(e.get("alt_text", "")) if e["type"] == "image" else text_of(e, names) for e in block["elements"]
            ]
            yield " ".join(parts)
        elif kind == "actions":
            yield " ".join(f"[{label(element)}]" for element in block["elements"])
        elif kind == "table":
            yield "\n".join(" | ".join(text_of(cell, names) for cell in row) for row in block["rows"])
        elif kind == "input":
            yield text_of(block["label"], names)
        elif kind == "markdown":
            yield str(block["text"])
        elif kind == "image":
            yield str(block.get("alt_text", ""))
        elif kind == "rich_text":
            yield text_of(block, names)
        elif kind in {"section", "header"}:
            yield _section(block, names)


def _section(block: Json, names: Names) -> str:
    parts = [text_of(block.get("text"), names), *(text_of(one, names) for one in block.get("fields") or [])]
    if block.get("accessory"):
        parts.append(f"[{label(block['accessory'])}]")
    return " ".join(part for part in parts if part)


def label(element: Json) -> str:
    """Give the words on an element: its text, what it says while empty, or the picture's description."""
    if element["type"] == "image":
        return str(element.get("alt_text", ""))
    words = element.get("text") or element.get("placeholder")
    return text_of(words, {}) if words else str(element.get("action_id", "…"))


@dataclass(frozen=True)
class Surface:
    """Something with blocks before one person's eyes; `container` is where presses on it go."""

    blocks: list[Json] | None
    container: Json
    names: Names = field(repr=False, default_factory=dict)

    @property
    def plain(self) -> str:
        """All visible text, block by block."""
        return "\n".join(lines(self.blocks or [], self.names))

    @property
    def items(self) -> list[str]:
        """The visible lines that begin with a number, such as `3.1 …`."""
        return [line.strip() for line in self.plain.splitlines() if _NUMBERED.match(line)]

    @property
    def buttons(self) -> dict[str, tuple[str, str, str | None]]:
        """Label to (block id, action id, value); the first of several with the same label."""
        found: dict[str, tuple[str, str, str | None]] = {}
        for block, element in kit.elements(self.blocks or []):
            if element["type"] == "button":
                found.setdefault(label(element), (block["block_id"], element["action_id"], element.get("value")))
        return found

    def find(self, words: str) -> tuple[Json, Json]:
        """Find an element by its label, the text beside it, its action id, its block id or one of its options.

        Raises:
            LookupError: If there is none; the message lists what there is.
        """
        all_of_them = list(kit.elements(self.blocks or []))
        for block, element in all_of_them:
            beside = text_of(block.get("text") or block.get("label"), self.names)
            if words in {label(element), element["action_id"], block["block_id"], beside}:
                return block, element
        offered = [label(element) for _, element in all_of_them]
        raise LookupError(f"nothing called {words!r} here, only {offered}")


@dataclass(frozen=True)
class Seen(Surface):
    """A message as one person sees it."""

    ts: str = ""
    channel: str = ""
    text: str = ""
    ephemeral: bool = False
    name: str = ""
    edited: bool = False
    thread_ts: str | None = None
    files: list[Json] = field(default_factory=list)

    @property
    def plain(self) -> str:
        """All visible text: that of the blocks, or the text where there are none."""
        return "\n".join(lines(self.blocks, self.names)) if self.blocks else shown(self.text, self.names)


@dataclass(frozen=True)
class Field:
    """A field of a form; `value` is what stands in it now."""

    block_id: str
    action_id: str
    type: str
    value: Any
    optional: bool = False

    @property
    def initial(self) -> Any:  # noqa: ANN401 - an option, a date, a list, a text
        """What stands in it before anybody types: the same as `value` right after opening."""
        return self.value


@dataclass(frozen=True)
class Modal(Surface):
    """A modal, or the App Home, as one person sees it."""

    view: Json = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of the view."""
        return str(self.view["id"])

    @property
    def title(self) -> str:
        """The words at the top; empty for a home."""
        return text_of(self.view.get("title"), {})

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by their label."""
        found: dict[str, Field] = {}
        values = self.view["state"]["values"]
        for block, element in kit.elements(self.blocks or []):
            if block["type"] == "input":
                value = kit.value_of(values[block["block_id"]][element["action_id"]])
                one = Field(
                    block["block_id"], element["action_id"], element["type"], value, bool(block.get("optional"))
                )
                found[text_of(block["label"], {})] = one
        return found
