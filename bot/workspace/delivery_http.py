"""Signed requests to an app, over HTTP or straight into a function of the same process."""

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.workspace.deliveries import COMMANDS, EVENTS, Ack, Envelope, Retry
from bot.workspace.model import App

Json = dict[str, Any]
Headers = Mapping[str, str | Sequence[str]]
Dispatch = Callable[[str, dict[str, str]], tuple[int, str | None, Headers]]

_FORM = "application/x-www-form-urlencoded"


def sign(secret: str, timestamp: str, body: str) -> str:
    """Give the v0 signature of a request."""
    base = f"v0:{timestamp}:{body}".encode()
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


def request_for(app: App, envelope: Envelope, retry: Retry | None) -> tuple[str, dict[str, str]]:
    """Build body and headers of the request; the signature's time is the real one, for the app checks it."""
    if envelope.kind == EVENTS:
        body, kind = json.dumps(envelope.payload), "application/json"
    elif envelope.kind == COMMANDS:
        body, kind = urlencode(envelope.payload), _FORM
    else:
        body, kind = urlencode({"payload": json.dumps(envelope.payload)}), _FORM
    timestamp = str(int(time.time()))
    headers = {
        "Content-Type": kind,
        "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": sign(app.signing_secret, timestamp, body),
    }
    if retry:
        headers |= {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason}
    return body, headers


def answer(status: int, body: str | None, headers: Headers) -> Ack:
    """Read the app's response: nothing, a JSON object, or plain text."""
    flat = {name.lower(): value if isinstance(value, str) else ",".join(value) for name, value in headers.items()}
    no_retry = flat.get("x-slack-no-retry") == "1"
    if not httpx.codes.is_success(status):
        return Ack(error="dispatch_failed", no_retry=no_retry)
    if not body:
        return Ack()
    if flat.get("content-type", "").startswith("application/json"):
        try:
            return Ack(json.loads(body))
        except ValueError:
            return Ack(error="invalid_response")
    return Ack(body)


class HttpRoute:
    """Posts to the request URL of an app."""

    def __init__(self) -> None:
        self._client = httpx.Client(trust_env=False)

    def open_for(self, app: App) -> bool:
        """Whether the app has a request URL."""
        return bool(app.request_url)

    def send(self, app: App, envelope: Envelope, retry: Retry | None, patience: float) -> Ack:
        """Post it and wait at most `patience` seconds for the response."""
        body, headers = request_for(app, envelope, retry)
        try:
            response = self._client.post(str(app.request_url), content=body, headers=headers, timeout=patience)
        except httpx.TimeoutException:
            return Ack(error="operation_timeout")
        except httpx.TransportError:
            return Ack(error="dispatch_failed")
        return answer(response.status_code, response.text, response.headers)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()


class DispatchRoute:
    """Calls a function of this process with the same signed requests, for fast tests."""

    def __init__(self) -> None:
        self._targets: dict[str, Dispatch] = {}

    def use(self, app_id: str, target: Dispatch) -> None:
        """Send an app's requests to `target(body, headers) -> (status, body, headers)`."""
        self._targets[app_id] = target

    def open_for(self, app: App) -> bool:
        """Whether the app has such a function."""
        return app.app_id in self._targets

    def send(self, app: App, envelope: Envelope, retry: Retry | None, patience: float) -> Ack:
        """Call it; an answer after `patience` seconds counts as none."""
        body, headers = request_for(app, envelope, retry)
        began = time.monotonic()
        status, text, found = self._targets[app.app_id](body, headers)
        if time.monotonic() - began > patience:
            return Ack(error="operation_timeout")
        return answer(status, text, found)
