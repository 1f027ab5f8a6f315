"""Engines in the order they are asked: what the first leaves without an answer goes to the next."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.domain.pair import Pair
from bot.engines.base import (
    NO_HINTS,
    BadAnswer,
    BadCredentials,
    Engine,
    EngineBroken,
    EngineError,
    Hints,
    RateLimited,
    UnsupportedPair,
)
from bot.engines.clock import Clock, SystemClock
from bot.engines.guard import Guard
from bot.metrics import counts

BAD_ANSWER_PAUSE = 3600.0  # seconds: what came back as nothing was paid for, and may be so every time
LONGEST_GUESS = 600.0  # seconds: an engine that cannot say when it is back is not waited for longer because another can


class NoEngine(Exception):  # noqa: N818  the name is the sentence a person hears
    """No engine could translate; `errors` says why, by engine name in the order of asking."""

    def __init__(self, errors: Mapping[str, EngineError]) -> None:
        reasons = (f"{name}: {type(error).__name__} {error.reason}".rstrip() for name, error in errors.items())
        super().__init__("; ".join(reasons) or "no engine is switched on")
        self.errors = errors

    @property
    def retry_after(self) -> float | None:
        """Seconds until asking again may help; None where nobody can say, or not for all."""
        known = [pause for error in self.errors.values() if (pause := _pause(error)) is not None]
        unknown = any(_pause(error) is None and not _is_final(error) for error in self.errors.values())
        soonest = min(known, default=None)
        return None if unknown and soonest is not None and soonest > LONGEST_GUESS else soonest


def _pause(error: EngineError) -> float | None:
    if isinstance(error, RateLimited):
        return error.retry_after
    return BAD_ANSWER_PAUSE if isinstance(error, BadAnswer) else None


def _is_final(error: EngineError) -> bool:
    """Whether the engine will say the same tomorrow: it does not know the languages, or must not see the text."""
    return not isinstance(error, RateLimited | BadCredentials | EngineBroken)


@dataclass(frozen=True, slots=True)
class Spent:
    """What one call of an engine cost. `characters` are those of the texts it answered, as they were sent."""

    engine: str
    calls: int
    characters: int
    seconds: float
    failed: bool


@dataclass(frozen=True, slots=True)
class Translated:
    """One text's translation, who made it, and the English in between if there was one."""

    text: str
    engine: str
    version: str
    english: str | None = None


class Prepare(Protocol):
    """Gives the texts to ask for, always as many and in the same order."""

    def __call__(self, *, knows_terms: bool) -> Sequence[str]:
        """The texts for an engine: with the terms in them if it knows them, else with the terms hidden."""


Take = Callable[[int, Translated, bool], bool]
"""Is given a text's place and its translation as soon as it is there, and whether another engine follows;
False: let that one try."""


class Chain:
    """Engines in order, with a guard that remembers which of them are not to be asked now.

    An empty chain is the set-up "memory only": it raises `NoEngine` for every text.
    """

    def __init__(
        self,
        engines: Sequence[Engine],
        clock: Clock | None = None,
        guard: Guard | None = None,
        spent: Callable[[Spent], None] | None = None,
    ) -> None:
        self.engines = tuple(engines)
        self._clock = clock or SystemClock()
        self.guard = guard or Guard(self._clock)
        self._spent = spent

    def for_space(self, names: Collection[str] | None, spent: Callable[[Spent], None]) -> "Chain":
        """The engines a space's policy names (None: all), in this chain's order, with what is remembered of them.

        Args:
            names: of engines; those that are not in this chain count for nothing.
            spent: is told after each call of an engine what it cost.
        """
        engines = [engine for engine in self.engines if names is None or engine.name in names]
        return Chain(engines, self._clock, self.guard, spent)

    def translate(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> list[Translated]:
        """Translate all texts: same order, same length.

        Raises:
            NoEngine: for at least one of them none could.
        """
        made: dict[int, Translated] = {}

        def take(place: int, translated: Translated, _more: bool) -> bool:  # noqa: FBT001  as `Take` says
            made[place] = translated
            return True

        self.ask(lambda *, knows_terms: texts, pair, take, hints)  # noqa: ARG005  every text goes as it is
        return [made[place] for place in range(len(texts))]

    def ask(self, prepare: Prepare, pair: Pair, take: Take, hints: Hints = NO_HINTS) -> None:
        """Ask the engines, each for what those before it left; equal texts are asked for once.

        Raises:
            NoEngine: something is left; what was taken before is good.
        """
        left = set(range(len(prepare(knows_terms=False))))
        errors: dict[str, EngineError] = {}
        for engine in self.engines:
            if not left:
                return
            refusal = self._refusal(engine, pair)
            if refusal is not None:
                counts().engine_skips.labels(engine.name, type(refusal).__name__).inc()
            error = refusal or self._asked(engine, prepare, pair, take, hints, left)
            if error is not None:
                errors[engine.name] = error
        if left:
            raise NoEngine(errors)

    def _refusal(self, engine: Engine, pair: Pair) -> EngineError | None:
        if not engine.supports(pair):
            return UnsupportedPair(f"{pair.source} to {pair.target}")
        return self.guard.refusal(engine.name)

    def _asked(
        self, engine: Engine, prepare: Prepare, pair: Pair, take: Take, hints: Hints, left: set[int]
    ) -> EngineError | None:
        """Ask one engine for what is left; gives its error, if it came to one."""
        more = engine is not self.engines[-1]
        texts = prepare(knows_terms=bool(hints.terms) and engine.knows_terms(pair, hints))
        places: defaultdict[str, list[int]] = defaultdict(list)
        for place in sorted(left):
            places[texts[place]].append(place)
        asked = list(places)
        start, characters, error = self._clock.now(), 0, None
        try:
            for answer in engine.answers(asked, pair, hints):
                characters += len(asked[answer.place])
                translated = Translated(answer.text, engine.name, engine.version, answer.english)
                left -= {place for place in places[asked[answer.place]] if take(place, translated, more)}
        except EngineError as problem:
            error = problem
        finally:
            seconds = self._clock.now() - start
            if self._spent is not None:
                self._spent(Spent(engine.name, 1, characters, seconds, error is not None))
            counts().engine_calls.labels(engine.name, type(error).__name__ if error else "ok").inc()
            counts().engine_seconds.labels(engine.name).observe(seconds)
        if error is None or (isinstance(error, BadAnswer) and characters):
            self.guard.succeeded(engine.name)
        else:
            self.guard.failed(engine.name, error)
        return error
