"""Socket Mode: connections to Slack that come back by themselves, and are given up politely.

Slack's own client is not used: it finds a dead connection after more than four pings, never when not one
pong came, and closes the connection before what it brought is acknowledged (docs/decisions/0022).
"""

import json
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.internals import build_headers
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient
from slack_sdk.socket_mode.request import SocketModeRequest
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.sync.client import ClientConnection, connect

from bot import log
from bot.metrics import counts
from bot.slack.dispatch import dispatched
from bot.slack.gateway import TIMEOUT, SlackError, SlackLater, SlackRefused, asked

logger = log.get(__name__)

CONNECTIONS = 2  # one is there when Slack closes the other
PING, PONG = 2.0, 4.0  # seconds between two signs of life, and until one is answered at the latest
OPENING = 5.0  # seconds
CLOSING = 0.5  # seconds until a connection that does not answer is let go
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 15.0  # seconds between two attempts to open one
LARGEST = 8 * 1024 * 1024  # bytes of one message of Slack's


def opener(api_url: str, app_token: str) -> Callable[[], str]:
    """What asks Slack for the address of one more connection; each can be used once.

    Raises (what is given):
        SlackError: Slack does not give one.
    """
    client = WebClient(base_url=api_url, timeout=TIMEOUT, retry_handlers=[])
    return lambda: str(asked(client.apps_connections_open, app_token=app_token)["url"])


class SocketMode:
    """Connections through which Slack delivers, each read by a thread, answered by some more.

    Args:
        bolt: answers.
        address: gives the address of one more connection.
        threads: how many deliveries are handled at once.
    """

    def __init__(self, bolt: App, address: Callable[[], str], threads: int) -> None:
        self._bolt, self._address = bolt, address
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="socket")
        self._lock, self._stopping = threading.Lock(), threading.Event()
        self._open: set[ClientConnection] = set()
        self._greeted: set[ClientConnection] = set()
        self._handled: set[Future[None]] = set()

    @property
    def alive(self) -> int:
        """How many connections Slack has greeted and nobody has lost."""
        return len(self._greeted)

    def start(self, connections: int = CONNECTIONS) -> None:
        """Open the connections.

        Raises:
            SlackError: Slack does not want one, or cannot be reached.
        """
        try:
            for _ in range(connections):
                self._read_on(self._connected())
        except SlackError:
            self.stop()
            raise

    def stop(self, patience: float = 5.0) -> None:
        """Take nothing more, acknowledge what was taken, close.

        What Slack sends meanwhile is not acknowledged: it delivers that again.
        """
        self._stopping.set()
        with self._lock:
            handled, connections = set(self._handled), set(self._open)
        wait(handled, patience)
        for connection in connections:
            connection.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _connected(self) -> ClientConnection:
        try:
            connection = connect(
                self._address(),
                open_timeout=OPENING,
                ping_interval=PING,
                ping_timeout=PONG,
                close_timeout=CLOSING,
                max_size=LARGEST,
                compression=None,
            )
        except (OSError, WebSocketException) as problem:  # TimeoutError is one of the first
            raise SlackLater(type(problem).__name__) from problem
        with self._lock:
            self._open.add(connection)
        return connection

    def _read_on(self, connection: ClientConnection) -> None:
        threading.Thread(target=self._read, args=(connection,), name="socket reader", daemon=True).start()

    def _read(self, connection: ClientConnection) -> None:
        """Take what comes until the connection ends, and see to it that there is another one then, or before."""
        announced = False
        try:
            for raw in connection:
                message = json.loads(raw)
                if message.get("type") == "hello":
                    self._greet(connection)
                elif message.get("type") == "disconnect" and not announced:
                    announced = True  # it goes on for some seconds, and is read meanwhile
                    logger.info("Slack renews a connection", reason=str(message.get("reason", "")))
                    self._open_another()
                elif "envelope_id" in message and not self._stopping.is_set():
                    self._take(connection, message)
        except (ConnectionClosed, ValueError) as problem:
            logger.warning("a connection was lost", why=type(problem).__name__, alive=self.alive)
        finally:
            self._forget(connection)
            if not announced:
                self._open_another()  # before the old one is closed, which waits for an answer
            connection.close()

    def _greet(self, connection: ClientConnection) -> None:
        with self._lock:
            self._greeted.add(connection)
            counts().sockets.set(len(self._greeted))

    def _forget(self, connection: ClientConnection) -> None:
        with self._lock:
            self._open.discard(connection)
            self._greeted.discard(connection)
            counts().sockets.set(len(self._greeted))
        counts().socket_losses.inc()

    def _open_another(self) -> None:
        if not self._stopping.is_set():
            threading.Thread(target=self._come_back, name="socket opener", daemon=True).start()

    def _come_back(self) -> None:
        """Open a connection, however often that has to be tried."""
        pause = 0.0
        while not self._stopping.wait(pause):
            try:
                connection = self._connected()
            except SlackError as problem:
                pause = min(max(pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
                pause = max(pause, problem.after or 0.0) if isinstance(problem, SlackLater) else LONGEST_PAUSE
                tell = logger.error if isinstance(problem, SlackRefused) else logger.warning
                tell("no connection to Slack", why=str(problem), again_in=pause, alive=self.alive)
                continue
            self._read_on(connection)
            return

    def _take(self, connection: ClientConnection, message: dict[str, Any]) -> None:
        future = self._pool.submit(self._answer, connection, message)
        with self._lock:
            self._handled.add(future)
        future.add_done_callback(self._done)

    def _done(self, future: "Future[None]") -> None:
        with self._lock:
            self._handled.discard(future)
        problem = None if future.cancelled() else future.exception()
        if problem is not None:
            logger.error("a delivery could not be handled", exc_info=problem)

    def _answer(self, connection: ClientConnection, message: dict[str, Any]) -> None:
        """Handle one delivery and acknowledge it on the connection it came by."""
        request = SocketModeRequest.from_dict(message)
        if request is None:
            return
        asked_of_bolt = BoltRequest(mode="socket_mode", body=request.payload, headers=build_headers(request))
        answer = dispatched(self._bolt, asked_of_bolt, "socket")
        if answer.status != 200:  # noqa: PLR2004  without an acknowledgement Slack delivers again
            return
        acknowledged: dict[str, Any] = {"envelope_id": request.envelope_id}
        if answer.body:
            is_json = answer.first_headers().get("content-type", "").startswith("application/json")
            acknowledged["payload"] = json.loads(answer.body) if is_json else {"text": answer.body}
        try:
            connection.send(json.dumps(acknowledged))
        except ConnectionClosed:
            logger.info("a connection was lost before an acknowledgement")
