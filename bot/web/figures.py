"""`/metrics`: what this process counted, and what waits in the store at this moment."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.metrics import counts
from bot.store import jobs, mailings
from bot.store.database import Database, DatabaseUnavailable

BACK = timedelta(days=1)  # of digests and reminders: today's and yesterday's
STATES = ("waiting", "begun", "failed")


class StoreFigures(Collector):
    """What the store says when it is asked; one process of several is enough to ask."""

    def __init__(self, db: Database, clock: Callable[[], datetime]) -> None:
        self._db, self._clock = db, clock

    def collect(self) -> Iterator[Metric]:
        """The figures of this moment; without a store only that there is none."""
        now = self._clock()
        try:
            with self._db.read() as tx:
                queue = jobs.queue(tx, now)
                sent = mailings.states(tx, (now - BACK).date())
        except DatabaseUnavailable:
            yield GaugeMetricFamily("jordbro_store_up", "Whether the store answers.", 0)
            return
        yield GaugeMetricFamily("jordbro_store_up", "Whether the store answers.", 1)
        waiting = GaugeMetricFamily("jordbro_queue_jobs", "Jobs in the store that are not done.", labels=["state"])
        for state in STATES:
            waiting.add_metric([state], queue.states.get(state, 0))
        yield waiting
        yield GaugeMetricFamily(
            "jordbro_queue_oldest_seconds", "How long the oldest job that is due has waited.", queue.oldest
        )
        told = GaugeMetricFamily(
            "jordbro_mailings", "Digests and reminders of today and yesterday.", labels=["kind", "state"]
        )
        for (kind, state), count in sent.items():
            told.add_metric([kind, state], count)
        yield told


def metrics_route(db: Database, clock: Callable[[], datetime]) -> Route:
    """Where Prometheus asks; never on the address the world reaches."""
    of_store = CollectorRegistry()
    of_store.register(StoreFigures(db, clock))

    def made() -> bytes:
        return generate_latest(counts().registry) + generate_latest(of_store)

    async def metrics(_request: Request) -> Response:
        return Response(await run_in_threadpool(made), media_type=CONTENT_TYPE_LATEST)

    return Route("/metrics", metrics)
