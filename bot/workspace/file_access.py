"""Who may have an uploaded file: the app it belongs to, apps and people it was shown to, and nobody else."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from bot.workspace import blocks as kit
from bot.workspace.core import Workspace
from bot.workspace.model import App, Installation, Message, User
from bot.workspace.model_files import File

Json = dict[str, Any]

_FILES = "files"


def for_app(ws: Workspace, app: App, at: Installation, file_id: str | None) -> File | None:
    """Give a file an installation has access to: the app's own, or one in a message of a channel its bot is in."""
    file = _existing(ws, file_id)
    if file is None or file.app_id == app.app_id:
        return file
    channels = [one for one in ws.world.channels.values() if at.bot_user_id in one.members]
    messages = (message for channel in channels for message in channel.messages)
    return file if any(file.id in _in_message(message) for message in messages) else None


def for_person(ws: Workspace, user: User, file_id: str) -> File | None:
    """Give a file that stands in a message, a modal or an App Home before this person's eyes."""
    file = _existing(ws, file_id)
    return file if file and file.id in _before(ws, user) else None


def file_named(slack_file: Json) -> str | None:
    """Give the file id an image's `slack_file` names, by `id` or by its `url`."""
    if slack_file.get("id"):
        return str(slack_file["id"])
    parts = urlsplit(str(slack_file.get("url") or "")).path.split("/")
    return parts[2] if len(parts) > 2 and parts[1] == _FILES else None  # noqa: PLR2004 - /files/ID/name


def _existing(ws: Workspace, file_id: str | None) -> File | None:
    file = ws.world.files.get(file_id or "")
    return file if file and file.content is not None and file.ready_at is not None else None


def _before(ws: Workspace, user: User) -> Iterator[str]:
    for channel in ws.world.channels.values():
        if user.id in channel.members:
            for message in channel.messages:
                if message.seen_by(user.id):
                    yield from _in_message(message)
    homes = [view for (owner, _), view in ws.world.homes.items() if owner == user.id]
    for view in [*ws.world.modals.get(user.id, []), *homes]:
        yield from _in_blocks(view.body["blocks"])


def _in_message(message: Message) -> Iterator[str]:
    yield from (str(file["id"]) for file in message.files)
    yield from _in_blocks(message.blocks or [])


def _in_blocks(blocks: Iterable[Json]) -> Iterator[str]:
    for _, image in kit.images(blocks):
        named = file_named(image.get("slack_file") or {})
        if named:
            yield named
