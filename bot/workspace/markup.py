"""What Slack makes of text that people type: escaped, with names turned into references."""

import re
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

_REFERENCE = re.compile(r"(<[@#!][^>]+>|<[a-z]+:[^>]+>)")
_WEB = re.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)。，；：！？）]")


def escape(text: str) -> str:
    """Escape the three characters Slack escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Undo `escape`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def typed(text: str, people: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """Turn what a person typed into the text Slack delivers.

    Args:
        text: As typed, with `@name` and `#channel`.
        people: Name as one may type it to user id.
        channels: Channel name to channel id.

    Returns:
        Escaped text with `<@U…>`, `<#C…|name>` and `<https://…>`.
    """
    safe = _WEB.sub(lambda found: f"<{found[0]}>", escape(text))
    safe = _refer(safe, "@", people, lambda _name, uid: f"<@{uid}>")
    return _refer(safe, "#", channels, lambda name, cid: f"<#{cid}|{name}>")


def _refer(text: str, sign: str, names: Mapping[str, str], shape: Any) -> str:  # noqa: ANN401 - a two-line function
    known = {escape(name).casefold(): (name, found) for name, found in names.items() if name}
    if not known:
        return text
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(rf"{sign}({'|'.join(map(re.escape, longest_first))})(?![A-Za-z0-9_æøåÆØÅ])", re.IGNORECASE)
    return pattern.sub(lambda found: shape(*known[found[1].casefold()]), text)


def mentioned(text: str) -> set[str]:
    """Give the ids of the users a delivered text refers to."""
    return set(re.findall(r"<@([UW][A-Z0-9_]+)(?:\|[^>]*)?>", text))


def rich_text(text: str, block_id: str) -> Json:
    """Build the `rich_text` block Slack makes of a person's message."""
    parts = [_rich_part(part) for part in _REFERENCE.split(text) if part]
    section = {"type": "rich_text_section", "elements": parts}
    return {"type": "rich_text", "block_id": block_id, "elements": [section]}


def _rich_part(part: str) -> Json:
    if part.startswith("<@"):
        return {"type": "user", "user_id": part[2:-1].split("|", maxsplit=1)[0]}
    if part.startswith("<#"):
        return {"type": "channel", "channel_id": part[2:-1].split("|", maxsplit=1)[0]}
    if part.startswith("<http"):
        return {"type": "link", "url": unescape(part[1:-1].split("|", maxsplit=1)[0])}
    return {"type": "text", "text": unescape(part)}
