"""The Web API's canvases: one of each channel, made once, changed by one operation at a time, and never read."""

import json
from typing import Any

from bot.workspace.api_base import Method, Request
from bot.workspace.errors import SlackError
from bot.workspace.model import Canvas

Json = dict[str, Any]

_MOST = 1_048_576  # characters of Markdown
_ENDS = ("insert_at_start", "insert_at_end", "replace")


def create(call: Request) -> Json:
    """conversations.canvases.create: a channel has one."""
    channel = call.channel("channel_id", member=True)
    if channel.canvas is not None:
        raise SlackError("channel_canvas_already_exists")
    content = call.object("document_content")
    canvas = Canvas(call.ws.new_id("F"), call.text("title") or "", _markdown(content) if content else "")
    channel.canvas = canvas
    call.ws.changed(channel.members)
    return {"canvas_id": canvas.id}


def edit(call: Request) -> Json:
    """canvases.edit: one change in a call, of the whole or at an end of it."""
    wanted, changes = call.need("canvas_id"), _changes(call)
    found = [one for one in call.ws.world.channels.values() if one.canvas is not None and one.canvas.id == wanted]
    if not found or call.at.bot_user_id not in found[0].members or found[0].canvas is None:
        raise SlackError("canvas_not_found")
    if len(changes) != 1 or changes[0].get("operation") not in _ENDS:
        raise SlackError("invalid_arguments", ["one change in a call [json-pointer:/changes]"])
    operation, words, canvas = changes[0]["operation"], _markdown(changes[0].get("document_content")), found[0].canvas
    before = {"insert_at_start": ("", canvas.markdown), "insert_at_end": (canvas.markdown, "")}.get(operation, ("", ""))
    canvas.markdown = "\n".join(filter(None, (before[0], words, before[1])))
    call.ws.changed(found[0].members)
    return {}


def _changes(call: Request) -> list[Json]:
    value = call.args.get("changes")
    try:
        changes = json.loads(value) if isinstance(value, str) else value
    except ValueError:
        changes = None
    if not isinstance(changes, list) or not all(isinstance(one, dict) for one in changes):
        raise SlackError("invalid_arguments", ["must be an array [json-pointer:/changes]"])
    return changes


def _markdown(content: object) -> str:
    words = content.get("markdown") if isinstance(content, dict) and content.get("type") == "markdown" else None
    if not isinstance(words, str) or len(words) > _MOST:
        raise SlackError("invalid_arguments", ["must be Markdown of at most 1 MiB [json-pointer:/document_content]"])
    return words


METHODS: dict[str, Method] = {"canvases.edit": edit, "conversations.canvases.create": create}
