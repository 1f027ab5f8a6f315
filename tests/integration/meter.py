"""A translation server of one's own on loopback that counts what it was paid for, and goes away when told to."""

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class Meter:
    """What was asked for; a text counts as paid from the moment the server takes it on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds  # for one answer
        self.mode = "answers"  # or "broken" or "busy"
        self.paid: Counter[str] = Counter()
        self.refused = 0
        self.url = ""
        self._lock = threading.Lock()

    def take(self, text: str) -> int:
        """The HTTP status for a text; 200 is paid for."""
        with self._lock:
            if self.mode != "answers":
                self.refused += 1
                return 503 if self.mode == "broken" else 429
            self.paid[text] += 1
            return 200


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    meter: Meter

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asked was killed."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = parse_qs(urlsplit(self.path).query)
        text = asked["q"][0]
        status = self.server.meter.take(text)
        if status == 200:
            time.sleep(self.server.meter.seconds)
        mark = {"zh": "译：", "zh-Hans": "译：", "da": "Oversat: "}.get(asked["target"][0], "Translated: ")
        body = json.dumps({"translatedText": mark + text} if status == 200 else {"error": "no"}).encode()
        try:
            self._send(status, body)
        except OSError:  # whoever asked was killed
            self.close_connection = True

    do_GET = do_POST  # noqa: N815  the base class calls it so

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if status == 429:
            self.send_header("Retry-After", "1")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Say nothing."""


@contextmanager
def metered(seconds: float) -> Iterator[Meter]:
    """Let such a server run on a free port of loopback."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.meter = Meter(seconds)
    server.meter.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.meter
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
