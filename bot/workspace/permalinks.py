"""Permalinks: the address of a message, and the message an address leads to."""

import re
from urllib.parse import urlsplit

from bot.workspace.core import Workspace
from bot.workspace.model import Channel, Message

_PATH = re.compile(r"^/archives/(?P<channel>[CDG][A-Z0-9]+)/p(?P<seconds>\d+)(?P<fraction>\d{6})$")


def address_of(ws: Workspace, channel: Channel, message: Message) -> str:
    """Give the permalink of a message; that of a reply names its thread as well, as in Slack."""
    link = f"{ws.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    if message.thread_ts and message.thread_ts != message.ts:
        return f"{link}?thread_ts={message.thread_ts}&cid={channel.id}"
    return link


def target_of(address: str) -> tuple[str, str] | None:
    """Give channel id and ts an address leads to, None if it is no permalink."""
    found = _PATH.match(urlsplit(address).path)
    return (found["channel"], f"{found['seconds']}.{found['fraction']}") if found else None
