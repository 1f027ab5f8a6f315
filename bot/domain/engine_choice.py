"""Which engines a space lets translate: what a person may choose from, and how they say it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from bot.domain.errors import Unreadable

EngineWord = Literal["only", "and", "all", "none", "local", "libretranslate", "deepl", "google", "microsoft", "baidu"]
"""What people say beside the engines' own names: the last six are engines by other names."""

Choice = tuple[str, ...] | None
"""The engines that may see a space's text; None: all that are switched on, those of tomorrow too."""

_APART = re.compile(r"[\s,，、;；+&/。.!！]+")
_SAID_WITH = frozenset({"only", "and"})


class Offered(NamedTuple):
    """An engine that is switched on, and whether text leaves the machine for it."""

    name: str
    leaves_machine: bool


def allowed(choice: Choice, offered: Sequence[Offered]) -> tuple[Offered, ...]:
    """Those of the engines that are switched on which a choice lets translate."""
    return tuple(engine for engine in offered if choice is None or engine.name in choice)


def read_choice(text: str, words: Mapping[str, EngineWord], offered: Sequence[Offered]) -> Choice:
    """Understand "only local", "deepl og google", "仅本地", "all", "none"; the order of asking stays the operator's.

    Raises:
        Unreadable: no engine was named, one that is not switched on, or things that exclude each other.
    """
    names = [engine.name for engine in offered]
    meant = [word for said in _APART.split(text.lower()) if said for word in _meant(said, words, names)]
    unknown = next((word for word in meant if word not in {*names, "only", "and", "all", "none"}), None)
    if unknown is not None:
        raise _unreadable("engine_unknown", text, names, name=unknown)
    wanted = set(meant) - _SAID_WITH
    if wanted == {"all"}:
        return None
    if wanted == {"none"}:
        return ()
    if not wanted or wanted & {"all", "none"}:
        raise _unreadable("engines_unclear", text, names)
    return tuple(name for name in names if name in wanted)


def _meant(said: str, words: Mapping[str, EngineWord], names: Iterable[str]) -> list[str]:
    """The words in a piece without blanks: one, or several in Chinese; what nobody knows stays as it is."""
    known = {**words, **{name: name for name in names}}
    found: list[str] = []
    rest = said
    while rest:
        if rest in known:
            return [*found, known[rest]]
        first = max((word for word in known if rest.startswith(word) and _chinese(word, rest)), key=len, default="")
        if not first:
            return [*found, rest]
        found.append(known[first])
        rest = rest[len(first) :]
    return found


def _chinese(word: str, text: str) -> bool:
    """Whether a word may end where it does: Chinese goes on without a blank, other writing does not."""
    return not word.isascii() or not text[len(word) : len(word) + 1].isascii()


def _unreadable(key: str, typed: str, names: Sequence[str], **details: str) -> Unreadable:
    if not names:
        return Unreadable("engines_none_on", typed=typed)
    return Unreadable(key, typed=typed, known=", ".join(names), **details)
