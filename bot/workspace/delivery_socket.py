"""Socket Mode: single-use addresses, one connection per envelope, acknowledgements by envelope id."""

import asyncio
import itertools
import json
import secrets
import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.workspace.deliveries import EVENTS, Ack, Envelope, Retry
from bot.workspace.model import App

Json = dict[str, Any]

_MOST_CONNECTIONS = 10
_WAYS = ("politely", "abruptly", "silently")


@dataclass(eq=False)
class Connection:
    """One open WebSocket of an app, with the envelopes it has not answered yet.

    A `silent` one is dead, and Slack does not know it yet: what is sent on it is lost.
    """

    app_id: str
    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    waiting: dict[str, "Future[Ack]"] = field(default_factory=dict)
    silent: bool = False

    def push(self, message: Json) -> None:
        """Send from any thread, without waiting for it to be through."""
        if self.silent:
            return
        asyncio.run_coroutine_threadsafe(self.socket.send_text(json.dumps(message)), self.loop)


class SocketRoute:
    """All open sockets of all apps."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tickets: dict[str, str] = {}
        self._connections: list[Connection] = []
        self._turn = itertools.count()

    def ticket(self, app_id: str) -> str:
        """Make the secret part of a single-use address."""
        with self._lock:
            ticket = secrets.token_urlsafe(16)
            self._tickets[ticket] = app_id
            return ticket

    def connections(self, app_id: str | None = None) -> list[Connection]:
        """Give the open connections, of one app or all, oldest first."""
        return [one for one in self._all(app_id) if not one.silent]

    def _all(self, app_id: str | None) -> list[Connection]:
        with self._lock:
            return [one for one in self._connections if app_id in {None, one.app_id}]

    def open_for(self, app: App) -> bool:
        """Whether the app has an open socket, as far as Slack knows."""
        return bool(self._all(app.app_id))

    def send(self, app: App, envelope: Envelope, retry: Retry | None, patience: float) -> Ack:
        """Send to exactly one connection, in turn, and wait at most `patience` seconds for its answer.

        A silent connection has its turn as well, once: when no answer came, Slack knows that it is dead.
        """
        open_ones = self._all(app.app_id)
        if not open_ones:
            return Ack(error="dispatch_failed")
        connection = open_ones[next(self._turn) % len(open_ones)]
        envelope_id, answered = secrets.token_hex(16), Future[Ack]()
        connection.waiting[envelope_id] = answered
        try:
            connection.push(_wire(envelope_id, envelope, retry))
            return answered.result(patience)
        except FutureTimeoutError:
            if connection.silent:
                self._forget(connection)
            return Ack(error="operation_timeout")
        finally:
            connection.waiting.pop(envelope_id, None)

    async def serve(self, socket: WebSocket) -> None:
        """Handle one WebSocket from its opening to its end."""
        with self._lock:
            app_id = self._tickets.pop(socket.query_params.get("ticket", ""), None)
        if app_id is None or len(self.connections(app_id)) >= _MOST_CONNECTIONS:
            await socket.close(1008)
            return
        await socket.accept()
        connection = Connection(app_id, socket, asyncio.get_running_loop())
        with self._lock:
            self._connections.append(connection)
        try:
            await socket.send_text(json.dumps(self._hello(app_id)))
            while True:
                _take_answer(connection, await socket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(connection)

    def _hello(self, app_id: str) -> Json:
        count = len(self.connections(app_id))
        info = {"host": "local-workspace", "build_number": 1, "approximate_connection_time": 18060}
        return {"type": "hello", "num_connections": count, "debug_info": info, "connection_info": {"app_id": app_id}}

    def _forget(self, connection: Connection) -> None:
        with self._lock:
            if connection in self._connections:
                self._connections.remove(connection)
        for answered in list(connection.waiting.values()):
            if not answered.done():
                answered.set_result(Ack(error="dispatch_failed"))

    def disconnect(self, reason: str) -> int:
        """Announce the end of the connections, and close them unless it is only a warning.

        Args:
            reason: `warning`, `refresh_requested` or `link_disabled`.

        Returns:
            How many connections were told.
        """
        told = self.connections()
        for one in told:
            one.push({"type": "disconnect", "reason": reason, "debug_info": {"host": "local-workspace"}})
        if reason != "warning":
            self.drop()
        return len(told)

    def drop(self, how: str = "politely", only: int | None = None) -> int:
        """End connections.

        Args:
            how: `politely` with a close frame; `abruptly`, without one, as a network that fails; `silently`, so that
                nothing comes any more and nothing is closed: a client can notice only that its pings are not answered.
            only: Which one, counted from the oldest open one at 0; all if left out.

        Returns:
            How many.

        Raises:
            ValueError: If there is no such way or no such connection.
        """
        if how not in _WAYS:
            raise ValueError(f"{how}: one of {', '.join(_WAYS)}")
        dropped = self.connections()
        if only is not None:
            if not 0 <= only < len(dropped):
                raise ValueError(f"no connection {only}, {len(dropped)} are open")
            dropped = [dropped[only]]
        for one in dropped:
            self._end(one, how)
        return len(dropped)

    def _end(self, one: Connection, how: str) -> None:
        extension = one.socket.scope.get("extensions", {}).get("local.transport")
        if how == "silently" and extension is not None:
            one.silent = True
            one.loop.call_soon_threadsafe(extension["hush"])
            return
        self._forget(one)
        if how == "abruptly" and extension is not None:
            one.loop.call_soon_threadsafe(extension["transport"].abort)
        else:
            asyncio.run_coroutine_threadsafe(one.socket.close(1000), one.loop)


def _wire(envelope_id: str, envelope: Envelope, retry: Retry | None) -> Json:
    message: Json = {
        "envelope_id": envelope_id,
        "payload": envelope.payload,
        "type": envelope.kind,
        "accepts_response_payload": envelope.kind != EVENTS,
    }
    if envelope.kind == EVENTS:
        message["retry_attempt"] = retry.number if retry else 0
        message["retry_reason"] = retry.reason if retry else ""
    return message


def _take_answer(connection: Connection, text: str) -> None:
    try:
        message = json.loads(text)
    except ValueError:
        return
    answered = connection.waiting.get(str(message.get("envelope_id"))) if isinstance(message, dict) else None
    if answered is not None and not answered.done():
        answered.set_result(Ack(message.get("payload")))
