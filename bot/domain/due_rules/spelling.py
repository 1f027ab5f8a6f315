"""Words for months and numbers, with one letter typed wrongly where that leaves no doubt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

_SAFE_LENGTH = 6  # shorter months are too near to ordinary words


@dataclass(frozen=True, slots=True)
class MonthNames:
    """Month names of a language; `ordinary` are words that look like one but are not."""

    full: Mapping[str, int]
    short: Mapping[str, int]
    ordinary: frozenset[str] = frozenset()
    dated_length: int = 5  # of the shortest name that may be typed wrongly where a day or year stands beside it

    def __call__(self, word: str, dated: bool) -> int | None:  # noqa: FBT001  always given by position
        """The month's number; abbreviations and typing errors only where a day or year stands beside it."""
        if number := self.full.get(word):
            return number
        if dated and (number := self.short.get(word)):
            return number
        if word in self.ordinary or (word in self.short and not dated):
            return None
        near = {number for name, number in self.full.items() if self._resembles(word, name, dated=dated)}
        return near.pop() if len(near) == 1 else None

    def _resembles(self, word: str, name: str, *, dated: bool) -> bool:
        certain = len(name) >= (self.dated_length if dated else _SAFE_LENGTH) or name == "april"
        return certain and word[:1] == name[:1] and one_slip(word, name)


def one_slip(word: str, name: str) -> bool:
    """Whether one letter was changed, left out, doubled in or swapped with its neighbour."""
    if word == name or abs(len(word) - len(name)) > 1:
        return word == name
    at = next((i for i, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    rest, wanted = word[at:], name[at:]
    if len(word) == len(name):
        swapped = len(rest) > 1 and rest[1] + rest[0] + rest[2:] == wanted
        return rest[1:] == wanted[1:] or swapped
    return rest[1:] == wanted or rest == wanted[1:]


def number_reader(words: Mapping[str, int]) -> Callable[[str], int | None]:
    """A reader of figures and of number words."""

    def read(said: str) -> int | None:
        figures = said.strip("'. ")
        return int(figures) if figures.isascii() and figures.isdigit() else words.get(said)

    return read
