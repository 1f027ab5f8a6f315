"""The Web API: checks the token, meets the faults asked for, calls the method, records what happened."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.workspace import api_chat, api_files, api_read, api_views
from bot.workspace.api_base import Method, Request, bearer, caller
from bot.workspace.core import Workspace
from bot.workspace.delivery_socket import SocketRoute
from bot.workspace.errors import SlackError
from bot.workspace.faults import Call, Fault

Json = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    body: Json
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Api:
    """The methods, and the tokens that may call them."""

    def __init__(self, ws: Workspace, sockets: SocketRoute) -> None:
        self._ws = ws
        self._sockets = sockets
        self._methods: dict[str, Method] = {
            **api_chat.METHODS, **api_files.METHODS, **api_read.METHODS, **api_views.METHODS,
            "api.test": lambda call: {"args": call.args},
        }  # fmt: skip

    def call(self, method: str, args: Json, headers: Mapping[str, str]) -> Answer:
        """Answer one call; runs in a thread of its own and may take as long as the faults say."""
        token = bearer(headers) or str(args.pop("token", "") or "")
        args.pop("token", None)
        fault = self._ws.faults.take(method)
        time.sleep(self._ws.faults.slow_s + (fault.delay_s if fault else 0))
        answer = None
        if fault is None or fault.after_effect or not (fault.error or fault.status):
            answer = Answer(self._run(method, args, token))
        if fault and (fault.error or fault.status):
            answer = _as_asked(fault)
        if answer is None:
            raise AssertionError("a call is either run or refused")
        self._ws.faults.record(Call(method, args, _type_of(token), self._ws.clock(), answer.body))
        return answer

    def _run(self, method: str, args: Json, token: str) -> Json:
        try:
            if method == "apps.connections.open":
                return {"ok": True} | self._open_connection(token)
            app, at = caller(self._ws.world, token)
            with self._ws.lock:
                return {"ok": True} | self._methods.get(method, _unknown)(Request(self._ws, app, at, args))
        except SlackError as problem:
            return problem.answer()

    def _open_connection(self, token: str) -> Json:
        for app in self._ws.world.apps.values():
            if token and token == app.app_token:
                ticket = self._sockets.ticket(app.app_id)
                host = self._ws.base_url.replace("http://", "ws://", 1)
                return {"url": f"{host}/link/?ticket={ticket}&app_id={app.app_id}"}
        caller(self._ws.world, token)
        raise SlackError("not_allowed_token_type")


def _unknown(_call: Request) -> Json:
    raise SlackError("unknown_method")


def _type_of(token: str) -> str:
    if not token:
        return "none"
    return {"xoxb": "bot", "xapp": "app"}.get(token[:4], "unknown")


def _as_asked(fault: Fault) -> Answer:
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    error = fault.error or ("ratelimited" if fault.status == 429 else "internal_error")  # noqa: PLR2004 - HTTP's number
    return Answer({"ok": False, "error": error}, fault.status or 200, headers)
