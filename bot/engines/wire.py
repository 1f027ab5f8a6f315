"""The one HTTP adapter below all vendors' packages: deadlines, no redirects, errors of our own tree.

It judges an answer before the vendor's package sees it, so a package that hides the status, the
`Retry-After` or the connection's end behind its own errors cannot mislead us. What people wrote
and keys stand in addresses and bodies: `hush` keeps both out of the log.
"""

import io
import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

from bot.engines.base import BadCredentials, EngineBroken, EngineError, RateLimited

Judge = Callable[[requests.Response], EngineError | None]

QUOTA_USED_UP = 456  # DeepL: the characters of the billing period
_MAX_BODY = 4_000_000  # bytes
_NO_DEADLINE = float("inf")
_DEFAULT_TIMEOUT = 30.0
_deadline: ContextVar[float] = ContextVar("deadline", default=_NO_DEADLINE)


@contextmanager
def deadline(moment: float) -> Iterator[None]:
    """All requests inside, together, end by a moment of `time.monotonic()`."""
    token = _deadline.set(moment)
    try:
        yield
    finally:
        _deadline.reset(token)


def remaining() -> float:
    """Seconds left.

    Raises:
        EngineBroken: none.
    """
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise EngineBroken("no answer in time", passing=True)
    return left


def retry_after(value: str | None, default: float = 60.0) -> float:
    """Seconds of a `Retry-After` header: a number or an HTTP date; at least one."""
    if not value:
        return default
    try:
        return max(1.0, float(value))
    except ValueError:
        pass
    try:
        return max(1.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return default


def judge_status(response: requests.Response) -> EngineError | None:
    """What every vendor means by a status."""
    status = response.status_code
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return None
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(retry_after(response.headers.get("Retry-After")), f"HTTP {status}")
    if status == QUOTA_USED_UP:
        return RateLimited(3600, "quota used up")
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.FORBIDDEN}:
        return BadCredentials(f"HTTP {status}")
    if status == HTTPStatus.SERVICE_UNAVAILABLE and "Retry-After" in response.headers:
        return RateLimited(retry_after(response.headers["Retry-After"]), f"HTTP {status}")
    return EngineBroken(f"HTTP {status}", passing=status >= HTTPStatus.INTERNAL_SERVER_ERROR)


def json_of(response: requests.Response) -> Any:  # noqa: ANN401  a vendor's answer can be anything
    """The body as JSON, or None where it is none."""
    try:
        return json.loads(response.content)
    except ValueError:
        return None


class Wire(HTTPAdapter):
    """Sends one request within the deadline, reads the whole answer, and judges it."""

    def __init__(self, judge: Judge, connect_timeout: float, connections: int = 16) -> None:
        super().__init__(pool_maxsize=connections, max_retries=0)
        self._judge = judge
        self._connect_timeout = connect_timeout

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002, FBT001, FBT002
        timeout: Any = None,  # noqa: ANN401, ARG002
        verify: bool | str = True,  # noqa: FBT001, FBT002
        cert: Any = None,  # noqa: ANN401
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """As requests documents it; the caller's timeout gives way to the deadline.

        Raises:
            EngineError: no answer, or one that is none.
        """
        left = min(remaining(), _DEFAULT_TIMEOUT)
        try:
            response = super().send(
                request,
                stream=True,
                timeout=(min(self._connect_timeout, left), left),
                verify=verify,
                cert=cert,
                proxies=proxies,
            )
            response.raw = io.BytesIO(_body(response))
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise EngineBroken(type(error).__name__, passing=True) from None
        verdict = self._judge(response)
        if verdict is not None:
            raise verdict
        return response


def _body(response: requests.Response) -> bytes:
    """The decoded body, read as it comes so that a server that drips cannot hold us."""
    raw: urllib3.HTTPResponse = response.raw
    body = bytearray()
    try:
        while chunk := raw.read1(65536, decode_content=True):
            body += chunk
            remaining()
            if len(body) > _MAX_BODY:
                raise EngineBroken("an endless answer")
        # `read1` is silent about an answer that stops before its announced end.
        if raw.length_remaining:
            raise EngineBroken("half an answer", passing=True)
    finally:
        raw.close() if raw.length_remaining else raw.release_conn()
    return bytes(body)


def session(wire: Wire) -> requests.Session:
    """A session that speaks through the wire only and keeps no cookies."""
    made = requests.Session()
    made.mount("http://", wire)
    made.mount("https://", wire)
    made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return made


class _NoTexts(logging.Filter):
    """Cuts queries off addresses, and lets nothing detailed pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to log the record, which is changed on the way."""
        if record.levelno <= logging.DEBUG and record.name == "deepl":
            return False  # bodies of requests and answers
        if isinstance(record.args, tuple):
            record.args = tuple(arg.partition("?")[0] if isinstance(arg, str) else arg for arg in record.args)
        return True


_NO_TEXTS = _NoTexts()


def hush() -> None:
    """Keep texts and keys out of the log of the packages below us; doing it twice changes nothing."""
    for name in ("urllib3.connectionpool", "deepl"):
        logging.getLogger(name).addFilter(_NO_TEXTS)
