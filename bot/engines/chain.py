"""Engines in the order they are asked: the first that can answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.pair import Pair
from bot.engines.base import Engine, EngineError, RateLimited, UnsupportedPair
from bot.engines.clock import Clock, SystemClock
from bot.engines.guard import Guard


class NoEngine(Exception):  # noqa: N818  the name is the sentence a person hears
    """No engine could translate; `errors` says why, by engine name in the order of asking."""

    def __init__(self, errors: Mapping[str, EngineError]) -> None:
        reasons = (f"{name}: {type(error).__name__} {error.reason}".rstrip() for name, error in errors.items())
        super().__init__("; ".join(reasons) or "no engine is switched on")
        self.errors = errors

    @property
    def retry_after(self) -> float | None:
        """Seconds until the first rate limit ends; None where none is rate limited."""
        return min((e.retry_after for e in self.errors.values() if isinstance(e, RateLimited)), default=None)


@dataclass(frozen=True, slots=True)
class Translated:
    """Translations in the order of the texts, who made them, and the English in between if there was one."""

    texts: tuple[str, ...]
    engine: str
    version: str
    english: tuple[str, ...] | None = None


class Chain:
    """Engines in order, with a guard that remembers which of them are not to be asked now.

    An empty chain is the set-up "memory only": `translate` raises `NoEngine` for every text.
    """

    def __init__(self, engines: Sequence[Engine], clock: Clock | None = None, guard: Guard | None = None) -> None:
        self.engines = tuple(engines)
        self.guard = guard or Guard(clock or SystemClock())

    def allowed(self, names: Collection[str]) -> "Chain":
        """The engines a space's policy names, in this chain's order, with what is remembered of them."""
        return Chain([engine for engine in self.engines if engine.name in names], guard=self.guard)

    def translate(self, texts: Sequence[str], pair: Pair) -> Translated:
        """Translate all texts by one engine: same order, same length.

        Raises:
            NoEngine: none could.
        """
        errors: dict[str, EngineError] = {}
        for engine in self.engines:
            refusal = self._refusal(engine, pair)
            if refusal is not None:
                errors[engine.name] = refusal
                continue
            try:
                return self._ask(engine, texts, pair)
            except EngineError as error:
                errors[engine.name] = error
        raise NoEngine(errors)

    def _refusal(self, engine: Engine, pair: Pair) -> EngineError | None:
        if not engine.supports(pair):
            return UnsupportedPair(f"{pair.source} to {pair.target}")
        return self.guard.refusal(engine.name)

    def _ask(self, engine: Engine, texts: Sequence[str], pair: Pair) -> Translated:
        try:
            made = engine.translate_pivoted(texts, pair)
        except EngineError as error:
            self.guard.failed(engine.name, error)
            raise
        self.guard.succeeded(engine.name)
        english = None if made.english is None else tuple(made.english)
        return Translated(tuple(made.texts), engine.name, engine.version, english)
