"""The way to a repository: a client that goes where it was told and nowhere else, and what goes wrong in our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from dulwich.client import GitClient, HttpGitClient, HTTPUnauthorized, LocalGitClient
from dulwich.config import ConfigDict
from dulwich.errors import GitProtocolError, HangupException, NotGitRepository, SendPackError
from urllib3 import BaseHTTPResponse, PoolManager, Retry
from urllib3.exceptions import HTTPError

from bot.domain.wiki import WikiRefused, WikiUnreachable

TIMEOUT = 60.0  # seconds for a fetch or a push
LOCAL = "file://"


class Pool(PoolManager):
    """Connections that are closed in the end: dulwich leaves those open on which it was refused."""

    def __init__(self, retries: Retry) -> None:
        super().__init__(retries=retries)
        self._given: list[BaseHTTPResponse] = []

    def request(self, method: str, url: str, *args: Any, **more: Any) -> BaseHTTPResponse:  # noqa: ANN401  urllib3's own
        """Ask, and go nowhere else."""
        self._given.append(super().request(method, url, *args, **{**more, "redirect": False}))
        return self._given[-1]

    def close(self) -> None:
        """Close them."""
        for one in self._given:
            one.close()
        self.clear()


def opened(address: str, user: str, password: str, pool: Pool) -> tuple[GitClient, str]:
    """A client for an address, and the path there: no redirection, no settings of this machine."""
    parts = urlsplit(address)
    if address.startswith(LOCAL):
        return LocalGitClient(), parts.path
    client = HttpGitClient(
        f"{parts.scheme}://{parts.netloc}",
        pool_manager=pool,
        config=ConfigDict(),
        username=user or ("jordbro" if password else None),
        password=password or None,
        timeout=TIMEOUT,
    )
    return client, parts.path


@contextmanager
def told() -> Iterator[None]:
    """What goes wrong between us and the server, in our words."""
    try:
        yield
    except HTTPUnauthorized as problem:
        raise WikiRefused("password", "401") from problem
    except NotGitRepository as problem:
        raise WikiRefused("not_a_wiki") from problem
    except SendPackError as problem:
        raise WikiRefused("forbidden", type(problem).__name__) from problem
    except GitProtocolError as problem:
        raise _protocol(str(problem)) from problem
    except (HangupException, HTTPError, OSError) as problem:
        raise WikiUnreachable(type(problem).__name__) from problem


def _protocol(said: str) -> WikiRefused | WikiUnreachable:
    if " 403 " in f"{said} ":
        return WikiRefused("forbidden", "403")
    if "unexpected http resp 3" in said or "unexpected http resp 4" in said:
        return WikiRefused("not_a_wiki", "an answer of something else")
    return WikiUnreachable("GitProtocolError")
