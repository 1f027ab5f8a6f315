"""One request of Slack's through Bolt, counted whichever way it came."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Literal

from slack_bolt import App, BoltRequest
from slack_bolt.response import BoltResponse

from bot import log
from bot.metrics import counts
from bot.store.database import DatabaseUnavailable

logger = log.get(__name__)

Transport = Literal["http", "socket"]
Headers = Mapping[str, Sequence[str]]
"""Names in small letters; each as often as it was sent."""

UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What code that expects a payload of Slack's says of something else."""
LONGEST_TIME = 12  # digits: seconds since 1970

_OUTCOMES = {200: "ok", 401: "refused", 404: "unknown", 503: "later"}
"""Status → word: a signature that is wrong, something that we have no handler for, to be delivered again."""


def dispatched_http(bolt: App, body: str, headers: Headers) -> BoltResponse:
    """Let Bolt answer a request that came by HTTP, from whomever; one that nobody can have signed is refused."""
    with log.about(event_id=log.event_id(f"request:{body}")):
        if not _could_be_signed(headers):
            return _told("http", BoltResponse(status=HTTPStatus.UNAUTHORIZED, body={"error": "invalid request"}))
        try:
            request = BoltRequest(body=body, headers={name: list(values) for name, values in headers.items()})
        except UNREADABLE as problem:
            # Bolt reads a body before anybody has looked at its signature: no JSON, no object, endlessly deep
            logger.warning("a request could not be read", why=type(problem).__name__)
            return _told("http", BoltResponse(status=HTTPStatus.BAD_REQUEST, body=""))
        return dispatched(bolt, request, "http")


def dispatched(bolt: App, request: BoltRequest, transport: Transport) -> BoltResponse:
    """Let Bolt answer a request."""
    if request.headers.get("x-slack-retry-num", ["0"])[0] != "0":  # Socket Mode counts from the first delivery on
        counts().redeliveries.labels(transport).inc()
    try:
        answer: BoltResponse = bolt.dispatch(request)
    except UNREADABLE as problem:  # telling `broken` of it broke Bolt once more
        answer = broken(problem)
    return _told(transport, answer)


def broken(error: Exception) -> BoltResponse:
    """What Bolt answers where it, or what it called, broke on a request: it raises nothing that anybody could catch.

    Everything of ours that may break has its own place to tell so (`handlers.errors`): what comes here is a payload
    that is not as Slack's have ever been, or a store that was away before it was known who is asked.
    """
    if isinstance(error, DatabaseUnavailable):
        logger.warning("the store cannot be reached", why=str(error))
        return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, body="")
    logger.error("a request of Slack's could not be handled", why=log.where(error))
    is_odd = isinstance(error, UNREADABLE)
    return BoltResponse(status=HTTPStatus.BAD_REQUEST if is_odd else HTTPStatus.INTERNAL_SERVER_ERROR, body="")


def _could_be_signed(headers: Headers) -> bool:
    """Whether the headers of a signature look like one: what compares them expects that."""
    times, signatures = headers.get("x-slack-request-timestamp", ()), headers.get("x-slack-signature", ())
    if len(times) != 1 or len(signatures) != 1:
        return False
    time, signature = times[0], signatures[0]
    return time.isascii() and time.isdecimal() and len(time) <= LONGEST_TIME and signature.isascii()


def _told(transport: Transport, answer: BoltResponse) -> BoltResponse:
    """Count an answer; that somebody was refused is told."""
    counts().requests.labels(transport, _OUTCOMES.get(answer.status, "other")).inc()
    if answer.status == HTTPStatus.UNAUTHORIZED:
        logger.warning("a request was refused", why="signature", transport=transport)
    return answer
