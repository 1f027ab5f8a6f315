"""A LibreTranslate server, best one of one's own: nothing leaves the house."""

from typing import ClassVar

import requests
from deep_translator import libre
from deep_translator.base import BaseTranslator

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import BadCredentials, EngineBroken, EngineError, EngineSettings, Hints, UnsupportedPair
from bot.engines.deep import DeepTranslatorEngine

_NO_KEY = "none"  # the package demands one, a server without keys ignores it


class LibreTranslate(DeepTranslatorEngine):
    """A LibreTranslate server, by deep-translator. Needs its URL; the key only if the server does."""

    name = "libretranslate"
    version = "1"
    codes: ClassVar[dict[Language, str]] = {"da": "da", "zh": "zh", "en": "en"}
    parallel = 20  # a server of one's own: what it cannot do at once it does in turn
    module = libre

    def __init__(self, settings: EngineSettings) -> None:
        if not settings.urls.get(self.name):
            raise BadCredentials("no URL for libretranslate")
        super().__init__(settings)
        self.url = self.url.rstrip("/") + "/"  # the package glues "translate" to it
        self._newer = False
        self._key = settings.keys.get(self.name) or _NO_KEY

    def translator(self, pair: Pair) -> BaseTranslator:
        """A translator for one request. Danish is not in the package's table: set past it."""
        made = libre.LibreTranslator(source="en", target="zh", api_key=self._key, custom_url=self.url)
        made.source = self._code(pair.source)
        made.target = self._code(pair.target)
        return made

    def ask(self, texts: list[str], pair: Pair, hints: Hints) -> list[str]:
        """One request. A server that does not know `zh` is a newer one: it says `zh-Hans`."""
        known = self._newer  # another request, beside this one, may find it out meanwhile
        try:
            return super().ask(texts, pair, hints)
        except UnsupportedPair:
            if known or "zh" not in (pair.source, pair.target):
                raise
        self._newer = True
        try:
            return super().ask(texts, pair, hints)
        except UnsupportedPair:
            self._newer = False
            raise

    def _code(self, language: Language) -> str:
        return "zh-Hans" if self._newer and language == "zh" else self.codes[language]

    def judge(self, response: requests.Response) -> EngineError | None:
        """Unknown languages and missing keys are both answered with 400 and a sentence."""
        body = wire.json_of(response)
        if response.status_code == requests.codes.bad_request and isinstance(body, dict):
            said = str(body.get("error", "")).lower()
            if "not supported" in said or "not available" in said:
                return UnsupportedPair(self.name)
            if "api key" in said:
                return BadCredentials("the server wants a key")
        verdict = super().judge(response)
        if verdict is None and not (isinstance(body, dict) and isinstance(body.get("translatedText"), str)):
            return EngineBroken("not an answer of LibreTranslate")
        return verdict
