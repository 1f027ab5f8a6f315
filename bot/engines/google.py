"""Google Translate by its mobile page: no key, no promise; Google blocks addresses that ask too often."""

import re
from typing import ClassVar
from urllib.parse import urlsplit

import requests
from deep_translator import google
from deep_translator.base import BaseTranslator

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines.base import EngineBroken, EngineError, RateLimited
from bot.engines.deep import DeepTranslatorEngine

_BLOCKED = 3600.0  # seconds; Google does not say
# A result that is never closed: the parser below would close it without a word.
_UNFINISHED = re.compile(rb"class=\"(?:result-container|t0)\"(?:(?!</div>).)*$", re.DOTALL)


class _Translator(google.GoogleTranslator):  # type: ignore[misc]  # the package has no types
    """At another address than Google's own."""

    def __init__(self, source: str, target: str, url: str) -> None:
        super().__init__(source=source, target=target)
        if url:
            self._base_url = url


class Google(DeepTranslatorEngine):
    """Google Translate, by deep-translator."""

    name = "google"
    version = "web"
    codes: ClassVar[dict[Language, str]] = {"da": "da", "zh": "zh-CN", "en": "en"}
    parallel = 5  # it asks for no more than five a second
    module = google

    def translator(self, pair: Pair) -> BaseTranslator:
        """A translator for one request."""
        return _Translator(self.codes[pair.source], self.codes[pair.target], self.url)

    def judge(self, response: requests.Response) -> EngineError | None:
        """A redirect to /sorry/ is the captcha of an address that asked too often."""
        if _UNFINISHED.search(response.content):
            return EngineBroken("half an answer", passing=True)
        if response.is_redirect and urlsplit(response.headers["Location"]).path.startswith("/sorry"):
            return RateLimited(_BLOCKED, "captcha")
        return super().judge(response)
