"""News for a page: a stream of Server-Sent Events that says when a person sees something new."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

from bot.workspace.core import Workspace

_PING_SECONDS = 15.0


class Feeds:
    """All open streams; `stop` ends them so that the server can end."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws
        self._open: set[asyncio.Event] = set()
        self._stopped = False

    async def stream(self, user_id: str) -> AsyncIterator[str]:
        """Give the lines of one stream: the number now, each later number, a ping every fifteen seconds."""
        loop, news = asyncio.get_running_loop(), asyncio.Event()
        unlisten = self._ws.listen(lambda: _wake(loop, news))
        self._open.add(news)
        last = -1
        try:
            while not self._stopped:
                news.clear()
                seq = self._ws.seq(user_id)
                if seq != last:
                    yield f"data: {json.dumps({'seq': seq})}\n\n"
                    last = seq
                try:
                    await asyncio.wait_for(news.wait(), _PING_SECONDS)
                except TimeoutError:
                    yield ": ping\n\n"
        finally:
            unlisten()
            self._open.discard(news)

    def stop(self) -> None:
        """End all streams; to be called in the server's loop."""
        self._stopped = True
        for news in self._open:
            news.set()


def _wake(loop: asyncio.AbstractEventLoop, news: asyncio.Event) -> None:
    with contextlib.suppress(RuntimeError):  # the loop is closed: the server stopped while this was on its way
        loop.call_soon_threadsafe(news.set)
