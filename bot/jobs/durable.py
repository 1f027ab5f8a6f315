"""Jobs that survive the process: DBOS runs them, our own bookkeeping says what there is to run.

Nothing here is imported by a process that runs no jobs: DBOS takes a second and 70 MB.
"""

import math
import threading
import time
from collections.abc import Callable

from dbos import DBOS, DBOSConfig, SetWorkflowID

from bot import log
from bot.jobs.parts import JobParts
from bot.jobs.perform import perform
from bot.jobs.prose import look_for_unwritten
from bot.jobs.sweep import (
    hide_what_is_old,
    look_what_has_passed,
    look_what_is_old,
    look_what_to_publish,
    look_who_is_there,
    look_whose_token_ends,
    sweep,
)
from bot.services.plan_mailings import plan_mailings
from bot.store import jobs
from bot.store.database import DatabaseUnavailable
from bot.store.jobs import Job

logger = log.get(__name__)

QUEUE = "jordbro"
POLLING = 0.1  # seconds between two looks of DBOS at its queue
SWEEPING = 60.0  # seconds between two looks for what was left behind
LOST = jobs.LEASE.total_seconds()  # a job handed over longer ago has not arrived
PLANNING = 15.0  # seconds between two looks at whose digest or reminder is due
SILENCE = 60.0  # seconds without a look at what is due, after which nobody counts on us
STOPPING = 10  # seconds for the jobs that run
AHEAD = 4  # times as many jobs as run at once may be handed over: one that does not arrive must not hold up others
RESTING = 1.0  # seconds between two looks when nobody calls, and after trouble


class DurableJobs:
    """Hands what is due over to DBOS and lets it run there.

    Args:
        parts: what jobs work with.
        name: of this process: unique among those that share a store, and the same after a restart.
        workers: how many jobs run at once.
        planning: seconds between two looks at whose digest or reminder is due.
        resting: seconds between two looks at our own bookkeeping when nobody calls.
    """

    def __init__(
        self, parts: JobParts, name: str, workers: int = 8, planning: float = PLANNING, resting: float = RESTING
    ) -> None:
        self._parts, self._name, self._workers = parts, name, workers
        self._planning, self._resting = planning, resting
        self._call, self._stop = threading.Event(), threading.Event()
        self._handed: dict[tuple[int, int], float] = {}
        self._feeder = threading.Thread(target=self._feed_forever, name="jobs", daemon=True)
        self._run: Callable[[int, int], None] | None = None
        self._looked_at = -math.inf

    def start(self) -> None:
        """Launch DBOS, which takes up what a killed process of this name left, then look for work."""
        config: DBOSConfig = {
            "name": "jordbro",
            "system_database_url": self._parts.db.url_beside("jobs"),
            "application_version": "1",  # a job is ids and primitives: any version may run it
            "executor_id": self._name,
            "log_level": "WARNING",
            "enable_otlp": False,
        }
        log.take_over("dbos")
        DBOS(config=config)

        def job(job_id: int, attempt: int) -> None:  # a plain function: DBOS writes on what it is given
            while not self._done(job_id, attempt):
                if self._stop.wait(RESTING):
                    return  # whoever starts next takes it up

        self._run = DBOS.workflow(name="job")(job)
        with self._parts.db.write() as tx:
            if self._parts.db.is_embedded:  # there is one process only: what had begun is nobody's
                jobs.release(tx)
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=self._workers, polling_interval_sec=POLLING)
        self._feeder.start()

    def _done(self, job_id: int, attempt: int) -> bool:
        """Run a job; False when the store could not be reached for it."""
        self._parts.traffic.give_way()
        try:
            perform(self._parts, job_id, attempt)
        except DatabaseUnavailable as problem:
            logger.warning("a job waits for the store", job=job_id, why=str(problem))
            return False
        self._call.set()  # what it caused is due now
        return True

    @property
    def running(self) -> bool:
        """Whether somebody looks for work."""
        return self._feeder.is_alive() and time.monotonic() - self._looked_at < SILENCE and not self._stop.is_set()

    def stop(self) -> None:
        """Finish what runs within a bounded time, hand over nothing more; what is left stands in the store."""
        self._stop.set()
        self._call.set()
        self._feeder.join(timeout=STOPPING)
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=STOPPING)

    def wake(self) -> None:
        """There is something new to do."""
        self._call.set()

    def _feed_forever(self) -> None:
        looks: list[tuple[Callable[[], None], float]] = [
            (self._plan, self._planning),
            (self._sweep, SWEEPING),
            (self._feed, 0.0),
        ]
        last = [-math.inf] * len(looks)
        while not self._stop.is_set():
            self._looked_at = time.monotonic()
            self._call.clear()
            for number, (look, pause) in enumerate(looks):
                if time.monotonic() - last[number] >= pause and self._looked(look):
                    last[number] = time.monotonic()
            self._call.wait(min(self._resting, self._planning))

    def _looked(self, look: Callable[[], None]) -> bool:
        """Look once; False when the store could not be reached. What breaks in one look keeps nobody from the next."""
        try:
            look()
        except DatabaseUnavailable as problem:
            logger.warning("the store cannot be reached", why=str(problem))
            self._stop.wait(RESTING)
            return False
        except Exception as problem:  # noqa: BLE001  without this thread no job would ever run again
            logger.error("the job feeder stumbled", why=log.where(problem))  # noqa: TRY400  a traceback may hold words
            self._stop.wait(RESTING)
        return True

    def _plan(self) -> None:
        plan_mailings(self._parts.db, now=self._parts.clock())

    def _sweep(self) -> None:
        look_whose_token_ends(self._parts.db, self._parts.clock())
        sweep(self._parts.db, self._parts.clock())
        look_who_is_there(self._parts.db, self._parts.clock())
        hide_what_is_old(self._parts.db, self._parts.clock())
        look_what_has_passed(self._parts.db, self._parts.clock())
        look_what_is_old(self._parts.db, self._parts.clock())
        look_what_to_publish(self._parts.db, self._parts.clock())
        look_for_unwritten(self._parts)

    def _feed(self) -> None:
        now = self._parts.clock()
        with self._parts.db.read() as tx:
            due = jobs.next_ones(tx, now, min(self._workers + len(self._handed), AHEAD * self._workers))
        handed = {(job.id, job.attempt) for job in due} & self._handed.keys()
        self._handed = {key: self._handed[key] for key in handed}
        for job in due:
            since = self._handed.get((job.id, job.attempt))
            if since is None and not job.begun:
                self._hand_over(job)
            elif since is None or time.monotonic() - since > LOST:
                with self._parts.db.write() as tx:
                    jobs.retry(tx, job.id, now, "lost")

    def _hand_over(self, job: Job) -> None:
        if self._run is None:
            return
        self._parts.traffic.give_way()
        try:
            with SetWorkflowID(f"{job.id}-{job.attempt}"):
                DBOS.enqueue_workflow(QUEUE, self._run, job.id, job.attempt)
        except Exception as problem:  # noqa: BLE001  the job runner must outlive whatever its queue says
            logger.error("a job could not be queued", job=job.id, why=log.where(problem))  # noqa: TRY400  a traceback may hold words
            return
        self._handed[job.id, job.attempt] = time.monotonic()
