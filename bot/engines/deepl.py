"""DeepL by its official package: texts in the body of a request, fifty at a time."""

from collections.abc import Sequence
from importlib.metadata import version
from typing import ClassVar

import deepl
import requests
from deepl import http_client

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import EngineBroken, EngineError, EngineSettings, UnsupportedPair
from bot.engines.pieces import characters, no_longer_than
from bot.engines.vendor import VendorEngine

_TEXTS = 50  # per request, DeepL's limit
_CHARACTERS = 20_000  # per request; its limit of 128 KiB is reached with some 40,000 Chinese ones

_cut = no_longer_than(_CHARACTERS, characters)


class DeepL(VendorEngine):
    """DeepL. Keys that end in ":fx" go to the free server by themselves."""

    name = "deepl"
    version = version("deepl").partition(".")[0]
    codes: ClassVar[dict[Language, str]] = {"da": "DA", "zh": "ZH", "en": "EN"}
    targets: ClassVar[dict[Language, str]] = {"da": "DA", "zh": "ZH-HANS", "en": "EN-GB"}

    def __init__(self, settings: EngineSettings) -> None:
        self.settings = settings
        key = settings.key(self.name)
        http_client.max_network_retries = 0  # up to five with a sleep between them: ours is the only repetition
        self._client = deepl.DeepLClient(key, server_url=settings.urls.get(self.name) or None)
        # The package takes no session. Its own is given our adapter: it has no total time-out and no Retry-After.
        self._inner: requests.Session = self._client._client._session  # noqa: SLF001
        adapter = wire.Wire(self.judge, settings.connect_timeout)
        self._inner.mount("http://", adapter)
        self._inner.mount("https://", adapter)
        wire.hush()

    def close(self) -> None:
        """Close the kept connections."""
        self._inner.close()

    def cut(self, line: str) -> list[str]:
        """By the characters of a body."""
        return _cut(line)

    def groups(self, asked: Sequence[str]) -> list[list[str]]:
        """Up to fifty strings, and not too many characters, in one request."""
        made: list[list[str]] = []
        room = 0
        for text in asked:
            if made and len(made[-1]) < _TEXTS and len(text) <= room:
                made[-1].append(text)
                room -= len(text)
            else:
                made.append([text])
                room = _CHARACTERS - len(text)
        return made

    def ask(self, texts: list[str], pair: Pair) -> list[str]:
        """One request."""
        try:
            answers = self._client.translate_text(
                texts,
                source_lang=self.codes[pair.source],
                target_lang=self.targets[pair.target],
                preserve_formatting=True,
            )
        except deepl.DeepLException as error:
            # The package wraps everything that happens below it, our own verdicts too.
            if isinstance(error.__cause__, EngineError):
                raise error.__cause__ from None
            raise EngineBroken(type(error).__name__) from None
        except (ValueError, TypeError, LookupError) as error:
            raise EngineBroken(type(error).__name__) from None
        return [answer.text for answer in (answers if isinstance(answers, list) else [answers])]

    @staticmethod
    def judge(response: requests.Response) -> EngineError | None:
        """A language it does not know is a bad request with a sentence that names the parameter."""
        body = wire.json_of(response)
        if response.status_code == requests.codes.bad_request and isinstance(body, dict):
            said = str(body.get("message", "")).lower()
            if "target_lang" in said or "source_lang" in said:
                return UnsupportedPair("deepl")
        verdict = wire.judge_status(response)
        if verdict is None and not (isinstance(body, dict) and isinstance(body.get("translations"), list)):
            return EngineBroken("not an answer of DeepL")
        return verdict
