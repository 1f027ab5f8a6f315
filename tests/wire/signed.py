"""Requests as Slack signs them, and as somebody would who wants to pass for Slack."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.workspace.delivery_http import sign

Json = dict[str, Any]
HOME, PARTNER = "T0REGION", "T0JEPD"
BOT = "U0JORDBRO0REGION"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

_NUMBERS = count(1)


@dataclass(frozen=True)
class Request:
    """One request, ready to be sent as often as wanted."""

    body: str
    headers: Mapping[str, str]

    def without(self, name: str) -> "Request":
        """The same without a header."""
        return Request(self.body, {key: value for key, value in self.headers.items() if key != name})

    def but(self, **headers: str) -> "Request":
        """The same with other headers; `_` stands for `-` in their names."""
        changed = {key.replace("_", "-"): value for key, value in headers.items()}
        return Request(self.body, {**self.headers, **changed})


class Signer:
    """Signs with the secret that Slack and the app share."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def event(self, payload: Json, retry: int = 0) -> Request:
        """Something that happened."""
        request = self.raw(json.dumps(payload), JSON)
        return request if not retry else request.but(x_slack_retry_num=str(retry), x_slack_retry_reason="http_error")

    def command(self, payload: Json) -> Request:
        """A slash command."""
        return self.raw(urlencode(payload), FORM)

    def interaction(self, payload: Json) -> Request:
        """A button, a form or a shortcut."""
        return self.raw(urlencode({"payload": json.dumps(payload)}), FORM)

    def raw(self, body: str, kind: str, at: float | None = None) -> Request:
        """Any body, signed at a time in seconds since 1970; now if left out."""
        timestamp = str(int(time.time() if at is None else at))
        signature = sign(self._secret, timestamp, body)
        return Request(
            body,
            {"content-type": kind, "x-slack-request-timestamp": timestamp, "x-slack-signature": signature},
        )


def send(client: httpx.Client, url: str, request: Request) -> httpx.Response:
    """Bring a request there."""
    headers = [(name.encode(), value.encode("latin-1")) for name, value in request.headers.items()]
    return client.post(url, content=request.body.encode(errors="surrogatepass"), headers=headers)


def command(name: str, text: str, *, user: str = "U0METTE", channel: str = "C0JIANGSU", team: str = HOME) -> Json:
    """What Slack sends for a slash command."""
    return {
        "command": name,
        "text": text,
        "team_id": team,
        "user_id": user,
        "channel_id": channel,
        "api_app_id": "A0JORDBRO",
        "trigger_id": f"wire.{time.monotonic_ns()}.{next(_NUMBERS)}",
        "response_url": "http://127.0.0.1:9/none",
    }


def pressed(action: str, value: str, *, user: str = "U0METTE", channel: str = "C0JIANGSU", team: str = HOME) -> Json:
    """What Slack sends for a button in a message."""
    return {
        "type": "block_actions",
        "team": {"id": HOME},
        "user": {"id": user, "team_id": team},
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": "1.1", "channel_id": channel, "is_ephemeral": True},
        "trigger_id": f"wire.{time.monotonic_ns()}.{next(_NUMBERS)}",
        "response_url": "",
        "actions": [{"action_id": action, "type": "button", "value": value, "block_id": "b"}],
    }


def submitted(callback: str, private: str, state: Mapping[str, str], **who: str) -> Json:
    """What Slack sends for a form: `state` is block id → what stands in its field; `who` is user, team and view."""
    user, team = who.get("user", "U0METTE"), who.get("team", HOME)
    number = next(_NUMBERS)
    values = {block: {"field": {"type": "plain_text_input", "value": value}} for block, value in state.items()}
    return {
        "type": "view_submission",
        "team": {"id": team},
        "user": {"id": user, "team_id": team},
        "trigger_id": f"wire.{time.monotonic_ns()}.{number}",
        "view": {
            "type": "modal",
            "id": who.get("view", f"V{number}"),
            "hash": f"h{number}",
            "callback_id": callback,
            "private_metadata": private,
            "app_installed_team_id": HOME,
            "state": {"values": values},
        },
    }


def happened(event: Json, *, team: str = HOME, event_id: str = "", shared: bool = True) -> Json:
    """What Slack sends for an event that came from `team` and that our installation at home hears of."""
    return {
        "type": "event_callback",
        "event_id": event_id or f"Ev{time.monotonic_ns()}{next(_NUMBERS)}",
        "team_id": team,
        "context_team_id": HOME,
        "api_app_id": "A0JORDBRO",
        "authorizations": [{"team_id": HOME, "user_id": BOT, "is_bot": True}],
        "is_ext_shared_channel": shared,
        "event": event,
    }


def said(text: str, *, kind: str = "app_mention", user: str = "U0LI", channel: str = "C0JIANGSU") -> Json:
    """The inner event of a mention, or with the kind `message` of a direct message."""
    ts = f"{time.time():.4f}{next(_NUMBERS) % 100:02d}"
    team = PARTNER if user in {"U0LI", "U0ZHAO"} else HOME
    said_to_us = f"<@{BOT}> {text}" if kind == "app_mention" else text
    inner = {"type": kind, "user": user, "team": team, "user_team": team, "channel": channel, "ts": ts, "event_ts": ts}
    return inner | {"text": said_to_us} | ({"channel_type": "im"} if kind == "message" else {})
