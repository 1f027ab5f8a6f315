"""Blocks and Slack's markup as the text a person reads, and as the addresses behind it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.workspace.markup import unescape

Json = dict[str, Any]
Names = Mapping[str, str]

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
            yield "\n".join(filter(None, (text_of(block.get("title"), names), str(block.get("alt_text", "")))))
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


def links(blocks: Sequence[Json], text: str, names: Names) -> Iterator[tuple[str, str]]:
    """Give the words and the address of every link in a message, and of every button that opens an address.

    Args:
        blocks: The blocks; where there are none, the text is what is shown.
        text: The message's text.
        names: What ids are called.
    """
    for value in _values(blocks) if blocks else iter([{"type": "mrkdwn", "text": text}]):
        kind = value.get("type")
        if kind == "mrkdwn":
            found = (one for one in _LINK.finditer(str(value.get("text", ""))) if not one["sign"])
            yield from ((unescape(_link(one, names)), unescape(one["target"])) for one in found)
        elif kind == "link":
            yield text_of(value, names), str(value.get("url"))
        elif kind == "button" and value.get("url"):
            yield label(value), str(value["url"])


def _values(found: object) -> Iterator[Json]:
    if isinstance(found, dict):
        yield found
    for part in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from _values(part)
