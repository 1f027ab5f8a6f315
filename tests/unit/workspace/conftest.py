"""A workspace with a clock that tests move, the SDK's client for it, and an app that writes down what it gets."""

import json
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.workspace.clock import ManualClock
from bot.workspace.driver import LocalWorkspace, Person

Json = dict[str, Any]
Answer = tuple[int, str, dict[str, str]]


@dataclass
class RecordingApp:
    """An app that keeps every payload and answers what `answer` says."""

    payloads: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: Callable[[Json], object] = lambda _payload: None
    status: int = 200

    def __call__(self, body: str, headers: dict[str, str]) -> Answer:
        """Take a request."""
        payload = read_body(body)
        self.payloads.append(payload)
        self.headers.append(headers)
        found = self.answer(payload)
        if found is None or isinstance(found, str):
            return self.status, found or "", {"content-type": "text/plain"}
        return self.status, json.dumps(found), {"content-type": "application/json"}

    @property
    def events(self) -> list[Json]:
        """The inner events received."""
        return [payload["event"] for payload in self.payloads if "event" in payload]

    def last(self) -> Json:
        """The last payload."""
        return self.payloads[-1]


def read_body(body: str) -> Json:
    """Read a request body as an app does."""
    if body.startswith("{"):
        return dict(json.loads(body))
    fields = {key: values[0] for key, values in parse_qs(body, keep_blank_values=True).items()}
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def ws(clock: ManualClock) -> Iterator[LocalWorkspace]:
    with LocalWorkspace.start(clock=clock) as workspace:
        workspace.ws.deliveries.retry_delays = ()
        yield workspace


@pytest.fixture
def app(ws: LocalWorkspace) -> RecordingApp:
    recording = RecordingApp()
    ws.use_dispatch(recording)
    return recording


@pytest.fixture
def client(ws: LocalWorkspace) -> WebClient:
    return WebClient(token=ws.bot_token, base_url=ws.api_url)


@pytest.fixture
def mette(ws: LocalWorkspace) -> Person:
    return ws.user("mette")


@pytest.fixture
def li(ws: LocalWorkspace) -> Person:
    return ws.user("li")


@contextmanager
def in_socket_mode(app: App, ws: LocalWorkspace) -> Iterator[None]:
    """Run a Bolt app over Socket Mode; closing its client cleanly takes Bolt three seconds."""
    handler: Any = SocketModeHandler(app, ws.app_token)
    handler.connect()
    try:
        ws.wait_until(ws.open_sockets)
        yield
    finally:
        handler.close()


def png(width: int = 4, height: int = 3) -> bytes:
    """A picture with upright stripes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    colours = (b"\x1f\x5a\x4c", b"\xe3\xee\xe9", b"\xff\xf6\xd9")
    rows = (b"\0" + b"".join(colours[x // 40 % 3] for x in range(width))) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def uploaded(client: WebClient, content: bytes, name: str = "billede.png", alt_txt: str = "") -> str:
    """Upload a file without a channel and give its id."""
    ticket = client.files_getUploadURLExternal(filename=name, length=len(content), alt_txt=alt_txt or None)
    assert httpx.post(str(ticket["upload_url"]), content=content).status_code == 200
    client.files_completeUploadExternal(files=[{"id": ticket["file_id"], "title": "Billedet"}])
    return str(ticket["file_id"])


def image(file_id: str, alt_text: str = "tidslinje", **more: Any) -> Json:
    """An image block with a file of Slack's."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": alt_text, **more}


def section(text: str) -> Json:
    """A section block."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(label: str, action_id: str, value: str = "") -> Json:
    """An actions block with one button."""
    words = {"type": "plain_text", "text": label}
    return {"type": "actions", "elements": [{"type": "button", "text": words, "action_id": action_id, "value": value}]}


def text_field(label: str, block_id: str, **more: Any) -> Json:
    """An input block with a text field `x`."""
    element = {"type": "plain_text_input", "action_id": "x", **more.pop("element", {})}
    words = {"type": "plain_text", "text": label}
    return {"type": "input", "block_id": block_id, "label": words, "element": element, **more}


def modal(title: str, *blocks: Json, **more: Any) -> Json:
    """A modal with a submit button."""
    words = {"type": "plain_text", "text": title}
    submit = {"type": "plain_text", "text": "Gem"}
    return {"type": "modal", "callback_id": "m", "title": words, "submit": submit, "blocks": list(blocks), **more}
