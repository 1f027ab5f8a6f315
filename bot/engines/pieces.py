"""What of some texts is sent to a vendor, once each and short enough, and how the answers are put back."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.sentences import sentences

Cut = Callable[[str], list[str]]

LINE_END = re.compile(r"(\r\n|[\n\r\v\f\x85\u2028\u2029])")
_CLAUSE = re.compile(r".*?(?:[，、：；][\s]*|[,;:]\s+|$)", re.DOTALL)
_WORD = re.compile(r"\S*\s*")
_CHARACTER = re.compile(r"\[#\d+\]|.", re.DOTALL)  # a placeholder is never cut


def url_bytes(text: str) -> int:
    """How long a text is in the query of an address: nine bytes for a Chinese character."""
    return len(quote_plus(text))


def characters(text: str) -> int:
    """How long a text is in the body of a request."""
    return len(text)


def no_longer_than(limit: int, size: Callable[[str], int]) -> Cut:
    """A way to cut lines that fit not at all: at sentences, else clauses, else words, else anywhere."""

    def cut(text: str, level: int = 0) -> list[str]:
        if size(text) <= limit or level == len(levels):
            return [text]
        small = [bit for atom in levels[level](text) if atom for bit in cut(atom, level + 1)]
        return _packed(small, limit, size)

    levels: tuple[Cut, ...] = (sentences, _CLAUSE.findall, _WORD.findall, _CHARACTER.findall)
    return cut


def _packed(bits: Sequence[str], limit: int, size: Callable[[str], int]) -> list[str]:
    """Neighbours put together as long as they fit."""
    packed: list[str] = []
    room = 0
    for bit in bits:
        length = size(bit)
        if packed and length <= room:
            packed[-1] += bit
            room -= length
        else:
            packed.append(bit)
            room = limit - length
    return packed


def grouped(asked: Sequence[str], most: int, limit: int, size: Callable[[str], int]) -> list[list[str]]:
    """Strings in their order, so many together as one request may hold.

    Args:
        asked: none of them larger than the limit.
        most: strings in one request.
        limit: of their sizes together.
        size: how much room a string takes.
    """
    made: list[list[str]] = []
    room = 0
    for text in asked:
        if made and len(made[-1]) < most and size(text) <= room:
            made[-1].append(text)
        else:
            made.append([text])
            room = limit
        room -= size(text)
    return made


def has_letters(text: str) -> bool:
    """Whether there is anything to translate: numbers, emoji and "。。。" are never sent."""
    return any(character.isalpha() for character in text)


@dataclass(frozen=True, slots=True)
class _Bit:
    """A stretch of a text. `ask` is its place among the strings to ask for, None: stays as it is."""

    text: str
    ask: int | None = None
    glue: bool = False  # blanks between two pieces of a line: the target decides


class Plan:
    """Texts taken apart into the strings to ask for (`asked`: each once, stripped, never blank)."""

    def __init__(self, texts: Sequence[str], pair: Pair, cut: Cut) -> None:
        self.asked: list[str] = []
        self._pair = pair
        self._cut = cut
        self._place: dict[str, int] = {}
        self._texts = [list(self._bits(text)) for text in texts]
        self._missing = [{bit.ask for bit in bits if bit.ask is not None} for bits in self._texts]
        self._answers: dict[int, str] = {}
        self._users: defaultdict[int, list[int]] = defaultdict(list)
        for number, missing in enumerate(self._missing):
            for place in missing:
                self._users[place].append(number)

    def _bits(self, text: str) -> Iterator[_Bit]:
        for line in LINE_END.split(text):
            core = line.strip()
            if not has_letters(core):
                yield _Bit(line)
                continue
            start = line.index(core)
            yield _Bit(line[:start])
            yield from self._line(core)
            yield _Bit(line[start + len(core) :])

    def _line(self, core: str) -> Iterator[_Bit]:
        pieces = self._cut(core)
        for piece in pieces[:-1]:
            yield from (self._wanted(piece), _Bit(piece[len(piece.rstrip()) :], glue=True))
        yield self._wanted(pieces[-1])

    def _wanted(self, piece: str) -> _Bit:
        text = piece.strip()
        if not has_letters(text):
            return _Bit(text)
        place = self._place.setdefault(text, len(self.asked))
        if place == len(self.asked):
            self.asked.append(text)
        return _Bit(text, place)

    def blank(self) -> list[int]:
        """The numbers of the texts that need no answer."""
        return [number for number, missing in enumerate(self._missing) if not missing]

    def answered(self, place: int, answer: str) -> list[int]:
        """Note down the answer to `asked[place]`; gives the numbers of the texts that have all theirs now."""
        if place in self._answers:
            return []
        self._answers[place] = answer
        users = self._users[place]
        for number in users:
            self._missing[number].discard(place)
        return [number for number in users if not self._missing[number]]

    def text(self, number: int, target: Language | None = None) -> str:
        """A text that has all its answers.

        Args:
            number: its place among the texts.
            target: the language of the answers, where it is not the pair's target: the English in between.
        """
        into = target or self._pair.target
        made = ""
        for bit in self._texts[number]:
            if bit.ask is not None:
                made += self._answers[bit.ask]
            elif not bit.glue:
                made += bit.text
            elif into == "zh":
                made += bit.text if made[-1:].isascii() else ""  # no blank after a Chinese sentence
            else:
                made += " " if self._pair.source == "zh" else bit.text
        return made
