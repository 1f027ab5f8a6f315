"""A control server with fixed content: serves the page and speaks the control API, without any Slack behind it."""

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import bot.workspace

PAGE = Path(bot.workspace.__file__).parent / "page"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6"><rect width="9" height="6" fill="#8a4b32"/></svg>'
)

Json = dict[str, Any]
Answer = Callable[[Json], Json]


class ControlServer:
    """Holds one view per person, records what the page asks for, and tells the feeds when something changed."""

    def __init__(self, world: Json, views: dict[str, Json]) -> None:
        self.world = world
        self.views = views
        self.calls: list[tuple[str, Json]] = []
        self.answers: dict[str, Answer] = {}
        self.changed = threading.Condition()
        self.stopping = False
        self.feeds_down = False
        self.feeds_opened = 0
        self._http = _Http(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        """Give the address of the page."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/"

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """End the feeds and wait for every thread."""
        with self.changed:
            self.stopping = True
            self.changed.notify_all()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def change(self, user: str, what: Callable[[Json], object]) -> None:
        """Change a person's view and tell the feeds."""
        with self.changed:
            what(self.views[user])
            self.views[user]["seq"] += 1
            self.changed.notify_all()

    def break_feeds(self, *, down: bool) -> None:
        """End all feeds, and refuse new ones while `down`."""
        with self.changed:
            self.feeds_down = down
            self.changed.notify_all()

    def called(self, what: str) -> list[Json]:
        """Give the bodies of the calls of one kind."""
        return [body for name, body in self.calls if name == what]

    def answer(self, what: str, body: Json) -> Json:
        """Record a call and give what a test arranged, or carry out the simplest thing."""
        self.calls.append((what, body))
        arranged = self.answers.get(what)
        return arranged(body) if arranged else self._simplest(what, body)

    def _simplest(self, what: str, body: Json) -> Json:
        if what == "message":
            self._say(body)
        if what in {"submit", "close"}:
            self.change(body["user"], lambda view: view["modals"].pop())
        return {"ok": True}

    def _say(self, body: Json) -> None:
        text = body["text"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        for user, view in self.views.items():
            for channel in view["channels"]:
                if channel["id"] == body["channel"]:
                    ts = f"18000000{len(channel['messages']):02}.000100"
                    self._append(user, channel, message(ts, body["user"], text, thread_ts=body.get("thread_ts")))

    def _append(self, user: str, channel: Json, said: Json) -> None:
        self.change(user, lambda _view: channel["messages"].append(said))


def message(ts: str, user: str, text: str, **more: object) -> Json:
    """Make one message as the control API gives it."""
    plain: Json = {"ts": ts, "user": user, "bot_id": None, "name": "", "is_bot": False, "text": text, "blocks": None}
    return plain | {"ephemeral": False, "edited": False, "thread_ts": None, "files": []} | more


class _Http(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, control: ControlServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.control = control


class _Handler(BaseHTTPRequestHandler):
    server: _Http

    @property
    def control(self) -> ControlServer:
        return self.server.control

    protocol_version = "HTTP/1.0"  # one request per connection, so that no thread waits for another

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name the base class gives it
        pass

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == "/_control/feed":
            self._feed(parse_qs(url.query)["user"][0])
        elif url.path.startswith("/_control/"):
            self._json(self.control.world if url.path.endswith("world") else self._view(parse_qs(url.query)["user"][0]))
        else:
            self._file(url.path)

    def _view(self, user: str) -> Json:
        with self.control.changed:
            copy: Json = json.loads(json.dumps(self.control.views[user]))
        return copy

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self._json(self.control.answer(self.path.removeprefix("/_control/"), body))

    def _json(self, value: Json) -> None:
        self._send(json.dumps(value).encode(), "application/json")

    def _file(self, path: str) -> None:
        if path == "/local/soil.svg":
            self._send(PICTURE, "image/svg+xml")
            return
        file = PAGE / (path.removeprefix("/page/").strip("/") or "index.html")
        if file.is_file():
            self._send(file.read_bytes(), TYPES[file.suffix])
        else:
            self.send_error(404)

    def _send(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        with suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(content)

    def _feed(self, user: str) -> None:
        if self.control.feeds_down:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        self.control.feeds_opened += 1
        with suppress(BrokenPipeError, ConnectionResetError):
            self._tell(user)

    def _tell(self, user: str) -> None:
        told = -1
        while not self.control.stopping and not self.control.feeds_down:
            with self.control.changed:
                seq = self.control.views[user]["seq"]
                if seq == told:
                    self.control.changed.wait(0.5)
                    seq = self.control.views[user]["seq"]
            line = f"data: {json.dumps({'seq': seq})}\n\n" if seq != told else ": still here\n\n"
            self.wfile.write(line.encode())
            self.wfile.flush()
            told = seq
