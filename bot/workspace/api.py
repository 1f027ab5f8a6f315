"""The Web API: checks the token, meets the faults asked for, calls the method, records what happened."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.workspace import api_auth, api_canvases, api_chat, api_files, api_pins, api_read, api_views, oauth, scopes
from bot.workspace.api_base import Method, Request, bearer, caller
from bot.workspace.core import Workspace
from bot.workspace.delivery_socket import SocketRoute
from bot.workspace.errors import SlackError
from bot.workspace.faults import Call, Fault

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """An HTTP answer; `cut` means that the connection ends instead."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class Api:
    """The methods, and the tokens that may call them."""

    def __init__(self, ws: Workspace, sockets: SocketRoute) -> None:
        self._ws = ws
        self._sockets = sockets
        self._methods: dict[str, Method] = {
            **api_auth.METHODS, **api_canvases.METHODS, **api_chat.METHODS, **api_files.METHODS, **api_pins.METHODS,
            **api_read.METHODS, **api_views.METHODS, "api.test": lambda call: {"args": call.args},
        }  # fmt: skip

    def call(self, method: str, args: Json, headers: Mapping[str, str]) -> Answer:
        """Answer one call; runs in a thread of its own and may take as long as the faults say."""
        token = bearer(headers) or str(args.pop("token", "") or "")
        args.pop("token", None)
        fault = self._ws.faults.take(method)
        run = partial(self._run, method, args, token, headers)
        answer = run() if fault and fault.after_effect else None
        time.sleep(self._ws.faults.slow_s + (fault.delay_s if fault else 0))
        if fault and fault.refuses:
            answer = _as_asked(fault)
        answer = answer or run()
        self._ws.faults.record(Call(method, args, _type_of(token), self._ws.clock(), answer.body))
        return answer

    def _run(self, method: str, args: Json, token: str, headers: Mapping[str, str]) -> Answer:
        try:
            if method == "apps.connections.open":
                return Answer({"ok": True} | self._open_connection(token))
            if method == "oauth.v2.access":
                with self._ws.lock:
                    return Answer({"ok": True} | oauth.access(self._ws, args, headers))
            with self._ws.lock:
                app, at = caller(self._ws, token)
                told = {"x-oauth-scopes": ",".join(at.scopes)}
                if method in scopes.NEEDED:
                    told["x-accepted-oauth-scopes"] = ",".join(scopes.NEEDED[method])
                return Answer(self._answer(method, Request(self._ws, app, at, args)), headers=told)
        except SlackError as problem:
            return Answer(problem.answer())

    def _answer(self, method: str, call: Request) -> Json:
        try:
            scopes.check(method, call.at.scopes)
            return {"ok": True} | self._methods.get(method, _unknown)(call)
        except SlackError as problem:
            return problem.answer()

    def _open_connection(self, token: str) -> Json:
        for app in self._ws.world.apps.values():
            if token and token == app.app_token:
                ticket = self._sockets.ticket(app.app_id)
                host = self._ws.base_url.replace("http://", "ws://", 1)
                return {"url": f"{host}/link/?ticket={ticket}&app_id={app.app_id}"}
        caller(self._ws, token)
        raise SlackError("not_allowed_token_type")


def _unknown(_call: Request) -> Json:
    raise SlackError("unknown_method")


def _type_of(token: str) -> str:
    if not token:
        return "none"
    return "bot" if token.startswith(("xoxb-", "xoxe.xoxb-")) else "app" if token.startswith("xapp-") else "unknown"


def _as_asked(fault: Fault) -> Answer:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    error = fault.error or ("ratelimited" if fault.status == 429 else "internal_error")  # noqa: PLR2004 - HTTP's number
    return Answer({"ok": False, "error": error}, fault.status or 200, headers, cut=fault.cut)
