"""Baidu Fanyi, reachable from mainland China, with an app id and an app key."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

import requests
from deep_translator import baidu
from deep_translator.base import BaseTranslator

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import (
    BadAnswer,
    BadCredentials,
    EngineBroken,
    EngineError,
    EngineSettings,
    RateLimited,
    UnsupportedPair,
)
from bot.engines.deep import URL_BYTES, DeepTranslatorEngine
from bot.engines.pieces import grouped, url_bytes

_PASSING = {"52001", "52002"}  # Baidu's list of error codes: time-out, system error
_REFUSED = {"52003", "54000", "54001", "54004", "58000", "58002", "90107"}
_TOO_FAST = {"54003": 1.0, "54005": 3.0}  # seconds Baidu's documentation tells to wait
_UNKNOWN_LANGUAGE = "58001"


class _Translator(baidu.BaiduTranslator):  # type: ignore[misc]  # the package has no types
    """At another address than Baidu's own."""

    def __init__(self, source: str, target: str, credentials: tuple[str, str], url: str) -> None:
        app_id, app_key = credentials
        super().__init__(source=source, target=target, appid=app_id, appkey=app_key)
        if url:
            self._base_url = url


class Baidu(DeepTranslatorEngine):
    """Baidu Fanyi, by deep-translator. The free plan takes one request a second: lines travel together."""

    name = "baidu"
    version = "vip"
    codes: ClassVar[dict[Language, str]] = {"da": "dan", "zh": "zh", "en": "en"}
    module = baidu

    def __init__(self, settings: EngineSettings) -> None:
        self._credentials = (settings.baidu_app_id, settings.key(self.name))
        if not settings.baidu_app_id:
            raise BadCredentials("no app id for baidu")
        super().__init__(settings)

    def translator(self, pair: Pair) -> BaseTranslator:
        """A translator for one request."""
        return _Translator(self.codes[pair.source], self.codes[pair.target], self._credentials, self.url)

    def groups(self, asked: Sequence[str]) -> list[list[str]]:
        """As many lines in a request as its address may hold."""
        return grouped(asked, len(asked), URL_BYTES, lambda text: url_bytes(text) + url_bytes("\n"))

    def sent(self, translator: BaseTranslator, texts: list[str]) -> list[str]:
        """Several lines in one request, answered line by line."""
        answer: str = translator.translate("\n".join(texts))
        return answer.split("\n")

    def judge(self, response: requests.Response) -> EngineError | None:
        """Errors come with status 200 and a code."""
        verdict = super().judge(response)
        if verdict is not None:
            return verdict
        body = wire.json_of(response)
        if not isinstance(body, dict):
            return EngineBroken("not an answer of Baidu")
        code = str(body.get("error_code", ""))
        if code:
            return _meaning(code)
        return None if _answers(response, body) else BadAnswer("answers to other texts")


def _meaning(code: str) -> EngineError:
    if code in _TOO_FAST:
        return RateLimited(_TOO_FAST[code], code)
    if code in _REFUSED:
        return BadCredentials(code)
    if code == _UNKNOWN_LANGUAGE:
        return UnsupportedPair("baidu")
    return EngineBroken(code, passing=code in _PASSING)


def _answers(response: requests.Response, body: Mapping[str, Any]) -> bool:
    """Whether Baidu says that it was asked what we asked it; it repeats each line beside its translation."""
    asked = parse_qs(urlsplit(response.request.url or "").query).get("q", [""])[0]
    found = body.get("trans_result")
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        return False
    said = [str(one.get("src") or "") for one in found]
    return not any(said) or "".join("".join(said).split()) == "".join(asked.split())
