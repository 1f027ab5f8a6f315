"""Run a bot until it is told to stop: Socket Mode or HTTP, with its jobs."""

import logging
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType

import uvicorn
from slack_bolt.adapter.socket_mode import SocketModeHandler
from starlette.applications import Starlette

from bot.app import Runtime, build, now
from bot.config import Settings
from bot.jobs.durable import DurableJobs
from bot.jobs.parts import JobParts
from bot.services.add_memory import add_memory
from bot.slack.gateway import SlackError, asked
from bot.store.migrate import migrate
from bot.web.calendar import calendar_route
from bot.web.server import calendar_application, http_application

log = logging.getLogger(__name__)

SOCKETS = 2  # connections: one is there when Slack closes the other
PING = 5  # seconds between two signs of life: a lost socket is noticed soon


def serve(settings: Settings, *, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until SIGTERM or SIGINT; what was acknowledged is finished first.

    Args:
        settings: from the environment.
        ready: called when Slack can reach us.

    Raises:
        SlackError: Slack does not know the token, or cannot be reached.
        DatabaseUnavailable: there is no store to speak to.
    """
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    runtime = start(settings)
    try:
        listening = _listen(runtime)
        ready()
        stop.wait()
        for close in listening:
            close()
    finally:
        runtime.stop()


def start(settings: Settings) -> Runtime:
    """A bot with a store of this version and its jobs running."""
    runtime = build(settings, lambda parts: _jobs(parts, settings))
    migrate(runtime.db)
    add_memory(runtime.db, now=now())
    runtime.jobs.start()
    return runtime


def _jobs(parts: JobParts, settings: Settings) -> DurableJobs:
    return DurableJobs(parts, settings.process_name or socket.gethostname())


def _listen(runtime: Runtime) -> list[Callable[[], None]]:
    """Listen for Slack, and for calendar programs where they have an address; gives what stops each."""
    settings = runtime.settings
    calendar = calendar_route(runtime.db, runtime.address, now)
    if not settings.socket_mode:
        more = (calendar,) if settings.public_url else ()
        return [_listen_by_http(http_application(runtime.bolt, runtime.db, *more), settings)]
    if not settings.public_url:
        return [_listen_by_socket(runtime)]
    listening = [_listen_by_http(calendar_application(runtime.db, calendar), settings)]  # a port in use is told at once
    try:
        return [*listening, _listen_by_socket(runtime)]
    except SlackError:
        listening[0]()
        raise


def _listen_by_socket(runtime: Runtime) -> Callable[[], None]:
    """Open the connections; gives what closes them."""
    handlers = [
        SocketModeHandler(runtime.bolt, runtime.settings.slack_app_token, ping_interval=PING) for _ in range(SOCKETS)
    ]

    def close() -> None:
        for handler in handlers:
            handler.close()

    try:
        for handler in handlers:
            asked(handler.connect)
    except SlackError:
        close()
        raise
    log.info("connected by Socket Mode, %s connections", SOCKETS)
    return close


def _listen_by_http(application: Starlette, settings: Settings) -> Callable[[], None]:
    """Listen for requests; gives what stops that."""
    config = uvicorn.Config(
        application, host=settings.host, port=settings.port, log_level="warning", access_log=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name="http", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    if not server.started:
        raise OSError(f"cannot listen on {settings.host}:{settings.port}")
    log.info("listening on http://%s:%s", settings.host, settings.port)

    def close() -> None:
        server.should_exit = True
        thread.join(timeout=10)

    return close
