"""A local workspace for tests in Python: start it, be one of its people, read what they see."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from bot.workspace.clock import Clock
from bot.workspace.deliveries import Ack
from bot.workspace.delivery_http import Dispatch
from bot.workspace.driver_life import Life
from bot.workspace.faults import Call, Fault
from bot.workspace.model_files import Processing
from bot.workspace.person import CommandResult, Person
from bot.workspace.scenario import standard_workspace
from bot.workspace.server import Server
from bot.workspace.world import World

__all__ = ["CommandResult", "LocalWorkspace", "Person"]


class LocalWorkspace(Life):
    """A running workspace; use it as a context manager.

    Args:
        server: A server that has been started.
    """

    def __init__(self, server: Server) -> None:
        super().__init__(server.ws)
        self.server = server

    @classmethod
    def start(cls, scenario: World | None = None, clock: Clock | None = None, *, port: int = 0) -> Self:
        """Start a workspace on loopback.

        Args:
            scenario: What there is; the standard workspace if left out.
            clock: Gives the time in seconds since 1970; the real one if left out.
            port: The port, 0 for a free one.
        """
        server = Server(scenario or standard_workspace(), port=port, clock=clock)
        server.start()
        return cls(server)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _value: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop it."""
        self.server.stop()

    # --- addresses and secrets ---

    @property
    def url(self) -> str:
        """The address of the page."""
        return self.server.url

    @property
    def api_url(self) -> str:
        """The address of the Web API, as `base_url` of a `WebClient`."""
        return f"{self.server.url}/api/"

    @property
    def bot_token(self) -> str:
        """The bot token of the app's first installation."""
        return next(iter(self.app.installations.values())).bot_token

    @property
    def app_token(self) -> str:
        """The app-level token."""
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        """The secret HTTP requests are signed with."""
        return self.app.signing_secret

    # --- how the app is reached ---

    def use_http(self, request_url: str) -> None:
        """Deliver by signed HTTP to this address, unless a socket is open."""
        self.app.request_url = request_url

    def use_dispatch(self, target: Dispatch) -> None:
        """Deliver by calling `target(body, headers) -> (status, body, headers)` with real signed requests."""
        self.server.dispatch.use(self.app.app_id, target)

    def echo_own_messages(self) -> None:
        """Deliver what the app posts as `message` events too, where it subscribes to them, as Slack does."""
        self.ws.echoes = True

    # --- people ---

    def user(self, who: str) -> Person:
        """Be somebody, by handle, id or full name.

        Raises:
            KeyError: If there is nobody of that name.
        """
        return Person(self.ws, self.world.user_named(who).id)

    # --- for tests ---

    def calls(self, method: str | None = None) -> list[Call]:
        """Give the Web API calls received, oldest first."""
        return self.ws.faults.calls(method)

    def faults(self, method: str, **how: Any) -> None:  # noqa: ANN401 - fields of Fault
        """Let the next calls of a method fail; see `Fault` for the words."""
        self.ws.faults.add(Fault(method, **how))

    def slow(self, seconds: float) -> None:
        """Delay every Web API answer."""
        self.ws.faults.slow_s = seconds

    def process_files(self, *, seconds: float = 0.0, calls: int = 0) -> None:
        """Let uploads completed from now on be ready only after seconds of the clock and calls of `files.info`."""
        self.world.processing = Processing(seconds, calls)

    def redeliver_last_event(self) -> Ack:
        """Deliver the last event again, with the same `event_id` and a retry number."""
        return self.ws.deliveries.redeliver()

    def drop_sockets(self, *, abrupt: bool = False, silent: bool = False, only: int | None = None) -> int:
        """End Socket Mode connections, all or the one counted from the oldest at 0; see `SocketRoute.drop`."""
        how = "silently" if silent else "abruptly" if abrupt else "politely"
        return self.server.sockets.drop(how, only)

    def disconnect(self, reason: str = "refresh_requested") -> int:
        """Announce the end of the Socket Mode connections as Slack does."""
        return self.server.sockets.disconnect(reason)

    def open_sockets(self) -> int:
        """Count the open Socket Mode connections."""
        return len(self.server.sockets.connections())

    def reset(self) -> None:
        """Come back to the world of the start."""
        self.ws.reset()

    def wait_until(self, check: Callable[[], object], timeout: float = 5.0) -> Any:  # noqa: ANN401 - what check gives
        """Wait until `check()` is true and give what it gave.

        Raises:
            TimeoutError: If it does not become true.
        """
        end = time.monotonic() + timeout
        while True:
            found = check()
            if found:
                return found
            if time.monotonic() > end:
                raise TimeoutError(f"not within {timeout} s")
            time.sleep(0.01)
