"""Putting messages into channels, changing and removing them, for the Web API, acks and response_urls alike."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.workspace import echoes, pictures, rules
from bot.workspace.blocks import with_ids
from bot.workspace.core import Workspace
from bot.workspace.errors import SlackError
from bot.workspace.model import App, Channel, Installation, Message

Json = dict[str, Any]


def content_of(ws: Workspace, app: App, at: Installation, args: Mapping[str, Any]) -> Json:
    """Read text, blocks and attachments of a message an app sends.

    Args:
        ws: The workspace.
        app: Who sends it.
        at: Through which installation.
        args: What was sent; `blocks` and `attachments` may be lists or JSON texts.

    Returns:
        The fields `text`, `blocks`, `attachments` of a message.

    Raises:
        SlackError: `no_text`, `invalid_blocks`, `invalid_blocks_format`, `msg_blocks_too_long`.
    """
    text = str(args.get("text") or "")
    blocks = _list(args.get("blocks"), "invalid_blocks_format")
    attachments = _list(args.get("attachments"), "invalid_attachments")
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    attached = [one["blocks"] for one in attachments if isinstance(one.get("blocks"), list)]
    for found in [blocks, *attached]:
        rules.check_message_blocks(found)
        pictures.check(ws, app, at, found)
    ready = with_ids(blocks, lambda: ws.new_id("b")) if blocks else None
    return {"text": rules.check_text(text), "blocks": ready, "attachments": attachments}


def _list(value: object, error: str) -> list[Json]:
    if isinstance(value, str) and value:
        try:
            value = json.loads(value)
        except ValueError as problem:
            raise SlackError(error) from problem
    if value in (None, ""):
        return []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise SlackError(error)
    return value


def add(ws: Workspace, app: App, at: Installation, channel: Channel, content: Json, **more: Any) -> Message:  # noqa: ANN401 - fields of Message
    """Post a message of an app, at once seen by the channel or by its one reader.

    Args:
        ws: The workspace.
        app: Who posts.
        at: Through which installation.
        channel: Where.
        content: From `content_of`.
        **more: Other fields of `Message`: `reader`, `thread_ts`, `metadata`, `files`, …

    Raises:
        SlackError: `is_archived`.
    """
    if channel.is_archived:
        raise SlackError("is_archived")
    with ws.lock:
        message = Message(
            ts=ws.new_ts(), channel=channel.id, user=at.bot_user_id, app_id=app.app_id, installed_team=at.team_id,
            bot_id=at.bot_id, **content, **more,
        )  # fmt: skip
        channel.messages.append(message)
        ws.changed([message.reader] if message.reader else channel.members)
        if ws.echoes and message.reader is None:
            echoes.send(ws, message, channel)
        return message


def replace(ws: Workspace, channel: Channel, message: Message, content: Json) -> None:
    """Change a message in place."""
    with ws.lock:
        for key, value in content.items():
            setattr(message, key, value)
        message.state = {}
        # Slack marks a message as edited only when it now shows a text, not when it shows blocks.
        message.edited = message.reader is None and not message.blocks
        ws.changed([message.reader] if message.reader else channel.members)


def remove(ws: Workspace, channel: Channel, message: Message) -> None:
    """Take a message away."""
    with ws.lock:
        channel.messages.remove(message)
        channel.pins.pop(message.ts, None)
        ws.changed([message.reader] if message.reader else channel.members)


def find(channel: Channel, ts: str, *, ephemerals: bool = False) -> Message:
    """Find a message by its ts; ephemerals exist only for who asks for them.

    Raises:
        SlackError: `message_not_found`.
    """
    for message in channel.messages:
        if message.ts == ts and (ephemerals or message.reader is None):
            return message
    raise SlackError("message_not_found")


def respond(ws: Workspace, app: App, at: Installation, channel: Channel, user: str, body: Json,
            original: str | None = None, thread_ts: str | None = None) -> Message | None:  # fmt: skip
    """Do what an answer in an ack or to a response_url asks for.

    Args:
        ws: The workspace.
        app: Who answers.
        at: Through which installation.
        channel: Where the command or interaction happened.
        user: Who did it; reader of an ephemeral answer.
        body: `text`, `blocks`, `response_type`, `replace_original`, `delete_original`, `thread_ts`.
        original: The ts of the message pressed on, if any.
        thread_ts: Its thread.

    Returns:
        The message posted or changed, None if one was deleted.

    Raises:
        SlackError: As `content_of`.
    """
    target = next((message for message in channel.messages if message.ts == original), None)
    if body.get("delete_original"):
        if target:
            remove(ws, channel, target)
        return None
    content = content_of(ws, app, at, body)
    if body.get("replace_original") and target:
        replace(ws, channel, target, content)
        return target
    reader = None if body.get("response_type") == "in_channel" else user
    thread = body.get("thread_ts") or (thread_ts if reader else None)
    return add(ws, app, at, channel, content, reader=reader, thread_ts=thread, metadata=body.get("metadata"))


def visible(channel: Channel, user_id: str) -> Sequence[Message]:
    """Give the messages one person sees in a channel."""
    return [message for message in channel.messages if message.seen_by(user_id)]
