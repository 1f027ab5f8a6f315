"""What one person sees, as values for tests to read: messages, the modal on top, the App Home, the pictures in them."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.workspace import blocks as kit
from bot.workspace import file_access, permalinks, screen
from bot.workspace.core import Workspace
from bot.workspace.model import User
from bot.workspace.seen import Modal, Picture, Seen

Json = dict[str, Any]

_KEPT = ("ts", "text", "ephemeral", "name", "edited", "pinned", "thread_ts", "files")


def messages(ws: Workspace, user: User, channel_id: str) -> list[Seen]:
    """Give what a person sees in a channel, oldest first."""
    view = screen.view(ws, user)
    found = next((one for one in view["channels"] if one["id"] == channel_id), None)
    return [_message(ws, one, channel_id, view["names"]) for one in found["messages"]] if found else []


def led_to(ws: Workspace, user: User, address: str) -> Seen | None:
    """Give the message a permalink leads a person to, None if it leads to none they see."""
    target = permalinks.target_of(address)
    found = messages(ws, user, target[0]) if target else []
    return next((one for one in found if target and one.ts == target[1]), None)


def modal(ws: Workspace, user: User) -> Modal | None:
    """Give the modal on top, None if none is open."""
    view = screen.view(ws, user)
    return _view(ws, view["modals"][-1], view["names"]) if view["modals"] else None


def home(ws: Workspace, user: User) -> Modal | None:
    """Give the App Home, None if the app has published none."""
    view = screen.view(ws, user)
    return _view(ws, {"view": view["home"], "errors": {}}, view["names"]) if view["home"] else None


def notices(ws: Workspace, user: User) -> list[str]:
    """Give what Slack itself has told a person."""
    return [one["text"] for one in screen.view(ws, user)["notices"]]


def _message(ws: Workspace, found: Json, channel: str, names: Json) -> Seen:
    container = {"type": "message", "channel": channel, "ts": found["ts"]}
    kept = {key: found[key] for key in _KEPT}
    pictures = tuple(_pictures(ws, found["blocks"] or []))
    return Seen(found["blocks"], container, names, pictures, channel=channel, **kept)


def _view(ws: Workspace, found: Json, names: Json) -> Modal:
    view = found["view"]
    container = {"type": "view", "view_id": view["id"]}
    pictures = tuple(_pictures(ws, view["blocks"]))
    return Modal(view["blocks"], container, names, pictures, view, found["errors"])


def _pictures(ws: Workspace, blocks: Sequence[Json]) -> Iterator[Picture]:
    for _, image in kit.images(blocks):
        file = ws.world.files.get(file_access.file_named(image.get("slack_file") or {}) or "")
        if file is not None and file.content is not None:
            yield Picture(str(image.get("alt_text", "")), file.content)
