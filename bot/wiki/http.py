"""Asking a wiki over HTTP: no redirection is followed, nothing is read without end, trouble is told as ours."""

import json
from collections.abc import Mapping
from typing import Any

import httpx

from bot.domain.wiki import WikiRefused, WikiUnreachable

TIMEOUT = 20.0  # seconds for one question: an edit of a long page takes a wiki some of them
MOST = 32 * 1024 * 1024  # bytes of an answer
_PASSING = frozenset({429, 500, 502, 503, 504})
_NOT_IN = frozenset({401, 403})
AGENT = "Jordbro/0.1 (meeting records in two languages)"


class Asking:
    """A wiki's address, and the cookies it has given."""

    def __init__(self, timeout: float = TIMEOUT) -> None:
        self._client = httpx.Client(
            timeout=timeout, follow_redirects=False, trust_env=False, headers={"User-Agent": AGENT}
        )

    def post(self, address: str, form: Mapping[str, str]) -> dict[str, Any]:
        """Send a form and read JSON.

        Raises:
            WikiUnreachable: nothing came, or the answer may be another one later.
            WikiRefused: what is there does not let us in, or speaks another language.
        """
        try:
            with self._client.stream("POST", address, data=dict(form)) as answer:
                _look(answer)
                content = _read(answer)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as problem:
            raise WikiUnreachable(type(problem).__name__) from problem
        return _json(content)

    def forget(self) -> None:
        """Be nobody: without the cookies that were given."""
        self._client.cookies.clear()

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()


def _look(answer: httpx.Response) -> None:
    if answer.status_code in _PASSING:
        after = answer.headers.get("retry-after", "")
        raise WikiUnreachable(str(answer.status_code), float(after) if after.isdecimal() else None)
    if answer.status_code in _NOT_IN:
        raise WikiRefused("forbidden", str(answer.status_code))
    if not answer.is_success:
        raise WikiRefused("not_a_wiki", str(answer.status_code))


def _read(answer: httpx.Response) -> bytes:
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > MOST:
            raise WikiRefused("not_a_wiki", "an answer without end")
    return bytes(content)


def _json(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError as problem:
        raise WikiRefused("not_a_wiki", "no JSON") from problem
    if not isinstance(found, dict):
        raise WikiRefused("not_a_wiki", "no object")
    return found
