"""Listen for HTTP requests in a thread, and stop when those that came are answered."""

import threading
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette

from bot import log

logger = log.get(__name__)

ANSWERING = 8  # seconds, when we stop, for the requests that are being answered
KEPT = 75  # seconds an idle connection is kept: longer than a proxy keeps it, who else sends into one that we close


def listen(application: Starlette, host: str, port: int) -> Callable[[], None]:
    """Listen; gives what stops that: nothing more is taken, what was taken is answered.

    Raises:
        OSError: the address cannot be used.
    """
    config = uvicorn.Config(
        application,
        host=host,
        port=port,
        log_config=None,  # its lines are ours
        access_log=False,  # addresses of calendars are secrets
        lifespan="off",
        server_header=False,
        proxy_headers=False,  # nothing we do depends on who asked from where, so that nothing of it can be forged
        timeout_graceful_shutdown=ANSWERING,
        timeout_keep_alive=KEPT,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, name=f"http {port}", daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        thread.join(0.02)
    if not server.started:
        raise OSError(f"cannot listen on {host}:{port}")
    logger.info("listening", host=host, port=port)

    def close() -> None:
        server.should_exit = True
        thread.join(timeout=ANSWERING + 2)

    return close
