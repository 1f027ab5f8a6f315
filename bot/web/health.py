"""Whether we live and whether we can work, for whoever starts, watches or balances us."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.store.database import Database, DatabaseUnavailable
from bot.store.migrate import revisions

Check = Callable[[], bool]

_NOT_KEPT = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Health:
    """What we need to work: the store, and what the checks answer, by name."""

    db: Database
    checks: Mapping[str, Check]

    @property
    def lives(self) -> bool:
        """Whether the store answers."""
        try:
            with self.db.read() as tx:
                tx.connection()
        except DatabaseUnavailable:
            return False
        return True

    @property
    def is_current(self) -> bool:
        """Whether the store has the tables of this version."""
        try:
            found = revisions(self.db)
        except DatabaseUnavailable:
            return False
        return found.of_store == found.of_code

    def readiness(self) -> Mapping[str, bool]:
        """Each check with its answer."""
        found = {"store": self.lives, "migrated": self.is_current}
        return found | {name: check() for name, check in self.checks.items()}


def health_routes(health: Health) -> tuple[Route, ...]:
    """`/healthz`: we live and the store answers. `/readyz`: everything that is needed to work is there."""

    async def healthz(_request: Request) -> Response:
        return await run_in_threadpool(_alive, health)

    async def readyz(_request: Request) -> Response:
        return await run_in_threadpool(_ready, health)

    return Route("/healthz", healthz), Route("/readyz", readyz)


def _alive(health: Health) -> Response:
    if not health.lives:
        return PlainTextResponse("the store cannot be reached", HTTPStatus.SERVICE_UNAVAILABLE, _NOT_KEPT)
    return PlainTextResponse("ok", headers=_NOT_KEPT)


def _ready(health: Health) -> Response:
    checks = health.readiness()
    ready = all(checks.values())
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"ready": ready, "checks": dict(checks)}, status, _NOT_KEPT)
