"""The HTTP application: Slack's requests to Bolt, each in a thread beside the event loop."""

from http import HTTPStatus

from slack_bolt import App
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.slack.dispatch import dispatched_http
from bot.web.safe import SafeApplication

LARGEST = 4 * 1024 * 1024  # bytes of one request


def slack_application(bolt: App, *more: Route) -> Starlette:
    """What uvicorn serves for the bot in HTTP mode: Slack's requests, and `more`.

    Bolt gets a thread for each: its own adapter would block the event loop.
    """

    async def events(request: Request) -> Response:
        headers = {name.lower(): request.headers.getlist(name) for name in request.headers}
        body = await _body(request)
        if body is None:
            return Response(status_code=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return _response(await run_in_threadpool(dispatched_http, bolt, body, headers))

    return SafeApplication(routes=[Route("/slack/events", events, methods=["POST"]), *more])


def plain_application(*routes: Route) -> Starlette:
    """What uvicorn serves where no request of Slack's is taken: nobody would check their signatures."""
    return SafeApplication(routes=list(routes))


async def _body(request: Request) -> str | None:
    """The body; None for one that is longer than any of Slack's: whoever sends that has not been asked who they are."""
    parts, length = [], 0
    async for part in request.stream():
        length += len(part)
        if length > LARGEST:
            return None
        parts.append(part)
    return b"".join(parts).decode("utf-8", errors="replace")


def _response(answer: BoltResponse) -> Response:
    response = Response(answer.body, status_code=answer.status, media_type=answer.first_headers().get("content-type"))
    for name, values in answer.headers.items():
        if name.lower() not in {"content-type", "content-length"}:
            for value in values:
                response.headers.append(name, value)
    return response
