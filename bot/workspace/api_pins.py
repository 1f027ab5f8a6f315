"""The Web API's pins.* methods: messages kept at hand in a channel."""

from typing import Any

from bot.workspace import payloads, permalinks, posting
from bot.workspace.api_base import Method, Request
from bot.workspace.errors import SlackError
from bot.workspace.model import Channel, Message

Json = dict[str, Any]

_MOST = 100


def _meant(call: Request) -> tuple[Channel, Message]:
    channel = call.channel(member=True)
    return channel, posting.find(channel, call.need("timestamp", "no_item_specified"))


def add(call: Request) -> Json:
    """pins.add: up to a hundred in a channel."""
    channel, message = _meant(call)
    if message.ts in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= _MOST:
        raise SlackError("too_many_pins")
    channel.pins[message.ts] = (call.at.bot_user_id, int(call.ws.clock()))
    call.ws.changed(channel.members)
    return {}


def remove(call: Request) -> Json:
    """pins.remove, also of what somebody else has pinned."""
    channel, message = _meant(call)
    if channel.pins.pop(message.ts, None) is None:
        raise SlackError("no_pin")
    call.ws.changed(channel.members)
    return {}


def list_(call: Request) -> Json:
    """pins.list: the last one pinned first."""
    channel = call.channel(member=True)
    return {"items": [_item(call, channel, ts) for ts in reversed(channel.pins)]}


def _item(call: Request, channel: Channel, ts: str) -> Json:
    message, (by, at) = posting.find(channel, ts), channel.pins[ts]
    shown = payloads.message_object(message) | {
        "pinned_to": [channel.id], "permalink": permalinks.address_of(call.ws, channel, message),
    }  # fmt: skip
    return {"type": "message", "channel": channel.id, "created": at, "created_by": by, "message": shown}


METHODS: dict[str, Method] = {"pins.add": add, "pins.list": list_, "pins.remove": remove}
