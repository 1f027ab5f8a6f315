"""The lines of a locked text: what of each an engine sees, and how its answer goes back into the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.locking import Locked
from bot.domain.markup import split
from bot.engines.pieces import LINE_END

_MARK = re.compile(r"\[#\d+\]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its tokens hidden: `core` is what the engine sees, with placeholders counted from 1.

    Counting per line keeps numbers small and makes equal sentences equal, in this call and in a cache.
    """

    before: str
    core: str
    after: str
    numbers: tuple[int, ...]  # of the text, by the place of the core's own

    def spliced(self, core: str) -> str:
        """The line with another core, its placeholders numbered as the text's."""
        gaps, own = split(core)
        marks = [f"[#{self.numbers[number - 1]}]" if number <= len(self.numbers) else "" for number in own]
        text = gaps[0] + "".join(mark + gap for mark, gap in zip(marks, gaps[1:], strict=True))
        return self.before + text + self.after


@dataclass(slots=True)
class Made:
    """What became of a core: stretches and token numbers in turn."""

    gaps: list[str]
    numbers: list[int]
    problems: list[str]

    @property
    def text(self) -> str:
        """With placeholders in their plain form."""
        marks = [f"[#{number}]" for number in self.numbers]
        return self.gaps[0] + "".join(mark + gap for mark, gap in zip(marks, self.gaps[1:], strict=True))


def lines_of(locked: Locked) -> Iterator[Line]:
    """Lines and line ends in turn; list markers, and blanks around a line, are not the engine's business."""
    markers = {f"[#{token.number}]" for token in locked.tokens if token.kind == "marker"}
    for line in LINE_END.split(locked.text):
        rest = line.lstrip()
        found = _MARK.match(rest)
        if found and found[0] in markers:
            rest = rest[found.end() :].lstrip()
        core = rest.rstrip()
        start = len(line) - len(rest)
        gaps, numbers = split(core)
        counted = gaps[0] + "".join(f"[#{place}]{gap}" for place, gap in enumerate(gaps[1:], start=1))
        yield Line(line[:start], counted, line[start + len(core) :], tuple(numbers))
