"""A sentence as an engine sees it: names, terms and markup hidden, list markers and control characters left out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.locking import LOCKED, Locked, genitive, lock, placed
from bot.domain.markup import Restored, Token, restore, split
from bot.domain.pair import Pair
from bot.domain.term import Match
from bot.engines.pieces import has_letters

_MARK = re.compile(r"\[#\d+\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Masked:
    """`core` is what the engine sees; `head` and `tail` are the list marker and the blanks around it."""

    head: str
    core: str
    tail: str
    locked: Locked

    @property
    def needs_engine(self) -> bool:
        """Whether there is anything to translate beside names and markup."""
        return has_letters(self.core)

    def unmasked(self, translation: str) -> Restored:
        """The sentence with the translation of its core, and everything hidden back in its place."""
        return placed(*split(self.head + translation + self.tail), self.locked)

    def in_english(self, english: str) -> str:
        """The English in between, with names and markup as they stand in the source."""
        tokens = [replace(token, value=token.source) for token in self.locked.tokens]
        return restore(self.head + english + self.tail, tokens).text

    def is_whole(self, translation: str) -> bool:
        """Whether every placeholder of the core came back exactly once, and nothing else that looks like one."""
        wanted, numbers = split(self.core)[1], split(translation)[1]
        strange = restore(translation, [Token(number, "literal", "", "") for number in wanted]).unknown
        return sorted(numbers) == sorted(wanted) and not strange

    def pieces(self) -> Iterator[tuple[str, str]]:
        """The stretches of the core between placeholders, each with the genitive of the name before it taken off."""
        names = {token.number for token in self.locked.tokens if token.kind in LOCKED}
        gaps, numbers = split(self.core)
        yield "", gaps[0]
        for number, gap in zip(numbers, gaps[1:], strict=True):
            owns, rest = genitive(gap) if number in names else (False, gap)
            blank = "" if not rest or rest[0].isspace() else " "
            yield (f"'s{blank}", rest) if owns else ("", gap)

    def with_pieces(self, gaps: Sequence[str]) -> str:
        """A core made of translated stretches."""
        marks = [f"[#{number}]" for number in split(self.core)[1]]
        return gaps[0] + "".join(mark + gap for mark, gap in zip(marks, gaps[1:], strict=True))


def masked(sentence: str, matches: Sequence[Match], pair: Pair) -> Masked:
    """Hide what no engine should touch.

    Args:
        sentence: one line, as people wrote it.
        matches: known names and terms in it; a term that is not among them stays in the engine's sight.
        pair: the direction.
    """
    locked = lock(sentence, matches, pair)
    seen = _CONTROL.sub(" ", locked.text)
    rest = seen.lstrip()
    found = _MARK.match(rest)
    if found and any(token.kind == "marker" and found[0] == f"[#{token.number}]" for token in locked.tokens):
        rest = rest[found.end() :].lstrip()
    core = rest.rstrip()
    return Masked(seen[: len(seen) - len(rest)], core, rest[len(core) :], locked)
