"""A person's calendar, for the program that looks at their secret address now and then."""

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import log
from bot.render.exports import feed_file
from bot.services import write_down
from bot.services.read_feed import Feed, read_feed
from bot.slack.gateway import SlackRefused
from bot.slack.gateways import Slack
from bot.store.database import Database, DatabaseUnavailable

_PRIVATE = {
    "Cache-Control": "private, no-cache",  # whoever is no longer in a channel must not be shown a kept copy
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def calendar_route(db: Database, slack: Slack, clock: Callable[[], datetime]) -> Route:
    """Where calendars are read.

    Args:
        db: the store.
        slack: gives the address of the reader's workspace, for links to cards.
        clock: the time.
    """

    async def calendar(request: Request) -> Response:
        token, seen = request.path_params["token"], request.headers.get("if-none-match", "")
        return await run_in_threadpool(_answer, db, slack, token, seen, clock())

    return Route("/calendar/{token}.ics", calendar, methods=["GET"])


def _answer(db: Database, slack: Slack, token: str, seen: str, now: datetime) -> Response:
    """The calendar, or that the program has it already. Why there is none is told to nobody."""
    try:
        feed = read_feed(db, token)
    except DatabaseUnavailable:
        return PlainTextResponse("try again later", HTTPStatus.SERVICE_UNAVAILABLE, _PRIVATE)
    if feed is None:
        return PlainTextResponse("not found", HTTPStatus.NOT_FOUND, _PRIVATE)
    content = feed_file(feed.lines, feed.language, address=_address(slack, feed), now=now)
    headers = _PRIVATE | {"ETag": f'"{sha256(content).hexdigest()[:32]}"'} | _changed(feed)
    if _is_known(headers["ETag"], seen):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    try:
        with log.about(handler="web.calendar"):
            write_down.read(db, feed.viewer, now=now)
    except DatabaseUnavailable:
        return PlainTextResponse("try again later", HTTPStatus.SERVICE_UNAVAILABLE, _PRIVATE)
    return Response(content, headers=headers, media_type="text/calendar; charset=utf-8")


def _address(slack: Slack, feed: Feed) -> str:
    try:
        return slack.to(feed.viewer.person.slack).me.address
    except SlackRefused:
        return ""


def _changed(feed: Feed) -> dict[str, str]:
    """When the newest of it changed. No question is answered by it: what has gone from a calendar leaves no time."""
    times = [line.action.changed.at for line in feed.lines if line.action.changed]
    return {"Last-Modified": format_datetime(max(times), usegmt=True)} if times else {}


def _is_known(tag: str, seen: str) -> bool:
    """Whether a list of tags (RFC 9110, 13.1.2) has that one, or stands for any."""
    tags = {one.strip().removeprefix("W/") for one in seen.split(",")}
    return bool(tags & {tag, "*"})
