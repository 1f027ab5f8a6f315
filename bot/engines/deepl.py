"""DeepL by its official package: texts as XML in the body of a request, with their context and our terms.

A placeholder `[#7]` travels as `<x>7</x>`: DeepL keeps an ignored tag in its place in the sentence, which
it does not do for brackets.
"""

import re
from collections.abc import Sequence
from html import escape, unescape
from importlib.metadata import version
from typing import ClassVar
from urllib.parse import urlsplit

import deepl
import requests
from deepl import http_client

from bot.domain.language import Language
from bot.domain.markup import split
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import EngineBroken, EngineError, EngineSettings, Hints, UnsupportedPair
from bot.engines.deepl_glossary import Glossaries
from bot.engines.pieces import characters, grouped, no_longer_than
from bot.engines.vendor import VendorEngine

_TEXTS = 50  # per request, DeepL's limit
_TAG = re.compile(r"<x>\s*(\d{1,4})\s*</x>", re.IGNORECASE)
_HALF = re.compile(r"</?x\s*/?>", re.IGNORECASE)
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CHARACTERS = 20_000  # per request; its limit of 128 KiB is reached with some 40,000 Chinese ones

_cut = no_longer_than(_CHARACTERS, characters)


class DeepL(VendorEngine):
    """DeepL. Keys that end in ":fx" go to the free server by themselves."""

    name = "deepl"
    parallel = 3
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
        adapter = wire.Wire(self.judge, settings.connect_timeout, self.side_by_side)
        self._inner.mount("http://", adapter)
        self._inner.mount("https://", adapter)
        self._glossaries = Glossaries(self._client, self.codes)
        wire.hush()

    def close(self) -> None:
        """Close the kept connections."""
        self._inner.close()

    def cut(self, line: str) -> list[str]:
        """By the characters of a body."""
        return _cut(line)

    def groups(self, asked: Sequence[str]) -> list[list[str]]:
        """Few enough strings in one request that an answer comes soon, and not too many characters."""
        return grouped(asked, _TEXTS, _CHARACTERS, characters)

    def knows_terms(self, pair: Pair, hints: Hints) -> bool:
        """Whether there is a glossary of these terms, or one could be made."""
        return self._glossaries.id_of(pair, hints) is not None

    def ask(self, texts: list[str], pair: Pair, hints: Hints) -> list[str]:
        """One request."""
        try:
            answers = self._client.translate_text(
                [_tagged(text) for text in texts],
                source_lang=self.codes[pair.source],
                target_lang=self.targets[pair.target],
                preserve_formatting=True,
                context=hints.context or None,
                glossary=self._glossaries.id_of(pair, hints),
                tag_handling="xml",
                ignore_tags=["x"],
                outline_detection=False,
                split_sentences="0",  # they are sentences
            )
        except deepl.DeepLException as error:
            # The package wraps everything that happens below it, our own verdicts too.
            if isinstance(error.__cause__, EngineError):
                raise error.__cause__ from None
            raise EngineBroken(type(error).__name__) from None
        except (ValueError, TypeError, LookupError) as error:
            raise EngineBroken(type(error).__name__) from None
        return [_plain(answer.text) for answer in (answers if isinstance(answers, list) else [answers])]

    def judge(self, response: requests.Response) -> EngineError | None:
        """Languages and glossaries it does not know are bad requests with a sentence that names them."""
        body = wire.json_of(response)
        said = str(body.get("message", "")).lower() if isinstance(body, dict) else ""
        if response.status_code == requests.codes.bad_request and ("target_lang" in said or "source_lang" in said):
            return UnsupportedPair("deepl")
        asked_for_texts = urlsplit(response.request.url or "").path.endswith("/translate")
        refused = response.status_code in {requests.codes.bad_request, requests.codes.not_found}
        if asked_for_texts and refused and "glossary" in said:
            self._glossaries.forget()
            return EngineBroken("the glossary is gone", passing=True)
        verdict = wire.judge_status(response)
        if verdict is None and asked_for_texts and not _answers(body):
            return EngineBroken("not an answer of DeepL")
        return verdict


def _answers(body: object) -> bool:
    return isinstance(body, dict) and isinstance(body.get("translations"), list)


def _tagged(text: str) -> str:
    """A text as XML, its placeholders as tags."""
    gaps, numbers = split(text)
    safe = [escape(_NOT_XML.sub(" ", gap), quote=False) for gap in gaps]
    return safe[0] + "".join(f"<x>{number}</x>{gap}" for number, gap in zip(numbers, safe[1:], strict=True))


def _plain(answer: str) -> str:
    """An answer without XML. A tag that lost its other half goes: its number is missing then, as it should be."""
    return unescape(_HALF.sub("", _TAG.sub(r"[#\1]", answer)))
