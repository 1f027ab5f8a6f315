"""Run a bot until it is told to stop: Socket Mode or HTTP, with its jobs."""

import logging
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType

import uvicorn
from slack_bolt.adapter.socket_mode import SocketModeHandler

from bot.app import Runtime, build, now
from bot.config import Settings
from bot.jobs.durable import DurableJobs
from bot.jobs.parts import JobParts
from bot.services.add_memory import add_memory
from bot.slack.gateway import SlackError, asked
from bot.store.migrate import migrate
from bot.web.server import http_application

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
        listening = _listen_by_socket(runtime) if settings.socket_mode else _listen_by_http(runtime)
        ready()
        stop.wait()
        listening()
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


def _listen_by_http(runtime: Runtime) -> Callable[[], None]:
    """Listen for Slack's requests; gives what stops that."""
    settings = runtime.settings
    application = http_application(runtime.bolt, runtime.db)
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
    log.info("listening on http://%s:%s/slack/events", settings.host, settings.port)

    def close() -> None:
        server.should_exit = True
        thread.join(timeout=10)

    return close
