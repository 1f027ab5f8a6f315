"""A text in the plain form that rules are written for, with the way back to the original."""

import unicodedata
from dataclasses import dataclass

_SPACED = {"，": ", "}  # a full-width comma never stands within a number: "场地3，10个工作日内"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−~〜～"), "-")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is lower-case, half-width, with composed letters and plain dashes.

    `starts[i]` and `ends[i]` are where the i-th folded character came from in `source`.
    """

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the source of the folded slice `[start:end]`, which is not empty."""
        return self.starts[start], self.ends[end - 1]


def fold(source: str) -> Folded:
    """Fold a text: full width, letter case, combining accents, dashes, invisible characters."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(source):
        plain = _SPACED.get(source[start:end]) or unicodedata.normalize("NFKC", source[start:end]).lower()
        plain = plain.translate(_DASHES)
        letters += plain
        starts += [start] * len(plain)
        ends += [end] * len(plain)
    return Folded(source, "".join(letters), tuple(starts), tuple(ends))


def _clusters(source: str) -> list[tuple[int, int]]:
    """Letters with their combining accents; invisible format characters are left out."""
    found: list[tuple[int, int]] = []
    for at, letter in enumerate(source):
        if ord(letter) < 0x300:  # noqa: PLR2004  the first combining accent of Unicode
            if letter != "\u00ad":
                found.append((at, at + 1))
        elif unicodedata.combining(letter) and found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        elif unicodedata.category(letter) != "Cf":
            found.append((at, at + 1))
    return found
