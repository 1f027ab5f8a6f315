"""The same delivery several times at once, over either transport, to whichever process has its turn."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from random import Random

import httpx

from bot.workspace.deliveries import EVENTS, Envelope, Retry
from bot.workspace.driver import LocalWorkspace
from tests.wire.signed import Json, Signer, send

Deliver = Callable[[Json, int], bool]
"""Brings a payload, as the first delivery (0) or a repeat, and says whether it was acknowledged."""

TIMES, AT_ONCE = 3, 4


def by_http(workspace: LocalWorkspace, client: httpx.Client, urls: Sequence[str]) -> Deliver:
    """Signed requests to the processes in turn."""
    signer, turn, lock = Signer(workspace.signing_secret), cycle(urls), threading.Lock()

    def deliver(payload: Json, retry: int) -> bool:
        with lock:
            url = next(turn)
        return send(client, url, signer.event(payload, retry)).status_code == httpx.codes.OK

    return deliver


def by_socket(workspace: LocalWorkspace) -> Deliver:
    """Envelopes over the open connections in turn, whichever process they belong to."""

    def deliver(payload: Json, retry: int) -> bool:
        again = Retry(retry, "timeout") if retry else None
        return workspace.ws.deliveries.send(workspace.app, Envelope(EVENTS, payload), again).ok

    return deliver


def delivered(deliver: Deliver, payloads: Sequence[Json], seed: int) -> int:
    """Bring each payload three times, its copies at the same moment, the payloads in any order.

    Slack goes on until a delivery is acknowledged, and so does this. Gives how many acknowledgements there were.
    """
    order = list(payloads)
    Random(seed).shuffle(order)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sum(pool.map(lambda payload: _copies(deliver, payload), order))


def _copies(deliver: Deliver, payload: Json) -> int:
    barrier = threading.Barrier(TIMES)

    def once(retry: int) -> int:
        barrier.wait()
        return next(1 for _ in range(20) if deliver(payload, retry))

    with ThreadPoolExecutor(TIMES) as pool:
        return sum(pool.map(once, range(TIMES)))
