"""A picture before it is drawn: where each mark and each word stands, in pixels from the upper left corner."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Measure = Callable[[str, int], float]
"""The width of a text in a size of letters, in pixels."""

MarkKind = Literal[
    "visit",
    "deadline",
    "expected",
    "expected_visit",
    "tail",  # of a deadline without a beginning
    "end",  # where a deadline lies
    "passed",  # what has ended undone
    "was_expected",
    "today",
    "month",
    "week",
    "lane",
    "dk",
    "cn",
    "dk_shade",
    "cn_shade",
    "unknown",
    "paper",  # behind words, so that they can be read on a shade
]

ASCENT = 1.0  # of the size of letters: how far they rise above the line they stand on, Å and 国 among them
DESCENT = 0.3
LINE = 1.32  # from one line to the next

# Chinese is broken anywhere but before the marks that end something; Latin words stay whole.
_PIECES = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff][，。、；：！？）》」』”’…]*\s*"
    r"|[^\s\u2e80-\u9fff\uf900-\ufaff]+\s*"
    r"|\s+"
)
_MORE = "…"


class Mark(NamedTuple):
    """A shape from one corner to the other."""

    kind: MarkKind
    left: float
    top: float
    right: float
    bottom: float


class Words(NamedTuple):
    """A line of text; `base` is the line its letters stand on, `size` their height in pixels."""

    left: float
    base: float
    text: str
    size: int
    color: str
    width: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the room its letters may take."""
        return (self.left, self.base - self.size * ASCENT, self.left + self.width, self.base + self.size * DESCENT)


@dataclass(slots=True)
class Sheet:
    """What has been put on the paper so far; `y` is where there is room next."""

    measure: Measure
    width: int
    y: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def write(self, left: float, top: float, text: str, size: int, color: str) -> Words:
        """Put a line of text below `top`."""
        written = Words(left, top + size * ASCENT, text, size, color, self.measure(text, size))
        self.words.append(written)
        return written

    def mark(self, kind: MarkKind, box: tuple[float, float, float, float]) -> None:
        """Put a shape."""
        self.marks.append(Mark(kind, *box))

    def fit(self, text: str, size: int, room: float, lines: int = 1) -> list[str]:
        """The text in lines that fit, the last one cut with … where there is more."""
        done: list[str] = []
        rest = text.strip()
        while rest and len(done) < lines:
            taken = self._whole(rest, size, room)
            if len(done) == lines - 1 and taken != rest:
                return [*done, self._cut(rest, size, room)]
            done.append(taken.rstrip())
            rest = rest[len(taken) :].lstrip()
        return done

    def _whole(self, text: str, size: int, room: float) -> str:
        """As much of the text as fits without breaking a word; a word that is too long is broken."""
        taken = ""
        for piece in _PIECES.findall(text):
            if self.measure((taken + piece).rstrip(), size) > room:
                break
            taken += piece
        return taken or self._letters(text, size, room)

    def _cut(self, text: str, size: int, room: float) -> str:
        return self._letters(text, size, room - self.measure(_MORE, size)).rstrip(" ,;:，、；：") + _MORE

    def _letters(self, text: str, size: int, room: float) -> str:
        fits, too_long = 1, len(text) + 1
        while too_long - fits > 1:
            middle = (fits + too_long) // 2
            if self.measure(text[:middle], size) <= room:
                fits = middle
            else:
                too_long = middle
        return text[:fits]
