"""The test set: sentences of this field with reviewed translations, and what an engine should answer to each."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import cast

from bot.data import termbase
from bot.domain.language import Language
from bot.domain.locking import LOCKED
from bot.domain.pair import Pair
from bot.domain.term import Match
from bot.engines.masking import Masked, masked

HERE = Path(__file__).parent
_WORD_REST = r"[a-zæøå]*"  # an inflected term: the placeholder stands for the whole word


@dataclass(frozen=True, eq=False)
class Row:
    """A sentence, its reviewed translation and the known names and terms that have their form in it."""

    pair: Pair
    source: str
    target: str
    matches: tuple[Match, ...]

    @property
    def masked(self) -> Masked:
        """The sentence as the pipeline sends it."""
        return masked(self.source, self.matches, self.pair)

    @property
    def answer(self) -> str:
        """The reviewed translation with the placeholders of the sentence in it, as a good engine gives it."""
        hidden = self.masked
        text, head = self.target, hidden.unmasked("").text.strip()
        for token in sorted(hidden.locked.tokens, key=lambda token: -len(token.value)):
            if f"[#{token.number}]" in hidden.core:
                ending = _WORD_REST if token.kind == "term" and self.pair.target != "zh" else ""
                text, count = re.subn(
                    re.escape(token.value) + ending, f"[#{token.number}]", text, count=1, flags=re.IGNORECASE
                )
                if not count:
                    raise ValueError(f"{token.value!r} does not stand in {self.target!r}")
        return text.removeprefix(head).strip() if hidden.head else text


def _fits(match: Match, pair: Pair, source: str, target: str) -> bool:
    if match.term.is_name:
        return True
    form = match.term.form(pair.target).lower()
    single = source.count(match.found) == 1
    return single and form in target.lower()


@lru_cache(maxsize=16)
def rows(name: str) -> Sequence[Row]:
    """The pairs of a file beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return tuple(_row(found) for found in csv.DictReader(file))


def _row(found: dict[str, str]) -> Row:
    pair = Pair(cast("Language", found["source_language"]), cast("Language", found["target_language"]))
    source, target = found["source"], found["target"]
    matches = termbase().find(source, pair.source)
    return Row(pair, source, target, tuple(match for match in matches if _fits(match, pair, source, target)))


def names(row: Row) -> set[str]:
    """The target forms of the locked names in a row's source, outside addresses."""
    return {token.value for token in row.masked.locked.tokens if token.kind in LOCKED and token.kind == "name"}
