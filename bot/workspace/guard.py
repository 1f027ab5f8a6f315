"""Keeps the workspace to this machine: a web page from elsewhere must not reach it through somebody's browser."""

from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

_OURS = frozenset({"127.0.0.1", "localhost", "::1"})


def _is_ours(netloc: str) -> bool:
    try:
        return urlsplit(f"//{netloc}").hostname in _OURS
    except ValueError:
        return False


class LoopbackOnly:
    """ASGI middleware that answers 403 unless `Host` and `Origin` (if sent) name this machine."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through or refuse it."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope.get("headers", [])}
        origin = headers.get("origin")
        allowed = _is_ours(headers.get("host", "")) and (origin is None or _is_ours(urlsplit(origin).netloc))
        if allowed or scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send({"type": "http.response.start", "status": 403, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"this local workspace answers this machine only"})
