"""The Web API's upload of files, version 2: get an address, send the bytes, complete."""

import json
from typing import Any

from bot.workspace import file_access, files, posting
from bot.workspace.api_base import Method, Request
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model_files import File

Json = dict[str, Any]

_LONGEST_ALT_TEXT = 1000


def get_upload_url(call: Request) -> Json:
    """files.getUploadURLExternal."""
    name, length, alt_txt = call.need("filename"), call.number("length", 0), call.text("alt_txt") or ""
    if not length:
        raise SlackError("invalid_arguments", ["must be more than 0 [json-pointer:/length]"])
    if len(alt_txt) > _LONGEST_ALT_TEXT:
        raise SlackError("alt_txt_too_large")
    file = File(call.ws.new_id("F"), name, length, call.app.app_id, call.at.bot_user_id, alt_txt=alt_txt)
    call.ws.world.files[file.id] = file
    return {"upload_url": f"{call.ws.base_url}/upload/{file.id}", "file_id": file.id}


def receive(ws: Workspace, file_id: str, content: bytes) -> bool:
    """Take the bytes of a file; False if no such upload waits or the length is not the one announced."""
    file = ws.world.files.get(file_id)
    if file is None or file.content is not None or len(content) != file.size:
        return False
    file.content = content
    return True


def complete_upload(call: Request) -> Json:
    """files.completeUploadExternal: from now on the files are there; share them, with a comment, if a channel is named.

    In a channel they appear at once, also while Slack has not looked at them yet.
    """
    channel_id = call.text("channel_id") or (call.text("channels") or "").split(",")[0]
    channel = call.channel_with(channel_id, member=True) if channel_id else None
    uploads = [(_uploaded(call, item), item) for item in _listed(call)]
    for file, item in uploads:
        files.complete(call.ws, file, str(item.get("title") or file.name))
    shown = [files.file_object(call.ws, file) for file, _ in uploads]
    if channel:
        content = {"text": call.text("initial_comment") or "", "blocks": None}
        posting.add(call.ws, call.app, call.at, channel, content, files=shown, thread_ts=call.text("thread_ts"))
    return {"files": shown}


def info(call: Request) -> Json:
    """files.info: what there is to know about a file; its type only when Slack has looked at it."""
    file = file_access.for_app(call.ws, call.app, call.at, call.need("file"))
    if file is None:
        raise SlackError("file_not_found")
    found = files.file_object(call.ws, file)
    file.calls_left = max(0, file.calls_left - 1)
    return {"file": found}


def _listed(call: Request) -> list[Json]:
    value = call.args.get("files")
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        raise SlackError("invalid_arguments", ["must be a list of files [json-pointer:/files]"])
    return found


def _uploaded(call: Request, item: Json) -> File:
    file = call.ws.world.files.get(str(item.get("id")))
    if file is None or file.app_id != call.app.app_id or file.content is None:
        raise SlackError("file_not_found")
    return file


METHODS: dict[str, Method] = {
    "files.info": info,
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
}
