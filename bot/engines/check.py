"""`jordbro engines check`: one sentence each way, how long it took and what came back."""

from dataclasses import dataclass

from bot.domain.pair import Pair
from bot.engines.base import Engine, EngineError
from bot.engines.clock import Clock, SystemClock

SENTENCES = {
    Pair("da", "zh"): "Regionen undersøger jord og grundvand.",
    Pair("zh", "da"): "双方同意以土壤和地下水为重点。",
}


@dataclass(frozen=True, slots=True)
class Tried:
    """One sentence in one direction; `error` is the name of the error's type, with its reason."""

    pair: Pair
    sentence: str
    answer: str | None
    error: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What an engine did with the two sentences."""

    engine: str
    leaves_machine: bool
    tried: tuple[Tried, ...]

    @property
    def works(self) -> bool:
        """Whether both directions were answered."""
        return all(one.error is None for one in self.tried)


def check(engine: Engine, clock: Clock | None = None) -> CheckResult:
    """Ask an engine for one sentence each way; this sends them to the vendor."""
    timer = clock or SystemClock()
    tried = tuple(_try(engine, pair, sentence, timer) for pair, sentence in SENTENCES.items())
    return CheckResult(engine.name, engine.leaves_machine, tried)


def _try(engine: Engine, pair: Pair, sentence: str, clock: Clock) -> Tried:
    start = clock.now()
    try:
        answer = engine.translate([sentence], pair)[0]
    except EngineError as error:
        said = f"{type(error).__name__}: {error.reason}" if error.reason else type(error).__name__
        return Tried(pair, sentence, None, said, clock.now() - start)
    return Tried(pair, sentence, answer, None, clock.now() - start)
