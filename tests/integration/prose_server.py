"""A server on loopback that speaks OpenAI's chat completions, and misbehaves when told to."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

RETRY_AFTER = 7


@dataclass
class Server:
    """What it answers next, and what it was asked."""

    url: str
    answer: Callable[[str], str] = field(default=lambda _: "")
    fault: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    elsewhere: int = 0  # requests that followed a redirect

    @property
    def questions(self) -> list[str]:
        return [one["messages"][1]["content"] for one in self.asked]


@contextmanager
def prose_server() -> Iterator[Server]:
    """A server in a thread."""
    told = Server("")
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(told))
    http.daemon_threads = True
    told.url = f"http://127.0.0.1:{http.server_port}/v1/"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def _handler(told: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.startswith("/elsewhere"):
                told.elsewhere += 1
            told.asked.append(body)
            told.keys.append(self.headers.get("Authorization", ""))
            _FAULTS.get(told.fault, _well)(self, told, body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", headers.pop("length", str(len(body))))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def _completion(content: str | None, reason: str = "stop", **more: Any) -> bytes:
    message = {"role": "assistant", "content": content, **more}
    choice = {"index": 0, "message": message, "finish_reason": reason}
    return json.dumps(
        {"id": "x", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
    ).encode()


def _well(handler: BaseHTTPRequestHandler, told: Server, body: dict[str, Any]) -> None:
    _send(handler, 200, _completion(told.answer(body["messages"][1]["content"])))


def _drip(handler: BaseHTTPRequestHandler, told: Server, body: dict[str, Any]) -> None:
    del told, body
    _send(handler, 200, b"{", length="500")
    for _ in range(100):
        time.sleep(0.05)
        handler.wfile.write(b" ")
        handler.wfile.flush()


def _silence(handler: BaseHTTPRequestHandler, told: Server, body: dict[str, Any]) -> None:
    del handler, told, body
    time.sleep(1.5)


_FAULTS: dict[str, Callable[[BaseHTTPRequestHandler, Server, dict[str, Any]], None]] = {
    "rate limit": lambda h, _t, _b: _send(h, 429, b'{"error": {"message": "slow down"}}', Retry_After=str(RETRY_AFTER)),
    "error": lambda h, _t, _b: _send(h, 500, b"broken"),
    "unauthorized": lambda h, _t, _b: _send(h, 401, b'{"error": {"message": "wrong key"}}'),
    "no model": lambda h, _t, _b: _send(h, 404, b'{"error": {"message": "no such model"}}'),
    "bad request": lambda h, _t, _b: _send(h, 400, b'{"error": {"message": "too long"}}'),
    "garbage": lambda h, _t, _b: _send(h, 200, b"<html>login</html>"),
    "no choices": lambda h, _t, _b: _send(h, 200, b'{"choices": []}'),
    "half": lambda h, _t, _b: _send(h, 200, b'{"choices": [', length="5000"),
    "empty": lambda h, _t, _b: _send(h, 200, _completion("")),
    "nothing": lambda h, _t, _b: _send(h, 200, _completion(None)),
    "refusal": lambda h, _t, _b: _send(h, 200, _completion(None, refusal="I cannot help with that.")),
    "cut": lambda h, t, b: _send(h, 200, _completion(t.answer(b["messages"][1]["content"]), "length")),
    "endless": lambda h, _t, _b: _send(h, 200, _completion("ja " * 500_000)),
    "redirect": lambda h, _t, _b: _send(h, 307, b"", Location="/elsewhere/chat/completions"),
    "silence": _silence,
    "drip": _drip,
}
