"""The HTTP application: Slack's requests to Bolt, and a place to ask whether we are well."""

from collections.abc import Sequence

from slack_bolt import App, BoltRequest
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.store.database import Database, DatabaseUnavailable


def http_application(bolt: App, db: Database, *more: Route) -> Starlette:
    """What uvicorn serves for the bot in HTTP mode: Slack's requests, health, and `more`."""
    return slack_application(bolt, _health_route(db), *more)


def calendar_application(db: Database, calendar: Route) -> Starlette:
    """What uvicorn serves in Socket Mode: no request of Slack's, whose signatures nobody would check there."""
    return Starlette(routes=[_health_route(db), calendar])


def slack_application(bolt: App, *more: Route) -> Starlette:
    """Slack's requests to Bolt, in a thread each: its own adapter would block the event loop."""

    async def events(request: Request) -> Response:
        headers: dict[str, str | Sequence[str]] = {name: request.headers.getlist(name) for name in request.headers}
        body = (await request.body()).decode("utf-8", errors="replace")
        answer = await run_in_threadpool(bolt.dispatch, BoltRequest(body=body, headers=headers))
        return _response(answer)

    return Starlette(routes=[Route("/slack/events", events, methods=["POST"]), *more])


def _response(answer: BoltResponse) -> Response:
    response = Response(answer.body, status_code=answer.status, media_type=answer.first_headers().get("content-type"))
    for name, values in answer.headers.items():
        if name.lower() not in {"content-type", "content-length"}:
            for value in values:
                response.headers.append(name, value)
    return response


def _health_route(db: Database) -> Route:
    async def health(_request: Request) -> Response:
        return await run_in_threadpool(_health, db)

    return Route("/healthz", health)


def _health(db: Database) -> Response:
    try:
        with db.read() as tx:
            tx.connection()
    except DatabaseUnavailable:
        return PlainTextResponse("the store cannot be reached", status_code=503)
    return PlainTextResponse("ok")
