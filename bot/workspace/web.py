"""The Starlette application: Web API, response_urls, uploads, Socket Mode, control API and the page."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from bot.workspace import response_urls, screen
from bot.workspace.api import Answer, Api
from bot.workspace.control import Control
from bot.workspace.core import Workspace
from bot.workspace.delivery_socket import SocketRoute
from bot.workspace.feed import Feeds
from bot.workspace.guard import LoopbackOnly
from bot.workspace.web_files import FileDoor
from bot.workspace.web_oauth import OauthDoor

Json = dict[str, Any]
T = TypeVar("T")

PAGE = Path(__file__).parent / "page"
_THREADS = 64


class Web:
    """The endpoints. Whatever may wait for an app or for a fault runs in a thread."""

    def __init__(self, ws: Workspace, sockets: SocketRoute) -> None:
        self.ws = ws
        self.sockets = sockets
        self.api = Api(ws, sockets)
        self.control = Control(ws, sockets)
        self.feeds = Feeds(ws)
        self.files = FileDoor(ws)
        self.oauth = OauthDoor(ws)
        # Acts wait for the app, and the app waits for the Web API: two pools, so that neither starves the other.
        self._api_threads = _Pool()
        self._act_threads = _Pool()

    def app(self) -> Starlette:
        """Build the application."""
        both, post = ["GET", "POST"], ["POST"]
        return Starlette(
            routes=[
                Route("/api/{method}", self.web_api, methods=both),
                Route("/response/{token}", self.response_url, methods=post),
                Route("/upload/{file_id}", self.files.upload, methods=post),
                Route("/files/{file_id}/{name:path}", self.files.download),
                Route("/oauth/v2/authorize", self.oauth.ask),
                Route("/oauth/v2/authorize", self.oauth.decide, methods=post),
                Route("/archives/{channel}/{message}", self.permalink),
                WebSocketRoute("/link/", self.link),
                Route("/_control/world", self.world),
                Route("/_control/view", self.view),
                Route("/_control/feed", self.feed),
                Route("/_control/calls", self.calls),
                Route("/_control/file", self.files.look),
                Route("/_control/{act}", self.act, methods=post),
                Route("/", self.page),
                Route("/page/{file}", self.page),
            ],
            middleware=[Middleware(LoopbackOnly)],
        )

    async def web_api(self, request: Request) -> Response:
        """Answer a Web API method."""
        args = await _arguments(request)
        if args is None:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        call = partial(self.api.call, request.path_params["method"], args, request.headers)
        answer = await self._api_threads.run(call)
        if answer.cut:
            request.state.local_transport.abort()
        return _response(answer)

    async def response_url(self, request: Request) -> Response:
        """Take an answer to a command or interaction."""
        args = await _arguments(request)
        if args is None:
            return PlainTextResponse("invalid_payload", 400)
        call = partial(response_urls.answer, self.ws, request.path_params["token"], args)
        return _response(await self._api_threads.run(call))

    async def link(self, socket: WebSocket) -> None:
        """Serve a Socket Mode connection."""
        await self.sockets.serve(socket)

    async def world(self, _request: Request) -> Response:
        """Tell what there is."""
        return JSONResponse(screen.world(self.ws))

    async def view(self, request: Request) -> Response:
        """Tell what one person sees."""
        user = self.ws.world.users.get(request.query_params.get("user", ""))
        if user is None:
            return JSONResponse({"ok": False, "error": "user_not_found", "detail": "no such user"}, 404)
        return JSONResponse(screen.view(self.ws, user))

    async def feed(self, request: Request) -> Response:
        """Tell when one person sees something new."""
        stream = self.feeds.stream(request.query_params.get("user", ""))
        return StreamingResponse(stream, media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def calls(self, request: Request) -> Response:
        """Tell which Web API calls came."""
        found = self.ws.faults.calls(request.query_params.get("method"))
        return JSONResponse({"ok": True, "calls": [call.as_json() for call in found]})

    async def act(self, request: Request) -> Response:
        """Do what a person or a test wants done."""
        body = await _arguments(request)
        if body is None:
            return JSONResponse({"ok": False, "error": "invalid_json", "detail": "the body is no JSON object"}, 400)
        answer = await self._act_threads.run(partial(self.control.act, request.path_params["act"], body))
        if answer is None:
            return JSONResponse({"ok": False, "error": "unknown_act", "detail": "no such act"}, 404)
        return JSONResponse(answer)

    async def permalink(self, request: Request) -> Response:
        """Lead from the permalink of a message to the page, which shows it to who sees it."""
        place = "/".join(quote(request.path_params[part], safe="") for part in ("channel", "message"))
        return RedirectResponse(f"/#go={place}", 302)

    async def page(self, request: Request) -> Response:
        """Give a file of the page."""
        path = PAGE / request.path_params.get("file", "index.html")
        if not path.is_file() or path.parent != PAGE:
            return PlainTextResponse("not found", 404)
        return FileResponse(path, headers={"Cache-Control": "no-store"})


class _Pool:
    """A bounded set of threads for one kind of work."""

    def __init__(self) -> None:
        self._limiter: anyio.CapacityLimiter | None = None

    async def run(self, work: Callable[[], T]) -> T:
        if self._limiter is None:  # it belongs to the loop, which does not run yet when the pool is made
            self._limiter = anyio.CapacityLimiter(_THREADS)
        return await anyio.to_thread.run_sync(work, limiter=self._limiter)


def _response(answer: Answer) -> Response:
    return JSONResponse(answer.body, answer.status, answer.headers)


async def _arguments(request: Request) -> Json | None:
    """Read the arguments of a call from address and body, JSON or form; None if the JSON is broken."""
    args: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        async with request.form() as form:
            return args | {key: value for key, value in form.items() if isinstance(value, str)}
    text = await request.body()
    if not text:
        return args
    try:
        body = json.loads(text)
    except ValueError:
        return None
    return args | body if isinstance(body, dict) else None
