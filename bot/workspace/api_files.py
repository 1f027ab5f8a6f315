"""The Web API's upload of files, version 2: get an address, send the bytes, complete."""

import json
from typing import Any

from bot.workspace import posting
from bot.workspace.api_base import Method, Request
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model import File

Json = dict[str, Any]


def get_upload_url(call: Request) -> Json:
    """files.getUploadURLExternal."""
    name, length = call.need("filename"), call.number("length", 0)
    if not length:
        raise SlackError("invalid_arguments", ["must be more than 0 [json-pointer:/length]"])
    file = File(call.ws.new_id("F"), name, length, call.app.app_id)
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
    """files.completeUploadExternal: share the files, with a comment, in a channel or thread."""
    files = [_ready(call, item) for item in _listed(call)]
    shown = [_file_object(call, file) for file in files]
    channel_id = call.text("channel_id") or (call.text("channels") or "").split(",")[0]
    if channel_id:
        call.args["channel"] = channel_id
        channel = call.channel(member=True)
        content = {"text": call.text("initial_comment") or "", "blocks": None}
        posting.add(call.ws, call.app, call.at, channel, content, files=shown, thread_ts=call.text("thread_ts"))
    return {"files": shown}


def info(call: Request) -> Json:
    """files.info: what there is to know about a file, such as where to fetch it."""
    file = call.ws.world.files.get(call.need("file"))
    if file is None or file.content is None:
        raise SlackError("file_not_found")
    return {"file": _file_object(call, file)}


def _listed(call: Request) -> list[Json]:
    value = call.args.get("files")
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if not isinstance(found, list) or not found or not all(isinstance(item, dict) for item in found):
        raise SlackError("invalid_arguments", ["must be a list of files [json-pointer:/files]"])
    return found


def _ready(call: Request, item: Json) -> File:
    file = call.ws.world.files.get(str(item.get("id")))
    if file is None or file.app_id != call.app.app_id or file.content is None:
        raise SlackError("file_not_found")
    file.title = str(item.get("title") or file.name)
    return file


def _file_object(call: Request, file: File) -> Json:
    url = f"{call.ws.base_url}/files/{file.id}/{file.name}"
    return {"id": file.id, "name": file.name, "title": file.title, "size": file.size, "url_private": url,
            "url_private_download": url, "permalink": url, "user": call.at.bot_user_id}  # fmt: skip


METHODS: dict[str, Method] = {
    "files.info": info,
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
}
