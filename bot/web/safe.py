"""What every answer of ours tells a browser: take it for what it says it is, run nothing in it, show it in no frame."""

from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""An answer that says something else itself is left as it is: a page may need a style or a form."""


class SafeApplication(Starlette):
    """An application whose answers all carry `HEADERS`, also that nothing was found and that something broke.

    It sends nobody to another address: that would be made of a header which whoever asks may have forged.
    """

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        super().__init__(routes=routes)
        self.router.redirect_slashes = False

    def build_middleware_stack(self) -> ASGIApp:
        """Put them around everything else."""
        inner = super().build_middleware_stack()

        async def application(scope: Scope, receive: Receive, send: Send) -> None:
            async def sent(message: Message) -> None:
                if message["type"] == "http.response.start":
                    headers = MutableHeaders(scope=message)
                    for name, value in HEADERS.items():
                        headers.setdefault(name, value)
                await send(message)

            await inner(scope, receive, sent)

        return application
