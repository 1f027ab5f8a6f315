"""What of some texts is sent to a vendor, once each and short enough, and how the answers are put back."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus

from bot.domain.language import Language
from bot.domain.pair import Pair
from bot.domain.sentences import sentences
from bot.engines.base import EngineBroken

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

    def joined(self, answers: Sequence[str], target: Language | None = None) -> list[str]:
        """The texts with the answers in their places.

        Args:
            answers: to `asked`, in its order.
            target: their language, where it is not the pair's target: the English in between.

        Raises:
            EngineBroken: not as many answers as were asked for.
        """
        if len(answers) != len(self.asked):
            raise EngineBroken(f"{len(answers)} answers to {len(self.asked)} texts")
        into = target or self._pair.target
        return [self._text(bits, answers, into) for bits in self._texts]

    def _text(self, bits: Sequence[_Bit], answers: Sequence[str], target: Language) -> str:
        text = ""
        for bit in bits:
            if bit.ask is not None:
                text += answers[bit.ask]
            elif not bit.glue:
                text += bit.text
            elif target == "zh":
                text += bit.text if text[-1:].isascii() else ""  # no blank after a Chinese sentence
            else:
                text += " " if self._pair.source == "zh" else bit.text
        return text
