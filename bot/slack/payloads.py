"""Slack's payloads as one value, whatever surface they came from."""

import html
import json
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

from bot.domain.person import SlackChannel, SlackUser
from bot.domain.shared_file import SharedFile

Surface = Literal["command", "mention", "dm", "button", "form", "shortcut", "home", "event"]
Payload = Mapping[str, Any]

LONGEST_NUMBER = 9
"""Digits: what every database takes as an id."""

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|([^>]*))?>")
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|([^>]*))?>")
_LINK = re.compile(r"<((?:https?|mailto|tel):[^|>]+)(?:\|([^>]*))?>")
_EVENT_SURFACES: Mapping[str, "Surface"] = {"app_mention": "mention", "message": "dm", "app_home_opened": "home"}
_SPOKEN = frozenset({"", "file_share", "thread_broadcast", "me_message"})
"""Subtypes of messages in which a person says something new."""
_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")
_SPECIAL = re.compile(r"<!(?:subteam\^[A-Z0-9]+\|)?@?([^>|^]+)(?:\|([^>]*))?>")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One thing somebody did in Slack.

    `key` names the delivery, so that a repeated one is known; `state` holds a form's fields by
    block id; `private` is what a view carried along.
    """

    surface: Surface
    user: SlackUser
    channel: SlackChannel | None
    key: str
    text: str = ""  # as Slack has it; `plain` makes it readable
    mentioned: tuple[str, ...] = ()  # user ids, in order
    names: Mapping[str, str] = field(default_factory=dict)  # of those mentioned, as far as they are known
    name: str = ""  # what was used: "/note", "item.done", "note_form"
    value: str = ""
    trigger_id: str = ""
    response_url: str = ""
    message_ts: str = ""
    thread_ts: str = ""
    ephemeral: bool = False  # the message pressed on is only its reader's
    state: Mapping[str, str] = field(default_factory=dict)
    private: str = ""
    view_id: str = ""
    view_hash: str = ""
    files: tuple[SharedFile, ...] = ()  # sent along with a message
    at: datetime | None = None  # when it happened, where Slack says so

    def channel_of(self, private: Mapping[str, Any]) -> SlackChannel | None:
        """The channel in which a form was opened, as the form carried it along."""
        channel_id = str(private.get("channel") or "")
        return SlackChannel(str(private.get("team") or ""), channel_id) if channel_id else None


def from_command(body: Payload, home: str) -> Incoming:
    """A slash command. Slack does not repeat it; its trigger names it.

    Args:
        body: Slack's payload.
        home: the team whose installation of the app got it; channels are known by that team.
    """
    return Incoming(
        "command",
        SlackUser(body["team_id"], body["user_id"]),
        SlackChannel(home, body["channel_id"]),
        f"trigger:{body.get('trigger_id', '')}",
        text=_readable(body.get("text")),
        name=body["command"],
        trigger_id=body.get("trigger_id", ""),
    )


def from_event(body: Payload, home: str) -> Incoming:
    """An event: a mention, a direct message, App Home opened, somebody joined or left.

    A message is known by its channel and time, so that its mention and its repeats are one thing; and not by the
    installation that heard of it, so that it is one thing too where the app is on both sides of a shared channel,
    which has one id there. Two would be taken for one only if their channels, of different workspaces, had the same
    id and both were said in the same microsecond. The id of an event is unique among all workspaces.
    """
    event = body["event"]
    by_app = bool(event.get("bot_id") or event.get("subtype", "") not in _SPOKEN)
    user = "" if by_app else event.get("user") or ""
    team = event.get("user_team") or event.get("team") or home
    channel = event.get("channel") or event.get("old_channel_id")
    channel_id = channel if isinstance(channel, str) else ""
    ts = event.get("ts", "")
    return Incoming(
        _EVENT_SURFACES.get(event["type"], "event"),
        SlackUser(team, user if isinstance(user, str) else user.get("id", "")),
        SlackChannel(home, channel_id) if channel_id else None,
        f"message:{channel_id}:{ts}" if ts else f"event:{body.get('event_id', '')}",
        text=_readable(event.get("text")),
        name=event["type"],
        value=_other_of(event),
        message_ts=ts,
        thread_ts=event.get("thread_ts", ""),
        files=tuple(_file(one) for one in event.get("files") or ()),
        at=_moment(event.get("event_ts") or ts),
    )


def _other_of(event: Payload) -> str:
    """The new id of a channel, or the team with which it is or was shared."""
    keys = ("new_channel_id", "connected_team_id", "previously_connected_team_id")
    return str(next((event[key] for key in keys if event.get(key)), ""))


def _moment(ts: object) -> datetime | None:
    """When a time of Slack's is; None for anything else."""
    try:
        return datetime.fromtimestamp(float(str(ts)), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def from_action(body: Payload, home: str) -> Incoming:
    """A button pressed or something chosen in a message, a form or App Home."""
    action = body["actions"][0]
    container = body.get("container") or {}
    view = body.get("view") or {}
    channel_id = (body.get("channel") or {}).get("id") or container.get("channel_id")
    return Incoming(
        "button",
        _user(body),
        SlackChannel(home, channel_id) if channel_id else None,
        f"action:{body.get('trigger_id', '')}",
        name=action["action_id"],
        value=_value(action),
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
        message_ts=container.get("message_ts", ""),
        thread_ts=container.get("thread_ts", ""),
        ephemeral=bool(container.get("is_ephemeral")),
        state=_state(view),
        private=view.get("private_metadata", ""),
        view_id=view.get("id", ""),
        view_hash=view.get("hash", ""),
    )


def from_form(body: Payload, home: str) -> Incoming:
    """A form that was submitted. It is submitted once; the view's id names the delivery."""
    del home
    view = body["view"]
    return Incoming(
        "form",
        _user(body),
        None,
        f"view:{view['id']}",
        name=view["callback_id"],
        trigger_id=body.get("trigger_id", ""),
        state=_state(view),
        private=view.get("private_metadata", ""),
        view_id=view["id"],
        view_hash=view.get("hash", ""),
    )


def from_shortcut(body: Payload, home: str) -> Incoming:
    """A message shortcut, with the text of the message it was used on."""
    message = body.get("message") or {}
    channel = body.get("channel") or {}
    return Incoming(
        "shortcut",
        _user(body),
        SlackChannel(home, channel["id"]) if channel.get("id") else None,
        f"trigger:{body.get('trigger_id', '')}",
        text=_readable(message.get("text")),
        name=body["callback_id"],
        trigger_id=body.get("trigger_id", ""),
        message_ts=message.get("ts", ""),
    )


def plain(text: str, names: Callable[[str], str | None]) -> str:
    """What a person reads of Slack's text: names for ids, links as written, `& < >` as themselves."""
    text = _MENTION.sub(lambda found: "@" + (names(found[1]) or found[2] or found[1]), text)
    text = _CHANNEL.sub(lambda found: "#" + (found[2] or found[1]), text)
    text = _LINK.sub(_readable_link, text)
    text = _SPECIAL.sub(lambda found: found[2] or f"@{found[1]}", text)
    return html.unescape(text)


def mentioned(text: str) -> tuple[str, ...]:
    """The user ids mentioned in Slack's text, in order."""
    return tuple(found[1] for found in _MENTION.finditer(text))


def around_mention_of(user_ids: Collection[str], text: str) -> tuple[str, str]:
    """Slack's text before and behind the first mention of one of some users; all of it is behind without any."""
    ids = "|".join(re.escape(user_id) for user_id in sorted(user_ids))
    found = re.search(rf"(?:<@(?:{ids})(?:\|[^>]*)?>[ \t]*[:：,，]?\s*)+", text)
    return ("", text.strip()) if found is None else (text[: found.start()].strip(), text[found.end() :].strip())


def pack(**values: object) -> str:
    """Values as the text that a button or a view carries along."""
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpack(packed: str) -> dict[str, Any]:
    """What `pack` packed; nothing for anything else: the text may have been forged."""
    try:
        values = json.loads(packed)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def number_in(carried: Mapping[str, Any], key: str, otherwise: int = 0) -> int:
    """A number that a button, a view or a field carries; `otherwise` for anything else: it may have been forged."""
    value = carried.get(key)
    if isinstance(value, str) and value.isdecimal() and len(value) <= LONGEST_NUMBER:
        value = int(value)
    return value if type(value) is int and abs(value) < 10**LONGEST_NUMBER else otherwise


def day_in(carried: Mapping[str, Any], key: str) -> date | None:
    """A day that a field carries (ISO); None where none was picked, and for anything else: it may have been forged."""
    value = carried.get(key)
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2017-01-10") else None
    except ValueError:
        return None


def _file(file: Payload) -> SharedFile:
    url = file.get("url_private_download") or file.get("url_private") or ""
    size = file.get("size")
    return SharedFile(str(file.get("id", "")), _readable(file.get("name")), size if type(size) is int else 0, str(url))


def _readable(words: object) -> str:
    """Words of somebody's, without what no store and no answer can hold: half a letter, which is what a cut leaves."""
    return _UNWRITABLE.sub("\ufffd", str(words or ""))


def _readable_link(found: re.Match[str]) -> str:
    target = found[1].removeprefix("mailto:").removeprefix("tel:")
    return target if not found[2] or found[2] == target else f"{found[2]} ({target})"


def _user(body: Payload) -> SlackUser:
    user = body["user"]
    team = body.get("team") or {}  # null where the app is installed for a whole organisation
    return SlackUser(user.get("team_id") or team.get("id") or "", user["id"])


def _state(view: Payload) -> dict[str, str]:
    values = (view.get("state") or {}).get("values") or {}
    return {block: _value(next(iter(actions.values()), {})) for block, actions in values.items()}


def _value(element: Payload) -> str:
    for key in (
        "value",
        "selected_date",
        "selected_time",
        "selected_user",
        "selected_conversation",
        "selected_channel",
    ):
        if element.get(key):
            return _readable(element[key])
    if element.get("selected_option"):
        return str(element["selected_option"]["value"])
    chosen = element.get("selected_options") or []
    return ",".join(str(option["value"]) for option in chosen)
