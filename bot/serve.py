"""Run a bot until it is told to stop: Socket Mode or HTTP, with its jobs."""

import gc
import os
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType

from starlette.routing import Route

from bot import log
from bot.app import Runtime, build, grammar, now
from bot.config import Settings
from bot.domain.search_read import read_query
from bot.jobs.durable import DurableJobs
from bot.jobs.parts import JobParts
from bot.services import terms
from bot.services.add_memory import add_memory
from bot.slack.sockets import SocketMode, opener
from bot.store.migrate import migrate
from bot.web.calendar import calendar_route
from bot.web.figures import metrics_route
from bot.web.health import Check, Health, health_routes
from bot.web.install import Door, install_routes
from bot.web.listening import listen
from bot.web.pages.serving import page_routes
from bot.web.pages.visit import Site
from bot.web.server import plain_application, slack_application

logger = log.get(__name__)

LOCAL = "127.0.0.1"  # where health and figures are told: never to the world
LONGEST_STOP = 40.0  # seconds from the signal to the end, whatever still runs

Close = Callable[[], None]


def serve(
    settings: Settings, *, ready: Callable[[], None] = lambda: None, stopping: Callable[[], None] = lambda: None
) -> None:
    """Serve until SIGTERM or SIGINT; what was acknowledged is finished first. A second signal ends it at once.

    Args:
        settings: from the environment.
        ready: called when Slack can reach us.
        stopping: called when we were told to stop.

    Raises:
        SlackError: Slack does not know the token, or cannot be reached.
        DatabaseUnavailable: there is no store to speak to.
        OSError: an address cannot be listened on.
    """
    stop = _stopped_by_signals()
    runtime = start(settings)
    listening: list[Close] = []
    try:
        _listen(runtime, listening)
        _leave_alone_what_stays()
        logger.info("ready")
        ready()
        stop.wait()
        logger.info("stopping")
        stopping()
    finally:
        _end_in_time()
        for close in reversed(listening):  # Slack first, health last
            close()
        runtime.stop()
        logger.info("stopped")


def _leave_alone_what_stays() -> None:
    """Modules, catalogues and dictionaries live as long as the process: looking through them for garbage stops it.

    That took a third of a second each time, in which nobody got an answer.
    """
    # else whoever writes the first note, or looks for something first, waits for them: 0.4 to 0.8 s, 47 MB
    read_query("forurening 土壤", [terms.shipped()], {}, now().date())
    gc.collect()
    gc.freeze()


def start(settings: Settings) -> Runtime:
    """A bot with a store of this version and its jobs running."""
    runtime = build(settings, lambda parts: _jobs(parts, settings))
    migrate(runtime.db)
    add_memory(runtime.db, now=now())
    runtime.jobs.start()
    return runtime


def _jobs(parts: JobParts, settings: Settings) -> DurableJobs:
    return DurableJobs(parts, settings.process_name or socket.gethostname())


def _stopped_by_signals() -> threading.Event:
    stop = threading.Event()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(128 + number)  # what was acknowledged is in the store
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    return stop


def _end_in_time() -> None:
    """A job that still waits for a vendor must not keep the process: it is in the store, and goes on later."""
    end = threading.Timer(LONGEST_STOP, os._exit, (0,))
    end.daemon = True
    end.start()


def _listen(runtime: Runtime, listening: list[Close]) -> None:
    """Listen for Slack, for calendar programs where they have an address, and for whoever watches us.

    Args:
        runtime: the bot.
        listening: gets what stops each, in the order in which it was begun.
    """
    settings = runtime.settings
    sockets = _sockets(runtime) if settings.socket_mode else None
    connected: Check = (lambda: sockets.alive > 0) if sockets else (lambda: True)
    health = health_routes(Health(runtime.db, {"slack": connected, "jobs": lambda: runtime.jobs.running}))
    if settings.ops_port:
        ops = plain_application(*health, metrics_route(runtime.db, now))
        listening.append(listen(ops, LOCAL, settings.ops_port))
    public = (*health, *public_routes(runtime))
    if sockets is None:
        listening.append(listen(slack_application(runtime.bolt, *public), settings.host, settings.port))
        return
    if settings.public_url:
        listening.append(listen(plain_application(*public), settings.host, settings.port))
    sockets.start()
    listening.append(sockets.stop)
    logger.info("connected by Socket Mode")


def public_routes(runtime: Runtime) -> tuple[Route, ...]:
    """What the world may ask for where it has our address, besides Slack and health."""
    if not runtime.settings.public_url:
        return ()
    routes = [calendar_route(runtime.db, runtime.slack, now)]
    if runtime.settings.pages_url:
        wake, words = runtime.jobs.wake, grammar().find_words
        template = runtime.settings.report_template
        routes += page_routes(Site(runtime.db, now, runtime.settings.pages_url, wake, words, template))
    if runtime.oauth is not None:
        routes += install_routes(Door(runtime.oauth, runtime.db, runtime.slack, now, runtime.jobs.wake))
    return tuple(routes)


def _sockets(runtime: Runtime) -> SocketMode:
    settings = runtime.settings
    return SocketMode(runtime.bolt, opener(settings.slack_api_url, settings.slack_app_token), settings.threads)
