"""Three versions of a page made one: by sentences, because a whole Chinese paragraph is one line.

Source of the way it is done: Khanna, Kunal and Pierce, "A Formal Investigation of Diff3" (2007).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from bot.domain.sentences import sentences

_Pieces = Sequence[str]


class Clash(NamedTuple):
    """The same passage, changed on both sides: as it was, as we have it, as it stands on the wiki."""

    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The text in which both changes stand; without clashes nothing of either side is lost."""

    text: str
    clashes: tuple[Clash, ...] = ()


def merge(base: str, ours: str, theirs: str) -> Merged:
    """Put what changed from `base` to `theirs` into `ours`; in the place of a clash the result has ours.

    Args:
        base: the text both come from.
        ours: what we want to publish.
        theirs: what stands on the wiki.
    """
    parts: list[str] = []
    clashes: list[Clash] = []
    for was, mine, yours in _chunks(_pieces(base), _pieces(ours), _pieces(theirs)):
        settled = _settled(was, mine, yours)
        if settled is None:
            clashes.append(Clash("".join(was), "".join(mine), "".join(yours)))
        parts += mine if settled is None else settled
    return Merged("".join(parts), tuple(clashes))


def instead_of(passage: str, base: str, theirs: str) -> str:
    """What stands on the wiki in the place of the sentence in which a passage stood; "" where nothing does."""
    before, now = _pieces(base), _pieces(theirs)
    at = next((place for place, piece in enumerate(before) if passage in piece), None)
    for tag, start, end, first, last in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if at is not None and start <= at < end:
            return before[at] if tag == "equal" else "".join(now[first:last])
    return ""


def _pieces(text: str) -> list[str]:
    return [sentence for line in text.splitlines(keepends=True) for sentence in sentences(line)]


def _chunks(base: _Pieces, ours: _Pieces, theirs: _Pieces) -> Iterator[tuple[_Pieces, _Pieces, _Pieces]]:
    """The three texts side by side: a piece that all have, then what lies before the next one of those."""
    in_ours, in_theirs = _places(base, ours), _places(base, theirs)
    begun, mine, yours = 0, 0, 0
    for at in sorted(in_ours.keys() & in_theirs.keys()):
        if at > begun or in_ours[at] > mine or in_theirs[at] > yours:
            yield base[begun:at], ours[mine : in_ours[at]], theirs[yours : in_theirs[at]]
        same = [base[at]]
        yield same, same, same
        begun, mine, yours = at + 1, in_ours[at] + 1, in_theirs[at] + 1
    yield base[begun:], ours[mine:], theirs[yours:]


def _places(base: _Pieces, other: _Pieces) -> dict[int, int]:
    """Place in the base → place of the same piece in another text; both grow together."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {at + step: there + step for at, there, size in blocks for step in range(size)}


def _settled(base: _Pieces, ours: _Pieces, theirs: _Pieces) -> _Pieces | None:
    """What becomes of a passage; None where both sides have changed the same of it."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if len(base) == len(ours) == len(theirs):
        return _one_by_one(base, ours, theirs)
    return _beside(base, ours, theirs) or _beside(base, theirs, ours)


def _one_by_one(base: _Pieces, ours: _Pieces, theirs: _Pieces) -> _Pieces | None:
    """Neighbouring sentences of which each side changed others: each is taken as changed."""
    found: list[str] = []
    for was, mine, yours in zip(base, ours, theirs, strict=True):
        if was not in {mine, yours} and mine != yours:
            return None
        found.append(yours if mine == was else mine)
    return found


def _beside(base: _Pieces, changed: _Pieces, longer: _Pieces) -> _Pieces | None:
    """Sentences that one side changed while the other one wrote something before or behind them."""
    if not base or len(changed) != len(base):
        return None
    if longer[: len(base)] == base:
        return [*changed, *longer[len(base) :]]
    if longer[-len(base) :] == base:
        return [*longer[: -len(base)], *changed]
    return None
