"""The contract of all translation engines: what they take, what they give, how they fail.

EngineError           the caller decides what next; never carries a key or what people wrote
├── RateLimited       come back after `retry_after` seconds
├── UnsupportedPair   ask another engine
├── BadCredentials    stop, tell an operator
│   └── NotInstalled  the same, for an engine whose package or models are not on this machine
└── EngineBroken      the rest; `passing` says whether asking again may help
    └── BadAnswer     an answer to these texts that is none; the engine may do well with others

The vendors' own exceptions hold addresses with the text and the key in them. They are not kept as
`__cause__`: a traceback would print them. Only the name of their type is.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain.pair import Pair

__all__ = [
    "NO_HINTS",
    "Answer",
    "BadAnswer",
    "BadCredentials",
    "Engine",
    "EngineBroken",
    "EngineError",
    "EngineSettings",
    "Hints",
    "NotInstalled",
    "Pair",
    "Pivoted",
    "RateLimited",
    "UnsupportedPair",
]


class EngineError(Exception):
    """An engine could not translate. `reason` is safe to log and to show."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class RateLimited(EngineError):  # noqa: N818  the names are the design's, and read as the sentence they are
    """Come back after `retry_after` seconds."""

    def __init__(self, retry_after: float, reason: str = "") -> None:
        super().__init__(reason or f"come back after {retry_after:g} s")
        self.retry_after = retry_after


class UnsupportedPair(EngineError):  # noqa: N818
    """Ask another engine: this one does not know the two languages."""


class BadCredentials(EngineError):  # noqa: N818
    """Stop and tell an operator: the key is missing, wrong or blocked."""


class NotInstalled(BadCredentials):
    """Stop and tell an operator: the engine's package or models are not on this machine."""


class EngineBroken(EngineError):  # noqa: N818
    """No connection, no answer in time, or an answer that is none."""

    def __init__(self, reason: str = "", *, passing: bool = False) -> None:
        super().__init__(reason)
        self.passing = passing


class BadAnswer(EngineBroken):
    """Nothing, a page, or the answers to other texts: it says little about what else the engine is asked."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine needs to be built; engines are named as in `bot.engines.ENGINES`."""

    keys: Mapping[str, str] = field(default_factory=dict, repr=False)  # engine → key; "baidu" → its app key
    urls: Mapping[str, str] = field(default_factory=dict)  # engine → base URL, where it is not the vendor's own
    microsoft_region: str = ""
    baidu_app_id: str = field(default="", repr=False)
    models: Path = Path("var/models")  # of the local engine
    connect_timeout: float = 5.0  # seconds
    timeout: float = 30.0  # seconds for one request, with its one repetition; no call takes more than three times that
    parallel: Mapping[str, int] = field(default_factory=dict)  # engine → requests at once, where not the engine's own

    def key(self, engine: str) -> str:
        """The engine's key.

        Raises:
            BadCredentials: there is none.
        """
        key = self.keys.get(engine, "")
        if not key:
            raise BadCredentials(f"no key for {engine}")
        return key


@dataclass(frozen=True, slots=True)
class Hints:
    """What an engine may know beside the texts; whoever has no use for it leaves it."""

    context: str = ""  # what the texts are about, in their language; never translated
    terms: tuple[tuple[str, str], ...] = ()  # preferred forms, source and target, for a glossary of the engine's own
    scope: str = ""  # whose terms they are: a glossary of the same scope and pair takes the place of an older one


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class Answer:
    """The translation of one text: its place among those asked, and the English in between if there was one."""

    place: int
    text: str
    english: str | None = None


@dataclass(frozen=True, slots=True)
class Pivoted:
    """Translations, and the English they went through where the engine went through English."""

    texts: list[str]
    english: list[str] | None = None


class Engine(ABC):
    """Something that translates. Safe to share between threads."""

    name: str
    version: str  # part of the key of what is cached: another version may answer otherwise
    leaves_machine: bool

    @abstractmethod
    def supports(self, pair: Pair) -> bool:
        """Whether the engine knows both languages."""

    @abstractmethod
    def translate_pivoted(self, texts: Sequence[str], pair: Pair) -> Pivoted:
        """Translate, keeping the English in between where there is one.

        Blank lines, and blanks around lines, stay; what has no letters comes back as it is.

        Raises:
            EngineError: one of the tree, for all texts together.
        """

    def translate(self, texts: Sequence[str], pair: Pair) -> list[str]:
        """Translate texts: same order, same length; errors as `translate_pivoted`."""
        return self.translate_pivoted(texts, pair).texts

    def answers(self, texts: Sequence[str], pair: Pair, hints: Hints = NO_HINTS) -> Iterator[Answer]:  # noqa: ARG002  for those who have a use for them
        """Translate texts, handing each answer on as it comes, in any order.

        This is the way of an engine that answers all texts at once; the others do it their own way.

        Raises:
            EngineError: some texts have no answer; those handed on before are good.
        """
        made = self.translate_pivoted(texts, pair)
        for place, text in enumerate(made.texts):
            yield Answer(place, text, made.english[place] if made.english is not None else None)

    def knows_terms(self, pair: Pair, hints: Hints) -> bool:  # noqa: ARG002  for those who take a glossary
        """Whether the engine will use the terms of the hints by itself, so that they may stay in the text."""
        return False

    def close(self) -> None:  # noqa: B027  most engines hold nothing
        """Give back connections and processes; the engine is not used afterwards."""


def gathered(answers: Iterator[Answer], count: int) -> Pivoted:
    """Answers to so many texts, in the order of the texts; errors as `answers`."""
    found = {answer.place: answer for answer in answers}
    own = [found[place] for place in range(count)]
    english = [answer.english for answer in own]
    whole = [said for said in english if said is not None]
    return Pivoted([answer.text for answer in own], whole if whole and len(whole) == count else None)
