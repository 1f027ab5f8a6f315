"""The simulated office behind HTTP on the loopback interface, for bots in processes of their own."""

import json
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from tests.simulation.office import Office
from tests.simulation.world import HOME

Json = dict[str, Any]


class HttpOffice:
    """A Web API with the few methods that sending needs.

    Args:
        office: keeps what is posted.
        members: channel id → the user ids of everyone in it.
    """

    def __init__(self, office: Office, members: Callable[[], Mapping[str, list[str]]]) -> None:
        self._office, self._members = office, members
        answers = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                answers.respond(self, self.path.rsplit("/", 1)[-1], self.rfile.read(length))

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/api/"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def respond(self, request: BaseHTTPRequestHandler, method: str, body: bytes) -> None:
        """Do what a call asks for, and answer; of a post, sometimes badly."""
        is_json = "json" in request.headers.get("Content-Type", "") and body
        args = json.loads(body) if is_json else {key: value[0] for key, value in parse_qs(body.decode()).items()}
        trouble = self._office.meets() if method == "chat.postMessage" else None
        answer: Json = {"ok": False, "error": "ratelimited" if trouble else "unknown_method"}
        if trouble is None or trouble.taken:
            done = self._done(method, args)
            answer = answer if trouble else done
        status = trouble.status if trouble else 200
        content = json.dumps(answer).encode()
        request.send_response(status)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(content)))
        if trouble and trouble.status == 429:
            request.send_header("Retry-After", "1")
        request.end_headers()
        request.wfile.write(content)

    def _done(self, method: str, args: Mapping[str, Any]) -> Json:
        if method == "auth.test":
            return {"ok": True, "team_id": HOME, "user_id": "U0BOT", "bot_id": "B0BOT", "url": "http://127.0.0.1/"}
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": f"D{str(args['users'])[1:]}"}}
        if method == "conversations.members":
            return {"ok": True, "members": self._members()[str(args["channel"])]}
        if method == "chat.postMessage":
            blocks = args.get("blocks") or []
            read = json.loads(blocks) if isinstance(blocks, str) else blocks
            ts = self._office.take(str(args["channel"]), str(args["client_msg_id"]), str(args.get("text", "")), read)
            return {"ok": True, "channel": args["channel"], "ts": ts}
        return {"ok": False, "error": "unknown_method"}
