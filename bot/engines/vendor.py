"""What all engines over HTTP have in common: pieces, requests side by side, deadlines, one repetition."""

import time
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, as_completed
from threading import Event
from typing import ClassVar

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.engines import wire
from bot.engines.answers import cleaned, in_order
from bot.engines.base import (
    NO_HINTS,
    Answer,
    BadAnswer,
    Engine,
    EngineBroken,
    EngineError,
    EngineSettings,
    Hints,
    Pivoted,
    UnsupportedPair,
    gathered,
)
from bot.engines.pieces import Plan

PATIENCE = 3  # times the time-out of one request, for all of them together

Replies = Sequence[str | BadAnswer]


class VendorEngine(Engine):
    """An engine somewhere else. A subclass says how one request is asked."""

    leaves_machine = True
    codes: ClassVar[dict[Language, str]]  # the vendor's names of the languages it reads
    parallel: ClassVar[int] = 1  # requests under way at once for one call, if the settings say nothing else
    settings: EngineSettings

    def supports(self, pair: Pair) -> bool:
        """Whether the vendor knows both languages."""
        return pair.source in self.codes and pair.target in self.codes

    @property
    def side_by_side(self) -> int:
        """Requests under way at once."""
        return max(1, self.settings.parallel.get(self.name, self.parallel))

    @abstractmethod
    def cut(self, line: str) -> list[str]:
        """A line in pieces short enough for one request; joined they give it back."""

    @abstractmethod
    def groups(self, asked: Sequence[str]) -> list[list[str]]:
        """The strings to ask for, in their order, grouped as they are sent."""

    @abstractmethod
    def ask(self, texts: list[str], pair: Pair, hints: Hints) -> list[str]:
        """One request. Called in several threads; raises only the `EngineError` tree."""

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        """As the contract says; the vendors that go through English do not tell it."""
        return gathered(self.answers(texts, pair), len(texts))

    def answers(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> Iterator[Answer]:
        """As the contract says: what one request answers is handed on before the next one has come back."""
        if not self.supports(pair):
            raise UnsupportedPair(f"{self.name}: {pair.source} to {pair.target}")
        plan = Plan(texts, pair, self.cut)
        for number in plan.blank():
            yield Answer(number, texts[number])
        groups = self.groups(plan.asked)
        starts = [sum(map(len, groups[:index])) for index in range(len(groups))]
        bad: BadAnswer | None = None
        for index, replies in self._replies(groups, pair, hints):
            for place, reply in enumerate(replies, start=starts[index]):
                if isinstance(reply, BadAnswer):
                    bad = reply
                    continue
                for number in plan.answered(place, reply):
                    yield Answer(number, plan.text(number))
        if bad is not None:
            raise bad

    def _replies(self, groups: list[list[str]], pair: Pair, hints: Hints) -> Iterator[tuple[int, Replies]]:
        """The replies to each request as they come; what is paid for already is handed on before an error."""
        end = time.monotonic() + self.settings.timeout * PATIENCE
        if min(self.side_by_side, len(groups)) <= 1:
            for index, group in enumerate(groups):
                yield index, self._within(end, group, pair, hints)
            return
        pool = ThreadPoolExecutor(min(self.side_by_side, len(groups)), thread_name_prefix=self.name)
        broken = Event()

        def asked_of(group: list[str]) -> Replies:
            """In the thread that asks: it knows first that there was an error, whoever waits for it may be late."""
            if broken.is_set():
                raise CancelledError
            try:
                return self._within(end, group, pair, hints)
            except EngineError:
                broken.set()
                raise

        try:
            asked = {pool.submit(asked_of, group): place for place, group in enumerate(groups)}
            yield from _arriving(asked)
        finally:
            pool.shutdown(cancel_futures=True)

    def _within(self, end: float, group: list[str], pair: Pair, hints: Hints) -> Replies:
        """One request, once more if the fault may have passed, before its time is over."""
        with wire.deadline(min(end, time.monotonic() + self.settings.timeout)):  # in the thread that asks
            wire.remaining()
            try:
                return self._once(group, pair, hints)
            except EngineBroken as error:
                if not error.passing:
                    raise
            wire.remaining()
            return self._once(group, pair, hints)

    def _once(self, group: list[str], pair: Pair, hints: Hints) -> Replies:
        """One request; answers that are none are no reason to leave the other requests."""
        try:
            return self._one(group, pair, hints)
        except BadAnswer as error:
            return [error] * len(group)

    def _one(self, texts: list[str], pair: Pair, hints: Hints) -> Replies:
        answers = self.ask(texts, pair, hints)
        if len(answers) != len(texts):
            raise BadAnswer(f"{len(answers)} answers to {len(texts)} texts")
        replies = [cleaned(text, answer) for text, answer in zip(texts, answers, strict=True)]
        if not in_order(texts, [reply for reply in replies if isinstance(reply, str)]):
            raise BadAnswer("answers out of order")
        return replies


def _arriving(asked: dict[Future[Replies], int]) -> Iterator[tuple[int, Replies]]:
    """What comes back, as it comes; after an error nothing more is begun, and what is under way is waited for."""
    problem: EngineError | None = None
    for future in as_completed(asked):
        if future.cancelled():
            continue
        try:
            replies = future.result()
        except CancelledError:
            continue
        except EngineError as error:
            problem = problem or error
            for waiting in asked:
                waiting.cancel()
            continue
        yield asked[future], replies
    if problem is not None:
        raise problem
