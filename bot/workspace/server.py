"""Starting and stopping the workspace: uvicorn in a thread, on loopback only."""

import asyncio
import contextlib
import ipaddress
import socket
import threading

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from bot.workspace.clock import Clock
from bot.workspace.core import Workspace
from bot.workspace.delivery_http import DispatchRoute, HttpRoute
from bot.workspace.delivery_socket import SocketRoute
from bot.workspace.web import Web
from bot.workspace.world import World

_START_SECONDS = 10.0


class _Protocol(WebSocketsSansIOProtocol):
    """Lets the workspace cut a connection as a failing network does."""

    async def run_asgi(self) -> None:
        self.scope.setdefault("extensions", {})["local.transport"] = {"transport": self.transport, "hush": self.hush}
        await super().run_asgi()

    def hush(self) -> None:
        """Neither read nor ping any more, and close nothing: what comes stays unanswered, pings too."""
        self.stop_keepalive()
        self.transport.pause_reading()
        self.read_paused = False  # by uvicorn, which would read on as soon as the application took what had come


class _Http(H11Protocol):
    """Lets the workspace cut a connection instead of answering a request."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn
        super().connection_made(transport)
        self.app_state = {**self.app_state, "local_transport": transport}


class _Announcing(uvicorn.Server):
    """Says when it answers, and ends at once when told instead of at the next tick."""

    def __init__(self, config: uvicorn.Config, up: threading.Event) -> None:
        super().__init__(config)
        self._up = up
        self._told = asyncio.Event()

    async def main_loop(self) -> None:
        while not await self.on_tick(0):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._told.wait(), 1.0)

    def end(self) -> None:
        self.should_exit = True
        self._told.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._up.set()


def loopback(host: str) -> str:
    """Give back an address of this machine's loopback.

    Args:
        host: `localhost` or an IP address.

    Raises:
        ValueError: If others could reach it: this Slack checks no password.
    """
    if host == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(host)
    except ValueError as problem:
        raise ValueError(f"not a loopback address: {host}") from problem
    if not address.is_loopback:
        raise ValueError(f"not a loopback address: {host}")
    return host


class Server:
    """A workspace that listens.

    Args:
        world: What there is at the start.
        host: A loopback address.
        port: The port, 0 for a free one.
        clock: Gives the time in seconds since 1970.

    Raises:
        ValueError: If `host` is not loopback.
    """

    def __init__(self, world: World, *, host: str = "127.0.0.1", port: int = 0, clock: Clock | None = None) -> None:
        self._host = loopback(host)
        self._port = port
        self.ws = Workspace(world, clock)
        self.sockets, self.dispatch, self.http = SocketRoute(), DispatchRoute(), HttpRoute()
        self.ws.deliveries.routes = [self.dispatch, self.sockets, self.http]
        self.web = Web(self.ws, self.sockets)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._uvicorn: _Announcing | None = None

    @property
    def url(self) -> str:
        """The address of the page, without a slash at the end."""
        return self.ws.base_url

    def start(self) -> None:
        """Listen; returns when requests are answered.

        Raises:
            OSError: If the port is taken.
            RuntimeError: If the server does not come up.
        """
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self._host, self._port))
        except OSError:
            listener.close()
            raise
        shown = f"[{self._host}]" if ":" in self._host else self._host
        self.ws.base_url = f"http://{shown}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            self.web.app(), log_level="warning", access_log=False, lifespan="off", ws=_Protocol,
            http=_Http, timeout_graceful_shutdown=2,
        )  # fmt: skip
        up = threading.Event()
        self._uvicorn = _Announcing(config, up)
        self._thread = threading.Thread(target=self._run, args=(self._uvicorn, listener), name="workspace", daemon=True)
        self._thread.start()
        if not up.wait(_START_SECONDS):
            raise RuntimeError("the local workspace does not come up")

    def _run(self, server: uvicorn.Server, listener: socket.socket) -> None:
        asyncio.run(self._serve(server, listener))

    async def _serve(self, server: uvicorn.Server, listener: socket.socket) -> None:
        self._loop = asyncio.get_running_loop()
        await server.serve(sockets=[listener])

    def stop(self) -> None:
        """Close everything; the port is free afterwards. Stopping twice is fine."""
        self.ws.deliveries.stop()
        if self._loop and self._thread and self._uvicorn and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self.web.feeds.stop)
            self.sockets.drop()
            self._loop.call_soon_threadsafe(self._uvicorn.end)
            self._thread.join(_START_SECONDS)
        self.http.close()
