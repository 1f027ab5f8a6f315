"""Signed slash commands over one kept connection, the apps in turn, so that the machine's mood is shared."""

import time
from collections.abc import Mapping
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import urlencode

import httpx
from slack_sdk.signature import SignatureVerifier

from tests.benchmarks.apps import ServedApp

WARM = 50  # requests before counting
BATCH = 50  # requests to one app before the next has its turn


class Latencies(NamedTuple):
    """Milliseconds from request to acknowledgement."""

    p50: float
    p95: float
    p99: float
    most: float


def measure_in_turn(apps: Mapping[str, ServedApp], requests: int) -> dict[str, Latencies]:
    """Ask every app the same number of times, in small batches one after another."""
    taken: dict[str, list[float]] = {name: [] for name in apps}
    clients = {name: httpx.Client(timeout=10.0) for name in apps}
    try:
        for name, app in apps.items():
            _batch(clients[name], app, WARM)
        for _ in range(requests // BATCH):
            for name, app in apps.items():
                taken[name] += _batch(clients[name], app, BATCH)
    finally:
        for client in clients.values():
            client.close()
    return {name: _latencies(times) for name, times in taken.items()}


def _batch(client: httpx.Client, app: ServedApp, count: int) -> list[float]:
    signer = SignatureVerifier(app.workspace.signing_secret)
    times = []
    for number in range(count):
        body = urlencode(
            {
                "command": "/actions", "text": "", "team_id": "T0REGION", "user_id": "U0METTE",
                "channel_id": "C0JIANGSU",
                "trigger_id": f"tr.{time.monotonic_ns()}.{number}", "response_url": app.workspace.url,
            }
        )  # fmt: skip
        stamp = str(int(time.time()))
        headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": stamp,
            "x-slack-signature": signer.generate_signature(timestamp=stamp, body=body) or "",
        }
        begin = time.perf_counter()
        answer = client.post(app.url, content=body, headers=headers)
        times.append((time.perf_counter() - begin) * 1000)
        if answer.status_code != httpx.codes.OK or not answer.content:
            raise RuntimeError(f"{app.url} answered {answer.status_code}")
    return times


def _latencies(times: list[float]) -> Latencies:
    cuts = quantiles(times, n=100)
    return Latencies(cuts[49], cuts[94], cuts[98], max(times))
