"""What all engines over HTTP have in common: pieces, one deadline, one repetition, clean answers."""

import html
import re
import time
from abc import abstractmethod
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import ClassVar

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.base import Engine, EngineBroken, EngineSettings, Pivoted, UnsupportedPair
from bot.engines.pieces import Plan

_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")


class VendorEngine(Engine):
    """An engine somewhere else. A subclass says how one request is asked."""

    leaves_machine = True
    codes: ClassVar[dict[Language, str]]  # the vendor's names of the languages it reads
    parallel: ClassVar[int] = 1  # requests under way at once for one `translate`
    settings: EngineSettings

    def supports(self, pair: Pair) -> bool:
        """Whether the vendor knows both languages."""
        return pair.source in self.codes and pair.target in self.codes

    @abstractmethod
    def cut(self, line: str) -> list[str]:
        """A line in pieces short enough for one request; joined they give it back."""

    @abstractmethod
    def groups(self, asked: Sequence[str]) -> list[list[str]]:
        """The strings to ask for, grouped as they are sent."""

    @abstractmethod
    def ask(self, texts: list[str], pair: Pair) -> list[str]:
        """One request. Called in several threads; raises only the `EngineError` tree."""

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        """As the contract says; the vendors that go through English do not tell it."""
        if not self.supports(pair):
            raise UnsupportedPair(f"{self.name}: {pair.source} to {pair.target}")
        plan = Plan(texts, pair, self.cut)
        answers = self._all(self.groups(plan.asked), pair)
        return Pivoted(plan.joined(answers))

    def _all(self, requests: list[list[str]], pair: Pair) -> list[str]:
        """The answers to all requests, in order; the first error ends it."""
        moment = time.monotonic() + self.settings.timeout

        def within(request: list[str]) -> list[str]:
            with wire.deadline(moment):  # in the thread that asks
                return self._one(request, pair)

        workers = min(self.parallel, len(requests))
        if workers <= 1:
            return [answer for request in requests for answer in within(request)]
        pool = ThreadPoolExecutor(workers, thread_name_prefix=self.name)
        try:
            return [answer for answers in pool.map(within, requests) for answer in answers]
        finally:
            pool.shutdown(cancel_futures=True)

    def _one(self, texts: list[str], pair: Pair) -> list[str]:
        """One request, once more if the fault may have passed."""
        try:
            answers = self.ask(texts, pair)
        except EngineBroken as error:
            if not error.passing:
                raise
            wire.remaining()
            answers = self.ask(texts, pair)
        if len(answers) != len(texts):
            raise EngineBroken(f"{len(answers)} answers to {len(texts)} texts")
        return [_clean(text, answer) for text, answer in zip(texts, answers, strict=True)]


def _clean(text: str, answer: object) -> str:
    """An answer that is a translation: words, without the HTML some vendors leave in it.

    Raises:
        EngineBroken: nothing, or a page.
    """
    if not isinstance(answer, str) or not answer.strip():
        raise EngineBroken("an empty answer")
    if _ENTITY.search(answer) and not _ENTITY.search(text):
        answer = html.unescape(answer)
    if _TAG.search(answer) and not _TAG.search(text):
        raise EngineBroken("an answer with HTML in it")
    return " ".join(answer.split("\n")).strip()  # it was one line, it stays one
