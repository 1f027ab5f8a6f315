"""deep-translator made safe: our wire below it, our errors above it, a new translator for every call.

Its modules call `requests.get` and `requests.post` through their global name `requests`: no time-out,
no session to hand over. That one name is replaced, in each module when its engine is built, by
`_Requests`, which has the two functions and sends through the session of the engine that is asking
(a context variable). Nothing else of the package is touched, and a caller who is none of ours gets a
plain request with a time-out. The package is pinned (docs/decisions/0005); a test of each engine
against a loopback server fails if a new version stops looking its name up.
"""

from abc import abstractmethod
from collections.abc import Sequence
from contextvars import ContextVar
from types import ModuleType
from typing import Any, ClassVar

import requests
from deep_translator import exceptions as vendor_errors
from deep_translator.base import BaseTranslator

from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import EngineBroken, EngineError, EngineSettings, Hints, UnsupportedPair
from bot.engines.pieces import no_longer_than, url_bytes
from bot.engines.vendor import VendorEngine

URL_BYTES = 1800  # of text in one address: longer ones are refused by proxies and servers on the way
_TIMEOUT = (5.0, 30.0)

_cut = no_longer_than(URL_BYTES, url_bytes)
_session: ContextVar[requests.Session | None] = ContextVar("session", default=None)

# deep-translator has no common error; what is not listed is the shape of an answer it did not expect.
_ERRORS = (
    vendor_errors.BaseError,
    vendor_errors.RequestError,
    vendor_errors.TooManyRequests,
    vendor_errors.ServerException,
    vendor_errors.AuthorizationException,
    vendor_errors.MicrosoftAPIerror,
    vendor_errors.BaiduAPIerror,
    requests.RequestException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)


class _Requests:
    """Stands where deep-translator's modules look for `requests`."""

    exceptions = requests.exceptions

    def get(self, url: str, **kwargs: Any) -> requests.Response:  # noqa: ANN401  requests' own signature
        """As `requests.get`."""
        return self._request("GET", url, **kwargs)

    def post(self, url: str, **kwargs: Any) -> requests.Response:  # noqa: ANN401
        """As `requests.post`."""
        return self._request("POST", url, **kwargs)

    def _request(self, method: str, url: str, **kwargs: Any) -> requests.Response:  # noqa: ANN401
        session = _session.get()
        if session is None:
            return requests.request(method, url, timeout=_TIMEOUT, **kwargs)
        return session.request(method, url, **kwargs)


class DeepTranslatorEngine(VendorEngine):
    """One of deep-translator's vendors; a subclass makes its translator and reads its errors."""

    module: ClassVar[ModuleType]  # deep-translator's, of this vendor

    def __init__(self, settings: EngineSettings) -> None:
        self.settings = settings
        self.url = settings.urls.get(self.name, "")
        self.module.requests = _Requests()  # type: ignore[attr-defined]  # see the top of this file
        self._session = wire.session(wire.Wire(self.judge, settings.connect_timeout, self.side_by_side))
        wire.hush()

    def cut(self, line: str) -> list[str]:
        """By the bytes of an address."""
        return _cut(line)

    def close(self) -> None:
        """Close the kept connections."""
        self._session.close()

    @abstractmethod
    def translator(self, pair: Pair) -> BaseTranslator:
        """A new translator; a shared one mixes up the answers of several threads."""

    def judge(self, response: requests.Response) -> EngineError | None:
        """What an answer means; the vendors with errors of their own add to it."""
        return wire.judge_status(response)

    def sent(self, translator: BaseTranslator, texts: list[str]) -> list[str]:
        """The answers to the texts of one request; most vendors take one text."""
        return [translator.translate(text) for text in texts]

    def groups(self, asked: Sequence[str]) -> list[list[str]]:
        """One string per request: `translate_batch` is a plain loop that fails whole."""
        return [[text] for text in asked]

    def ask(self, texts: list[str], pair: Pair, hints: Hints) -> list[str]:  # noqa: ARG002  nobody here takes any
        """One request by a translator of its own."""
        token = _session.set(self._session)
        try:
            return self.sent(self.translator(pair), texts)
        except vendor_errors.LanguageNotSupportedException:
            raise UnsupportedPair(f"{self.name}: {pair.source} to {pair.target}") from None
        except _ERRORS as error:
            raise EngineBroken(type(error).__name__) from None
        finally:
            _session.reset(token)
