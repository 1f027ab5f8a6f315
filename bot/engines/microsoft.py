"""Microsoft Translator (Azure), with a key and, for most subscriptions, a region."""

from collections.abc import Sequence
from typing import Any, ClassVar

import requests
from deep_translator import microsoft
from deep_translator.base import BaseTranslator

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import BadCredentials, EngineBroken, EngineError, EngineSettings, RateLimited, UnsupportedPair
from bot.engines.deep import DeepTranslatorEngine
from bot.engines.pieces import characters, grouped, no_longer_than

_TEXTS = 25  # per request; Microsoft takes a thousand
_CHARACTERS = 10_000  # per request; it takes 50,000
_cut = no_longer_than(_CHARACTERS, characters)

_UNKNOWN_LANGUAGE = {400018, 400019, 400023, 400035, 400036}  # Microsoft's list of error codes
_FREE_QUOTA_USED_UP = 403001


class _Translator(microsoft.MicrosoftTranslator):  # type: ignore[misc]  # the package has no types
    """Without the question for all languages that the package asks the network at each construction."""

    def __init__(self, source: str, target: str, key: str, region: str, url: str) -> None:
        super().__init__(source=source, target=target, api_key=key, region=region or None)
        if url:
            self._base_url = url

    def translate_all(self, texts: list[str]) -> list[str]:
        """Several texts in one request: the package knows how to ask, but reads the first answer only."""
        params = {**self._url_params, "from": self._source, "to": self._target}
        asked = [{"text": text} for text in texts]
        response = microsoft.requests.post(self._base_url, params=params, headers=self.headers, json=asked)
        return [one["translations"][0]["text"] for one in response.json()]

    def _get_supported_languages(self) -> dict[str, str]:
        return {"danish": "da", "chinese simplified": "zh-hans", "english": "en"}


class Microsoft(DeepTranslatorEngine):
    """Microsoft Translator, by deep-translator."""

    name = "microsoft"
    version = "3.0"
    codes: ClassVar[dict[Language, str]] = {"da": "da", "zh": "zh-hans", "en": "en"}  # lower case
    parallel = 4
    module = microsoft

    def __init__(self, settings: EngineSettings) -> None:
        self._key = settings.key(self.name)
        super().__init__(settings)

    def translator(self, pair: Pair) -> BaseTranslator:
        """A translator for one request; the source is always named, `auto` would be sent as it is."""
        return _Translator(
            self.codes[pair.source], self.codes[pair.target], self._key, self.settings.microsoft_region, self.url
        )

    def cut(self, line: str) -> list[str]:
        """By the characters of a body."""
        return _cut(line)

    def groups(self, asked: Sequence[str]) -> list[list[str]]:
        """Few enough strings in one request that an answer comes soon, and not too many characters."""
        return grouped(asked, _TEXTS, _CHARACTERS, characters)

    def sent(self, translator: BaseTranslator, texts: list[str]) -> list[str]:
        """The answers to the texts of one request."""
        answers: list[str] = translator.translate_all(texts)
        return answers

    def judge(self, response: requests.Response) -> EngineError | None:
        """Errors carry a code of six digits that says more than the status."""
        body = wire.json_of(response)
        code = _code(body)
        if code in _UNKNOWN_LANGUAGE:
            return UnsupportedPair(self.name)
        if code == _FREE_QUOTA_USED_UP:
            return RateLimited(3600, "quota used up")
        verdict = super().judge(response)
        if verdict is None and code:
            return BadCredentials(str(code)) if str(code).startswith("401") else EngineBroken(str(code))
        return verdict if verdict or isinstance(body, list) else EngineBroken("not an answer of Microsoft")


def _code(body: Any) -> int:  # noqa: ANN401  a vendor's answer can be anything
    """The error's code, 0 where there is none."""
    error = body.get("error") if isinstance(body, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) else 0
