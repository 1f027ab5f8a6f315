"""What this process counts about itself, for Prometheus: no data of people, few values for each label.

Like its log, a process has one of these; whoever counts asks for it, and nothing is made before.
"""

from functools import cache

SOON = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Seconds; Slack waits for three."""
LATER = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0)
"""Seconds of work nobody waits at the screen for."""


class Counts:
    """The figures of a process; the names of its parts are those of the figures.

    Labels: `surface` and `name` are ours (a handler's module), never what a request said; `kind` is one
    of a job, `engine` one that was switched on, `outcome` one of a few words.
    """

    def __init__(self) -> None:
        from prometheus_client import (  # noqa: PLC0415  `jordbro explain` must not wait for it
            CollectorRegistry,
            Counter,
            Gauge,
            GCCollector,
            Histogram,
            PlatformCollector,
            ProcessCollector,
            disable_created_metrics,
        )

        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second figure for each, which nobody asks for

        self.registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self.registry)
        into = self.registry
        self.acks = Counter(
            "jordbro_acks", "What came from Slack and was handled.", ["surface", "name", "outcome"], registry=into
        )
        self.ack_seconds = Histogram(
            "jordbro_ack_seconds", "From a delivery to its acknowledgement.", ["surface"], buckets=SOON, registry=into
        )
        self.requests = Counter(
            "jordbro_requests", "What came from Slack at all.", ["transport", "outcome"], registry=into
        )
        self.redeliveries = Counter("jordbro_redeliveries", "Deliveries Slack repeated.", ["transport"], registry=into)
        self.jobs = Counter("jordbro_jobs", "Attempts at jobs.", ["kind", "outcome"], registry=into)
        self.job_seconds = Histogram(
            "jordbro_job_seconds", "One attempt at a job.", ["kind"], buckets=LATER, registry=into
        )
        self.job_latency = Histogram(
            "jordbro_job_latency_seconds", "From asking for a job to its end.", ["kind"], buckets=LATER, registry=into
        )
        self.engine_calls = Counter("jordbro_engine_calls", "Calls of engines.", ["engine", "outcome"], registry=into)
        self.engine_skips = Counter("jordbro_engine_skips", "Engines left alone.", ["engine", "reason"], registry=into)
        self.engine_seconds = Histogram(
            "jordbro_engine_seconds", "One call of an engine.", ["engine"], buckets=LATER, registry=into
        )
        self.sockets = Gauge("jordbro_sockets", "Open connections of Socket Mode.", registry=into)
        self.socket_losses = Counter("jordbro_socket_losses", "Connections of Socket Mode that ended.", registry=into)


@cache
def counts() -> Counts:
    """The figures of this process."""
    return Counts()
