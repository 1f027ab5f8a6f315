"""Engines and clocks that do as they are told."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from zlib import crc32

from bot.domain.pair import Pair
from bot.engines.base import NO_HINTS, Answer, Engine, EngineBroken, EngineError, Hints, Pivoted

_SIGNS = "林草木花鸟鱼虫石云山"
_WORD = re.compile(r"[^\W\d_]+")


def chinese(text: str) -> str:
    """Signs for words, the same for the same word; placeholders, digits and marks stay."""
    words = _WORD.sub(lambda word: _signs(word[0]), text)
    return words.replace(" ", "").replace(".", "。")


def _signs(word: str) -> str:
    start = crc32(word.encode())
    return "".join(_SIGNS[(start >> 3 * place) % len(_SIGNS)] for place in range((len(word) + 2) // 3))


class Clock:
    """Moves when told."""

    def __init__(self) -> None:
        self.time = 1000.0

    def now(self) -> float:
        return self.time


class Recording(Engine):
    """Answers by a function, and remembers what it was asked; raises `error` when it has one."""

    version = "1"
    leaves_machine = False

    def __init__(self, answer: Callable[[str], str] = str.upper, name: str = "recording") -> None:
        self.name = name
        self.answer = answer
        self.error: EngineError | None = None
        self.asked: list[list[str]] = []
        self.pairs: frozenset[Pair] | None = None

    def supports(self, pair: Pair) -> bool:
        return self.pairs is None or pair in self.pairs

    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:  # noqa: ARG002  the contract's
        self.asked.append(list(texts))
        if self.error is not None:
            raise self.error
        return Pivoted([self.answer(text) for text in texts], [f"{text} (en)" for text in texts])


class Breaking(Recording):
    """Answers to so many texts, one after the other, and then breaks."""

    def __init__(self, after: int, error: EngineError | None = None, answer: Callable[[str], str] = str.upper) -> None:
        super().__init__(answer, "breaking")
        self.after = after
        self.why = error or EngineBroken("HTTP 500", passing=True)

    def answers(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> Iterator[Answer]:  # noqa: ARG002
        self.asked.append(list(texts))
        for place, text in enumerate(texts):
            if place == self.after:
                raise self.why
            yield Answer(place, self.answer(text))


class Knowing(Recording):
    """Has a glossary of its own."""

    def knows_terms(self, pair: Pair, hints: Hints) -> bool:  # noqa: ARG002
        return True


def damaging(seed: int) -> Callable[[str], str]:
    """An engine's worst habits with placeholders: drops, doubles, mangles, blanks, brackets, digits, order."""
    chance = random.Random(seed)  # noqa: S311  no secret

    def damage(text: str) -> str:
        words = text.split(" ")
        if chance.random() < 0.3:
            chance.shuffle(words)
        return " ".join(_damaged(word, chance) for word in words)

    return damage


def _damaged(word: str, chance: random.Random) -> str:
    if "[#" not in word or chance.random() < 0.4:
        return word
    inside = word.replace("[#", "").replace("]", "")
    return chance.choice(
        [
            "",
            word + word,
            word.replace("[#", "[ # ").replace("]", " ]"),
            word.replace("[#", "【＃").replace("]", "】"),
            word.replace("#", ""),
            word.replace("]", ""),
            word.replace("[#", "("),
            inside,
            word.replace("[#", "[#9"),
            word.replace("1", "一").replace("2", "二"),
            word + "[#3]",
        ]
    )
