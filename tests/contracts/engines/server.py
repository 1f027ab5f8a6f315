"""A vendor on loopback: a real HTTP server that speaks a vendor's wire and misbehaves when told to."""

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal, cast
from urllib.parse import parse_qs, urlsplit

Fault = Literal[
    "none",
    "rate limit",
    "rate limit with a date",
    "rate limit until",
    "forbidden",
    "unauthorized",
    "error",
    "error once",
    "page",
    "garbage",
    "half",
    "cut",
    "hang up",
    "silence",
    "drip",
    "redirect",
    "empty",
    "tags",
    "control",
    "one empty",
    "late",  # the earlier a request, the later its answer
    "breaks",  # after some requests
    "mixed",  # vendors that answer several texts at once: in another order
    "unsupported",
    "captcha",  # Google
    "newer",  # LibreTranslate
    "too few",  # vendors that answer several texts at once
    "code",  # vendors with codes of their own in an answer
]
RETRY_AFTER = 7


def translation(text: str) -> str:
    """What every vendor here answers: recognisable, and the same however a text was cut."""
    return text.upper()


@dataclass(frozen=True, eq=False)
class Seen:
    """A request as it came over the wire."""

    method: str
    target: str  # with the query
    headers: Mapping[str, str]
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}


@dataclass(frozen=True)
class Reply:
    """What goes back."""

    body: bytes
    status: int = 200
    content_type: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


class Vendor(ABC):
    """How one vendor's wire looks."""

    def __init__(self) -> None:
        self.fault: Fault = "none"
        self.seen: list[Seen] = []
        self.released = threading.Event()
        self.url = ""
        self.seconds = 0.0  # an answer takes
        self.good = 3  # requests before it "breaks"
        self.most_at_once = 0
        self._lock = threading.Lock()
        self._under_way = 0

    @abstractmethod
    def texts(self, request: Seen) -> list[str]:
        """The texts a request asks for."""

    def translated(self, text: str) -> str:
        """The translation of one text as it came over the wire."""
        return translation(text)

    @abstractmethod
    def reply(self, translations: list[str]) -> Reply:
        """The answer with these translations in it."""

    @abstractmethod
    def unsupported(self) -> Reply:
        """The answer to a pair of languages the vendor does not know."""

    def failure(self, status: int) -> Reply:
        """The answer with an error status; it repeats the question, as vendors do."""
        return Reply(b"refused: " + self.seen[-1].target.encode() + self.seen[-1].body, status)

    def waited(self, request: Seen) -> Reply:
        """The answer, after the time it takes."""
        with self._lock:
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        pause = max(0.0, 0.2 - 0.04 * self.seen.index(request)) if self.fault == "late" else self.seconds
        self.released.wait(pause)
        with self._lock:
            self._under_way -= 1
        return self.answer(request)

    def answer(self, request: Seen) -> Reply:
        """The answer to a request, as faulty as it was told to be."""
        soon = formatdate(time.time() + 90, usegmt=True)
        failures: dict[Fault, Reply] = {
            "rate limit": self._with(self.failure(429), "Retry-After", str(RETRY_AFTER)),
            "rate limit with a date": self._with(self.failure(429), "Retry-After", "Mon, 01 Jan 2001 00:00:00 GMT"),
            "rate limit until": self._with(self.failure(429), "Retry-After", soon),
            "forbidden": self.failure(403),
            "unauthorized": self.failure(401),
            "error": self.failure(500),
            "page": Reply(b"<!doctype html><html><body><h1>Sign in</h1></body></html>", content_type="text/html"),
            "garbage": Reply(bytes(range(256)) * 4),
            "redirect": Reply(b"", 302, headers=(("Location", "https://elsewhere.invalid/"),)),
            "unsupported": self.unsupported(),
        }
        if self.fault in failures:
            return failures[self.fault]
        if self.fault == "error once" and len(self.seen) == 1:
            return self.failure(503)
        if self.fault == "breaks" and self.seen.index(request) >= self.good:
            return self.failure(500)
        texts = [self.translated(text) for text in self.texts(request)]
        if self.fault == "empty":
            texts = [""] * len(texts)
        if self.fault == "tags":
            texts = [f"<b>{text}</b>" for text in texts]
        if self.fault == "control":
            texts = [f"\u202e{text[:1]}\x07{text[1:]}\x7f" for text in texts]
        if self.fault == "one empty":
            texts = ["" if "TOM" in text else text for text in texts]
        if self.fault == "mixed":
            texts.reverse()
        reply = self.reply(texts)
        if self.fault == "cut":
            return Reply(reply.body[: len(reply.body) * 2 // 3], content_type=reply.content_type)
        return reply

    @staticmethod
    def _with(reply: Reply, name: str, value: str) -> Reply:
        return Reply(reply.body, reply.status, reply.content_type, (*reply.headers, (name, value)))


class _Server(ThreadingHTTPServer):
    request_queue_size = 128
    vendor: Vendor


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        vendor = cast("_Server", self.server).vendor
        length = int(self.headers.get("Content-Length") or 0)
        request = Seen(self.command, self.path, dict(self.headers), self.rfile.read(length))
        vendor.seen.append(request)
        if vendor.fault == "silence":
            vendor.released.wait(10)
        if vendor.fault in {"silence", "hang up"}:
            self.close_connection = True
            return
        self._send(vendor.waited(request), vendor)

    do_GET = do_DELETE = do_POST  # noqa: N815  the base class calls them so

    def _send(self, reply: Reply, vendor: Vendor) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        if vendor.fault == "half":
            self.wfile.write(reply.body[: len(reply.body) // 2])
            self.close_connection = True
        elif vendor.fault == "drip":
            self._drip(reply.body, vendor)
        else:
            self.wfile.write(reply.body)

    def _drip(self, body: bytes, vendor: Vendor) -> None:
        self.close_connection = True
        for byte in body:
            if vendor.released.is_set():
                return
            try:
                self.wfile.write(bytes([byte]))
            except OSError:  # the client has gone, as it should
                return
            time.sleep(0.05)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Say nothing."""


@contextmanager
def running(vendor: Vendor) -> Iterator[Vendor]:
    """Let a vendor answer on a free port of loopback."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.vendor = vendor
    vendor.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield vendor
    finally:
        vendor.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
