"""The Web API's chat.* methods."""

from typing import Any

from bot.workspace import connect, payloads, permalinks, posting
from bot.workspace.api_base import Method, Request
from bot.workspace.errors import SlackError
from bot.workspace.model import Channel, Message
from bot.workspace.people import direct_channel
from bot.workspace.rules_weight import check_weight

Json = dict[str, Any]

# The documentation says characters; what is reported from practice fits bytes (2,333 Chinese characters were refused).
_LONGEST_UPDATE_BYTES = 4000


def _target(call: Request) -> Channel:
    """Give the channel to post in; a user id means the direct messages with them."""
    user = call.ws.world.users.get(call.need("channel", "channel_not_found"))
    if user is not None:
        if connect.is_stranger(call.ws.world, user, call.at.team_id):
            raise SlackError("channel_not_found")
        return direct_channel(call.ws, call.at.bot_user_id, user.id, call.at.team_id)
    return call.channel(member=True)


def _content(call: Request) -> Json:
    content = posting.content_of(call.ws, call.app, call.at, call.args)
    check_weight(content["blocks"] or [])
    return content


def post_message(call: Request) -> Json:
    """chat.postMessage: a repeat with the same `client_msg_id` is answered with the first message."""
    channel = _target(call)
    message_id = call.text("client_msg_id")
    for message in channel.messages:
        if message_id and message.client_msg_id == message_id and message.app_id == call.app.app_id:
            return _posted(channel, message)
    message = posting.add(
        call.ws, call.app, call.at, channel, _content(call),
        thread_ts=call.text("thread_ts"), metadata=call.object("metadata"), client_msg_id=message_id,
        username=call.text("username"),
    )  # fmt: skip
    return _posted(channel, message)


def _posted(channel: Channel, message: Message) -> Json:
    return {"channel": channel.id, "ts": message.ts, "message": payloads.message_object(message)}


def post_ephemeral(call: Request) -> Json:
    """chat.postEphemeral: seen by one member of the channel, never in its history."""
    channel = call.channel(member=True)
    reader = call.need("user", "user_not_found")
    if reader not in call.ws.world.users:
        raise SlackError("user_not_found")
    if reader not in channel.members:
        raise SlackError("user_not_in_channel")
    content = _content(call)
    thread = call.text("thread_ts")
    message = posting.add(call.ws, call.app, call.at, channel, content, reader=reader, thread_ts=thread)
    return {"message_ts": message.ts}


def _own(call: Request, channel: Channel, error: str) -> Message:
    message = posting.find(channel, call.need("ts", "message_not_found"))
    if message.app_id != call.app.app_id or message.user != call.at.bot_user_id:
        raise SlackError(error)
    return message


def update(call: Request) -> Json:
    """chat.update: of the app's own messages; a text without blocks takes the blocks away, attachments are kept."""
    channel = call.channel()
    message = _own(call, channel, "cant_update_message")
    if len((call.text("text") or "").encode()) > _LONGEST_UPDATE_BYTES:
        raise SlackError("msg_too_long")
    content = _content(call)
    if "attachments" not in call.args:
        del content["attachments"]
    metadata = call.object("metadata")
    posting.replace(call.ws, channel, message, content | ({"metadata": metadata} if metadata else {}))
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": payloads.message_object(message)}


def delete(call: Request) -> Json:
    """chat.delete: of the app's own messages."""
    channel = call.channel()
    message = _own(call, channel, "cant_delete_message")
    posting.remove(call.ws, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(call: Request) -> Json:
    """chat.getPermalink."""
    channel = call.channel()
    message = posting.find(channel, call.need("message_ts", "message_not_found"))
    return {"channel": channel.id, "permalink": permalinks.address_of(call.ws, channel, message)}


METHODS: dict[str, Method] = {
    "chat.postMessage": post_message,
    "chat.postEphemeral": post_ephemeral,
    "chat.update": update,
    "chat.delete": delete,
    "chat.getPermalink": get_permalink,
}
