"""A server that writes prose: anything that speaks OpenAI's chat completions, also Ollama or vLLM of one's own.

`openai` is imported when a server is built: it takes a second, and the package is an extra.
"""

import json
import time
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from bot.engines.base import BadCredentials, EngineBroken, EngineError, NotInstalled, RateLimited
from bot.engines.wire import retry_after

if TYPE_CHECKING:
    from openai import APIStatusError

NAME = "prose"
"""What a space's policy, the usage and the guard call the server."""

LONGEST_ANSWER = 1_000_000  # bytes
TOKENS = 1500  # of an answer: 8 sentences are a third of it
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})
_NO_KEY = "none"  # the package demands one, Ollama and vLLM ignore it
_OPERATORS = frozenset({401, 402, 403, 404})  # key, money, rights, or a model that is not there


class ProseSettings(NamedTuple):
    """Where the server is and which of its models writes; times in seconds."""

    url: str
    model: str
    key: str = ""
    timeout: float = 60.0
    connect_timeout: float = 5.0

    def __repr__(self) -> str:
        return f"ProseSettings({self.model!r})"


def is_installed() -> bool:
    """Whether the package of the extra `prose` is here."""
    return find_spec("openai") is not None


class ProseServer:
    """One server with one model. Safe to share between threads."""

    def __init__(self, settings: ProseSettings) -> None:
        if not is_installed():
            raise NotInstalled("the package openai is not installed")
        import httpx2  # noqa: PLC0415  as openai, which brings it
        import openai  # noqa: PLC0415  it takes a second, and only who has a server needs it

        self._broken_off = (httpx2.HTTPError, httpx2.StreamError)  # in the middle of an answer
        self.model = settings.model
        self.leaves_machine = urlsplit(settings.url).hostname not in _HERE
        self._openai, self._timeout = openai, settings.timeout
        self._client = openai.OpenAI(
            api_key=settings.key or _NO_KEY,
            base_url=settings.url,
            max_retries=0,  # the jobs try again, and remember limits for all
            http_client=openai.DefaultHttpx2Client(
                # a redirect would bring the record to a place that nobody has chosen
                follow_redirects=False,
                timeout=openai.Timeout(settings.timeout, connect=settings.connect_timeout),
            ),
        )

    def write(self, instruction: str, question: str) -> str:
        """Ask for prose; gives the answer as it came, "" where the model refused or did not come to an end.

        Raises:
            EngineError: no answer, or one that is none.
        """
        try:
            body = self._body(instruction, question)
        except self._openai.APIStatusError as problem:
            raise _of_status(problem) from None
        except (self._openai.APIConnectionError, *self._broken_off) as problem:
            raise EngineBroken(type(problem).__name__, passing=True) from None
        except (self._openai.OpenAIError, OSError) as problem:
            raise EngineBroken(type(problem).__name__) from None
        return _content(body)

    def close(self) -> None:
        """Give back connections."""
        self._client.close()

    def _body(self, instruction: str, question: str) -> bytes:
        """The body of the answer, read as it comes so that a server that drips cannot hold us."""
        moment, body = time.monotonic() + self._timeout, bytearray()
        with self._client.chat.completions.with_streaming_response.create(
            model=self.model,
            messages=[{"role": "system", "content": instruction}, {"role": "user", "content": question}],
            temperature=0,
            max_tokens=TOKENS,
        ) as response:
            if response.http_response.is_redirect:
                raise EngineBroken("a redirect")
            for chunk in response.iter_bytes():
                body += chunk
                if time.monotonic() > moment:
                    raise EngineBroken("no answer in time", passing=True)
                if len(body) > LONGEST_ANSWER:
                    raise EngineBroken("an endless answer")
        return bytes(body)


def _of_status(problem: "APIStatusError") -> EngineError:
    status = problem.status_code
    if status == 429 or (status == 503 and "Retry-After" in problem.response.headers):  # noqa: PLR2004  RFC 6585, 9110
        return RateLimited(retry_after(problem.response.headers.get("Retry-After")), f"HTTP {status}")
    if status in _OPERATORS:
        return BadCredentials(f"HTTP {status}")
    return EngineBroken(f"HTTP {status}", passing=status >= 500 or status == 408)  # noqa: PLR2004  RFC 9110


def _content(body: bytes) -> str:
    """The words of an answer.

    Raises:
        EngineBroken: it is not an answer of such a server.
    """
    try:
        read: Any = json.loads(body)
        choice = read["choices"][0]
        message = choice["message"]
        content = message.get("content")
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise EngineBroken("not an answer of such a server", passing=True) from None
    if choice.get("finish_reason") in {"length", "content_filter"} or message.get("refusal"):
        return ""
    return content if isinstance(content, str) else ""
